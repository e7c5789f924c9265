import {Ajv} from "ajv";
import {beforeAll, describe, expect, test} from "vitest";
import {parse} from "yaml";
import type {Schema} from "./pipeline.ts";
import {buildGenerated, composeKinds, formats, loadValidator, readGenerated} from "./pipeline.ts";

type Index = Record<string, {validator: string; source: string}>;

const COMPLETE: Record<string, string> = {
  "helm.toolkit.fluxcd.io/v2": "HelmRelease",
  "kustomize.toolkit.fluxcd.io/v1": "Kustomization",
  "source.toolkit.fluxcd.io/v1": "GitRepository OCIRepository HelmRepository HelmChart Bucket ExternalArtifact",
  "notification.toolkit.fluxcd.io/v1beta3": "Alert Provider",
  "notification.toolkit.fluxcd.io/v1": "Receiver",
  "image.toolkit.fluxcd.io/v1": "ImageRepository ImagePolicy ImageUpdateAutomation",
  "source.extensions.fluxcd.io/v1beta1": "ArtifactGenerator",
  "fluxcd.controlplane.io/v1": "FluxInstance FluxReport ResourceSet ResourceSetInputProvider",
  "gateway.networking.k8s.io/v1":
    "HTTPRoute GRPCRoute TLSRoute TCPRoute UDPRoute Gateway GatewayClass ListenerSet BackendTLSPolicy ReferenceGrant",
  "gateway.networking.k8s.io/v1beta1": "HTTPRoute Gateway GatewayClass ReferenceGrant",
  "gateway.networking.k8s.io/v1alpha3": "TLSRoute BackendTLSPolicy",
  "gateway.networking.k8s.io/v1alpha2": "TLSRoute TCPRoute UDPRoute",
  "kustomize.config.k8s.io/v1beta1": "Kustomization",
  "kustomize.config.k8s.io/v1alpha1": "Component",
  "apps/v1": "Deployment StatefulSet DaemonSet",
  "batch/v1": "Job CronJob",
  v1: "Pod Service ConfigMap Secret Namespace PersistentVolumeClaim PersistentVolume ServiceAccount",
  "networking.k8s.io/v1": "Ingress NetworkPolicy",
  "policy/v1": "PodDisruptionBudget",
  "autoscaling/v2": "HorizontalPodAutoscaler",
  "rbac.authorization.k8s.io/v1": "Role RoleBinding ClusterRole ClusterRoleBinding",
  "storage.k8s.io/v1": "StorageClass",
  "flux-workbench": "config",
};

let index: Index;
let schemas: {kinds: Record<string, Schema>; defs: Record<string, Schema>};
beforeAll(() => {
  buildGenerated();
  index = readGenerated("index.json");
  schemas = readGenerated("schemas.json");
});

test("the index holds exactly the kinds that are promised, each with a source", () => {
  const expected = Object.entries(COMPLETE).flatMap(([group, names]) =>
    names.split(" ").map((name) => `${group}/${name}`),
  );
  expect(Object.keys(index).sort()).toEqual(expected.sort());
  expect(Object.keys(schemas.kinds).sort()).toEqual(expected.sort());
  for (const {source} of Object.values(index))
    expect(source).toMatch(/^(own|(@kubernetes-models\/)?[a-z-]+@\d+\.\d+\.\d+)$/);
});

test("versions that are served side by side share a validator", () => {
  for (const kind of ["HTTPRoute", "Gateway", "GatewayClass", "ReferenceGrant"]) {
    const [current, older] = ["v1", "v1beta1"].map((version) => index[`gateway.networking.k8s.io/${version}/${kind}`]);
    expect(older).toEqual(current);
  }
});

test("every schema compiles without a word from ajv, and its patterns are JavaScript's", () => {
  const said: unknown[] = [];
  const say = (...words: unknown[]) => said.push(words);
  const ajv = new Ajv({strict: false, formats, logger: {log: say, warn: say, error: say}, inlineRefs: false});
  for (const [name, schema] of Object.entries(schemas.kinds)) {
    ajv.addSchema({...schema, defs: schemas.defs}, name);
    if (!/^(apps|batch)\//.test(name)) expect(() => ajv.getSchema(name)).not.toThrow();
  }
  expect(said).toEqual([]);
});

test("objects are closed, status is open, and every field of ours has a description", () => {
  const self = new Set(["apiVersion", "kind", "metadata", "spec", "status"]);
  for (const {keys, schema, source} of composeKinds()) {
    expect(schema.properties?.status ?? {}).not.toHaveProperty("properties");
    visit(schema, keys[0]!, (field, path, name) => {
      if (Object.keys(field.properties ?? {}).length > 0) {
        expect(field.additionalProperties ?? true, path).not.toBe(true);
      }
      if (source === "own" && name && !self.has(name)) expect(field.description, path).toBeTruthy();
    });
  }
});

test("fields know the Flux minor that they came with", () => {
  const spec = resolve(schemas.kinds["helm.toolkit.fluxcd.io/v2/HelmRelease"]!.properties!.spec!);
  expect(resolve(spec.properties!.waitStrategy!)["x-since"]).toBe("2.8");
  expect(resolve(resolve(spec.properties!.waitStrategy!).properties!.name!)["x-since"]).toBe("2.8");
  expect(resolve(resolve(spec.properties!.chartRef!).properties!.kind!)["x-enum-since"]).toEqual({
    ExternalArtifact: "2.7",
  });
});

/** A good document and, where a line is replaced, what is wrong then: `instancePath keyword`. */
const samples: [key: string, good: string, ...faults: [from: string, to: string, errors: string[]][]][] = [
  [
    "helm.toolkit.fluxcd.io/v2/HelmRelease",
    `
    metadata: {name: app, annotations: {a: b}}
    spec:
      interval: 1h
      chartRef: {kind: OCIRepository, name: app}
      postRenderStrategy: combined
      valuesFrom: [{kind: Secret, name: x, targetPath: a.b, literal: true}]
      values: {any: {thing: [1, {}]}}`,
    ["interval: 1h", "interval: 1d", ["/spec/interval pattern"]],
    ["interval: 1h", "timeout: 5m", ["/spec required"]],
    ["kind: OCIRepository", "kind: GitRepository", ["/spec/chartRef/kind enum"]],
    ["literal: true", "literally: true", ["/spec/valuesFrom/0 additionalProperties"]],
    ["a: b", "a: 1", ["/metadata/annotations/a type"]],
  ],
  [
    "kustomize.toolkit.fluxcd.io/v1/Kustomization",
    `
    spec:
      interval: 10m
      prune: true
      sourceRef: {kind: GitRepository, name: flux-system}
      ignore: [{paths: [/spec/replicas], target: {kind: Deployment}}]
      postBuild: {substitute: {A: b}, substituteStrategy: Always}`,
    ["prune: true", "wait: true", ["/spec required"]],
    [
      "paths: [/spec/replicas]",
      "path: /spec/replicas",
      ["/spec/ignore/0 additionalProperties", "/spec/ignore/0 required"],
    ],
  ],
  [
    "source.toolkit.fluxcd.io/v1/OCIRepository",
    "spec: {interval: 1h, url: oci://ghcr.io/a/b, timeout: 60m, verify: {provider: cosign, trustedRootSecretRef: {name: a}}}",
    ["timeout: 60m", "timeout: 1h", ["/spec/timeout pattern"]],
  ],
  [
    "notification.toolkit.fluxcd.io/v1beta3/Alert",
    "spec: {providerRef: {name: a}, eventSources: [{kind: FluxInstance, name: flux}]}",
    ["FluxInstance", "Pod", ["/spec/eventSources/0/kind enum"]],
  ],
  [
    "image.toolkit.fluxcd.io/v1/ImagePolicy",
    "spec: {imageRepositoryRef: {name: a}, policy: {semver: {range: 1.x}}}",
    ["range: 1.x", "range: 1", ["/spec/policy/semver/range type"]],
  ],
  [
    "source.extensions.fluxcd.io/v1beta1/ArtifactGenerator",
    `
    spec:
      sources: [{alias: git, kind: GitRepository, name: repo}]
      artifacts: [{name: app, copy: [{from: "@git/app/**", to: "@artifact/"}]}]`,
    ["@artifact/", "@git/", ["/spec/artifacts/0/copy/0/to pattern"]],
  ],
  [
    "fluxcd.controlplane.io/v1/ResourceSet",
    `
    metadata: {name: apps, namespace: flux-system}
    spec:
      inputs: [{tenant: a, size: 2}]
      resources: [{apiVersion: v1, kind: Secret, metadata: {name: "<< inputs.tenant >>", anything: goes}}]`,
    ["namespace: flux-system", "nampespace: flux-system", ["/metadata additionalProperties"]],
  ],
  [
    "gateway.networking.k8s.io/v1/HTTPRoute",
    `
    spec:
      parentRefs: [{name: internal, sectionName: https}]
      hostnames: [a.example.com]
      rules: [{backendRefs: [{name: app, port: 80}]}]`,
    ["port: 80", "port: 0", ["/spec/rules/0/backendRefs/0/port minimum"]],
    ["a.example.com", "A.example.com", ["/spec/hostnames/0 pattern"]],
    ["{name: app, port: 80}", "{port: 80}", ["/spec/rules/0/backendRefs/0 required"]],
  ],
  [
    "kustomize.config.k8s.io/v1beta1/Kustomization",
    `
    resources: [a.yaml, ../b]
    labels: [{pairs: {a: b}, includeSelectors: true}]
    images: [{name: a, newTag: "1.2"}]
    configMapGenerator: [{name: a, files: [a=b.txt], options: {disableNameSuffixHash: true}}]
    replacements: [{path: a.yaml}, {source: {kind: Secret, name: a}, targets: [{select: {kind: Pod}, fieldPaths: [spec]}]}]`,
    ['newTag: "1.2"', "newTag: 1.2", ["/images/0/newTag type"]],
    ["resources: [a.yaml, ../b]", "resource: [a.yaml]", [" additionalProperties"]],
  ],
  [
    "apps/v1/Deployment",
    `
    spec:
      selector: {matchLabels: {a: b}}
      template:
        spec:
          containers:
            - name: a
              ports: [{containerPort: 80}]
              resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 0.5}}
              livenessProbe: {httpGet: {path: /, port: http}}
              readinessProbe: {httpGet: {path: /, port: 80}}`,
    ["memory: 1Gi", "memory: 1 Gi", ["/spec/template/spec/containers/0/resources/limits/memory format"]],
    ["port: http", "port: true", ["/spec/template/spec/containers/0/livenessProbe/httpGet/port type"]],
  ],
  ["v1/Secret", "data: {a: Zm9v}", ["Zm9v", "foo", ["/data/a format"]], ["data:", "Data:", [" additionalProperties"]]],
  [
    "flux-workbench/config",
    `
    flux: "2.9"
    clusters: {main: {path: kubernetes/main, context: main, protected: true}}
    gateways: {traefik-internal: {name: internal, namespace: network, sectionName: https}}
    rules: {kustomize/unreferenced-file: "off"}
    ignore: ["archive/**"]`,
    ['"off"', "fatal", ["/rules/kustomize~1unreferenced-file enum"]],
    ['"2.9"', "2.9", ["/flux type"]],
  ],
];

describe.each(samples)("%s", (key, good, ...faults) => {
  const check = (text: string) => {
    const [apiVersion, kind] = [key.slice(0, key.lastIndexOf("/")), key.slice(key.lastIndexOf("/") + 1)];
    const names = kind === "config" ? {} : {apiVersion, kind};
    const validate = loadValidator(index[key]!.validator);
    validate({...names, ...(parse(text) as object)});
    return (validate.errors ?? []).map(({instancePath, keyword}) => `${instancePath} ${keyword}`).sort();
  };

  test("accepts what is right", () => expect(check(good)).toEqual([]));

  test.each(faults)("finds the one fault when %s is %s", (from, to, errors) => {
    expect(good).toContain(from);
    expect(check(good.replace(from, to))).toEqual(errors);
  });
});

function resolve(schema: Schema): Schema {
  return schema.$ref ? {...schemas.defs[schema.$ref.replace("#/defs/", "")], ...schema} : schema;
}

function visit(
  schema: Schema,
  path: string,
  see: (schema: Schema, path: string, name?: string) => void,
  name?: string,
) {
  see(schema, path, name);
  for (const [key, property] of Object.entries(schema.properties ?? {})) visit(property, `${path}.${key}`, see, key);
  if (schema.items) visit(schema.items, `${path}[]`, see);
  if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties, `${path}{}`, see);
}
