// What a cluster has beside its apps: the entry point of Flux, variables, gateways, Components.
import {document} from "./emit.mjs";

export const kustomization = (content) =>
  document({apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...content});
const component = (content) =>
  document({apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component", ...content});
const configMap = (name, data, namespace) =>
  document({apiVersion: "v1", kind: "ConfigMap", metadata: {name, namespace}, data});

/** The files of `kubernetes/<cluster>` without its apps, as `[path, text]`. */
export function clusterFiles(cluster) {
  const settings = {CLUSTER: cluster, DOMAIN: `${cluster}.example.com`, REGION: "north"};
  const below = `kubernetes/${cluster}`;
  return [
    [`${below}/flux/config/cluster.yaml`, [source(), entry("cluster", `./${below}/flux`)].map(document).join("")],
    [`${below}/flux/config/kustomization.yaml`, kustomization({resources: ["./cluster.yaml"]})],
    [`${below}/flux/vars/cluster-settings.yaml`, configMap("cluster-settings", settings, "flux-system")],
    [`${below}/flux/vars/kustomization.yaml`, kustomization({resources: ["./cluster-settings.yaml"]})],
    [`${below}/flux/repositories/kustomization.yaml`, kustomization({resources: ["../../../shared/repositories"]})],
    [`${below}/flux/apps.yaml`, document(entry("cluster-apps", `./${below}/apps`, defaults()))],
    [`${below}/components/settings/kustomization.yaml`, component({resources: ["./configmap.yaml"]})],
    [`${below}/components/settings/configmap.yaml`, configMap("cluster-settings", settings)],
    [`${below}/components/status/kustomization.yaml`, component({resources: ["./configmap.yaml"]})],
    [`${below}/components/status/configmap.yaml`, statusPage()],
  ];
}

/** Chart repositories and Components that all clusters may use. */
export function sharedFiles() {
  const below = "kubernetes/shared";
  return [
    [`${below}/repositories/kustomization.yaml`, kustomization({resources: ["./charts.yaml"]})],
    [`${below}/repositories/charts.yaml`, document(chartRepository())],
    [`${below}/components/backup/kustomization.yaml`, component(backup())],
    [`${below}/components/backup/pvc.yaml`, document(backupClaim())],
    [`${below}/components/backup/externalsecret.yaml`, document(backupSecret())],
  ];
}

/** The Gateway that all routes of a cluster go through. */
export function gateway(cluster) {
  const tls = {certificateRefs: [{kind: "Secret", name: `${cluster}-tls`}]};
  const listener = {hostname: `*.${cluster}.example.com`, allowedRoutes: {namespaces: {from: "All"}}};
  const listeners = [
    {name: "http", protocol: "HTTP", port: 80, ...listener},
    {name: "https", protocol: "HTTPS", port: 443, ...listener, tls},
  ];
  return document({
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "Gateway",
    metadata: {name: "internal"},
    spec: {gatewayClassName: "envoy", listeners},
  });
}

function source() {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: {name: "fleet", namespace: "flux-system"},
    spec: {interval: "30m", ref: {branch: "main"}, url: "https://git.example.com/fleet.git"},
  };
}

function entry(name, path, extra = {}) {
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: {name, namespace: "flux-system"},
    spec: {
      interval: "30m",
      path,
      prune: true,
      sourceRef: {kind: "GitRepository", name: "fleet"},
      postBuild: {substituteFrom: [{kind: "ConfigMap", name: "cluster-settings"}]},
      ...extra,
    },
  };
}

/** A patch of every child, which holds a patch of every HelmRelease that the child builds. */
function defaults() {
  const inner = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: all
spec:
  install:
    crds: CreateReplace
    remediation:
      retries: 3
  rollback:
    cleanupOnFail: true
  upgrade:
    cleanupOnFail: true
    crds: CreateReplace
    remediation:
      retries: 3
`;
  const outer = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: all
spec:
  deletionPolicy: WaitForTermination
  prune: true
  patches:
    - patch: |
${inner.replace(/^(?=.)/gm, "        ")}      target:
        group: helm.toolkit.fluxcd.io
        kind: HelmRelease
`;
  return {patches: [{patch: outer, target: {group: "kustomize.toolkit.fluxcd.io", kind: "Kustomization"}}]};
}

function chartRepository() {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "HelmRepository",
    metadata: {name: "charts", namespace: "flux-system"},
    spec: {interval: "2h", url: "https://charts.example.com"},
  };
}

function backup() {
  const patch = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: all
spec:
  driftDetection:
    mode: warn
  interval: 1h
  timeout: 10m
`;
  return {resources: ["./externalsecret.yaml", "./pvc.yaml"], patches: [{patch, target: {kind: "HelmRelease"}}]};
}

function backupClaim() {
  const spec = {accessModes: ["ReadWriteOnce"], resources: {requests: {storage: "${CAPACITY:=5Gi}"}}};
  return {apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: {name: "${APP}"}, spec};
}

function backupSecret() {
  const target = {name: "${APP}-backup", template: {data: {REPOSITORY: "{{ .ADDRESS }}/${APP}"}}};
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: {name: "${APP}-backup"},
    spec: {
      secretStoreRef: {kind: "ClusterSecretStore", name: "vault"},
      target,
      dataFrom: [{extract: {key: "backup"}}],
    },
  };
}

function statusPage() {
  const config = `endpoints:
  - name: "\${APP}"
    url: "https://\${APP}.\${DOMAIN}\${STATUS_PATH:=/}"
    interval: 1m
    conditions: ["[STATUS] == 200"]
`;
  return document({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {name: "${APP}-status", labels: {"status.example.com/enabled": "true"}},
    data: {"config.yaml": config},
  });
}
