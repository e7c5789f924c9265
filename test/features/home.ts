const flux = (cluster: string): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: home
  namespace: flux-system
spec:
  url: https://git.example.com/home.git
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  path: ./${cluster}/apps
  sourceRef:
    kind: GitRepository
    name: home
`;

/** A repository of two clusters that share an app. */
export const HOME: Readonly<Record<string, string>> = {
  ".flux-workbench.yaml": "clusters:\n  main: {path: main}\n  edge: {path: edge}\n",
  "main/flux/apps.yaml": flux("main"),
  "edge/flux/apps.yaml": flux("edge"),
  "main/apps/kustomization.yaml": `resources:
  - ./plex/ks.yaml
  - ../../shared/podinfo.yaml
configMapGenerator:
  - name: settings
    namespace: flux-system
    files:
      - values.yaml=./settings/values.txt
patches:
  - target:
      kind: Kustomization
      name: podinfo
    patch: |
      - op: add
        path: /spec/wait
        value: true
  - patch: |
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata:
        name: plex
        namespace: flux-system
      spec:
        dependsOn:
          - name: podinfo
`,
  "main/apps/settings/values.txt": "a: 1\n",
  "main/apps/plex/ks.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: &app plex
  namespace: flux-system
spec:
  commonMetadata:
    labels:
      app.kubernetes.io/name: *app
  components:
    - ../../../../shared/volume
  path: ./main/apps/plex/app
  targetNamespace: media
  sourceRef:
    kind: GitRepository
    name: home
  dependsOn:
    - name: podinfo
  postBuild:
    substitute:
      APP: *app
    substituteFrom:
      - kind: ConfigMap
        name: settings
`,
  "main/apps/plex/app/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ./release.yaml
  - ./secret.yaml
`,
  "main/apps/plex/app/release.yaml": `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: chart
spec:
  url: oci://ghcr.io/example/charts/plex
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: &name plex
spec:
  chartRef:
    kind: OCIRepository
    name: chart # the one above
  valuesFrom:
    - kind: Secret
      name: "plex-secret"
  values:
    fullnameOverride: *name
    persistence:
      config:
        existingClaim: plex
`,
  "main/apps/plex/app/secret.yaml": `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: plex
spec:
  secretStoreRef:
    kind: ClusterSecretStore
    name: vault
  target:
    name: plex-secret
`,
  "shared/volume/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:
  - ./claim.yaml
`,
  "shared/volume/claim.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: \${APP}
spec:
  storageClassName: fast
`,
  "shared/podinfo.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: podinfo
  namespace: flux-system
spec:
  path: ./shared/podinfo
  sourceRef:
    kind: GitRepository
    name: home
`,
  "shared/podinfo/deployment.yaml": `apiVersion: apps/v1
kind: Deployment
metadata:
  name: podinfo
  namespace: podinfo
`,
  "edge/apps/kustomization.yaml": "resources:\n  - ../../shared/podinfo.yaml\n",
};
