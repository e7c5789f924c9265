import {describe, expect, test} from "vitest";
import {type Resource, resourceOf} from "../../server/src/engine/resources/resource.ts";
import {ANY, definitionsBeside, pathReferences} from "../../server/src/engine/workspace/references.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";

const resourcesOf = (text: string, file = "apps/plex/ks.yaml"): Resource[] =>
  parseYaml(file, text).documents.flatMap((document) => resourceOf(document) ?? []);

/** What each path leads to, and the text that it stands in. */
function pathsIn(text: string, file?: string): unknown[] {
  return resourcesOf(text, file)
    .flatMap(pathReferences)
    .map(({list, kind, target, span}) => [list, kind, text.slice(span.start, span.end), target]);
}

describe("paths of kustomizations", () => {
  test("are seen from the folder, with quotes and keys left out of their span", () => {
    const text = `resources: [./app, "helmrelease.yaml", '../shared']
Components:
  - ../../components/volsync/
configMapGenerator:
  - files: [values.yaml=./config/values.yaml, "config/a b.yaml", 'key=config/c.yaml']
    envs: [settings.env]
patches:
  - path: patch.yaml
`;
    expect(pathsIn(text, "apps/plex/kustomization.yaml")).toEqual([
      ["resources[]", "either", "./app", "apps/plex/app"],
      ["resources[]", "either", "helmrelease.yaml", "apps/plex/helmrelease.yaml"],
      ["resources[]", "either", "../shared", "apps/shared"],
      ["components[]", "folder", "../../components/volsync/", "components/volsync"],
      ["patches[].path", "file", "patch.yaml", "apps/plex/patch.yaml"],
      ["configMapGenerator[].files[]", "file", "./config/values.yaml", "apps/plex/config/values.yaml"],
      ["configMapGenerator[].files[]", "file", "config/a b.yaml", "apps/plex/config/a b.yaml"],
      ["configMapGenerator[].files[]", "file", "config/c.yaml", "apps/plex/config/c.yaml"],
      ["configMapGenerator[].envs[]", "file", "settings.env", "apps/plex/settings.env"],
    ]);
  });

  test("lead nowhere when they are addresses, absolute, or leave the repository", () => {
    const entries = [
      "https://example.com/a.yaml",
      "git@github.com:org/repo",
      "github.com/org/repo//base?ref=v1",
      "org/repo?ref=v1",
      "/etc",
      "../..",
    ];
    const found = resourcesOf(`resources: ${JSON.stringify(entries)}`, "app/kustomization.yaml").flatMap(
      pathReferences,
    );
    expect(found.map(({text, target}) => [text, target])).toEqual(entries.map((text) => [text, undefined]));
  });

  test("with escapes, and behind aliases, keep the span of the whole text", () => {
    const text = 'bases: [&b base]\nresources: ["a\\x62.yaml", *b]\n';
    expect(pathsIn(text, "kustomization.yaml")).toEqual([
      ["resources[]", "either", '"a\\x62.yaml"', "ab.yaml"],
      ["resources[]", "either", "*b", "base"],
      ["bases[]", "folder", "base", "base"],
    ]);
  });

  test.each(["resources: text", "resources: [1, null, {a: b}, []]", "configMapGenerator: {files: [a]}", "- a"])(
    "%s",
    (text) => {
      expect(pathsIn(text, "kustomization.yaml")).toEqual([]);
    },
  );
});

describe("paths of Flux", () => {
  const flux = (spec: string): string =>
    `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: ${spec}\n`;

  test("start at the root, components at the path, and nothing leaves the root", () => {
    expect(pathsIn(flux('{path: ./apps/plex/app, components: ["../../../components/a", ../../../../../b]}'))).toEqual([
      ["spec.path", "folder", "./apps/plex/app", "apps/plex/app"],
      ["spec.components[]", "folder", "../../../components/a", "components/a"],
      ["spec.components[]", "folder", "../../../../../b", "b"],
    ]);
    expect(pathsIn(flux("{path: ./}"))).toEqual([["spec.path", "folder", "./", ""]]);
    expect(pathsIn(flux("{path: ../../apps}"))).toEqual([["spec.path", "folder", "../../apps", "apps"]]);
    expect(pathsIn(flux("{components: [a]}"))).toEqual([["spec.components[]", "folder", "a", "a"]]);
  });

  test("that only the cluster knows lead nowhere", () => {
    expect(pathsIn(flux('{path: "./apps/${APP}", components: [../a]}'))).toEqual([
      ["spec.components[]", "folder", "../a", undefined],
    ]);
  });

  test("are those of a FluxInstance and of its chart too", () => {
    const instance = "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nspec: {sync: {path: clusters/main}}\n";
    const chart = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
spec: {values: {instance: {sync: {path: clusters/main}}}}
`;
    expect(pathsIn(instance)).toEqual([["spec.sync.path", "folder", "clusters/main", "clusters/main"]]);
    expect(pathsIn(chart)).toEqual([["spec.values.instance.sync.path", "folder", "clusters/main", "clusters/main"]]);
  });
});

/** What a resource has made, as `type namespace/name`. */
function madeBy(apiVersion: string, kind: string, spec: string): string[] {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: own}\nspec: ${spec}\n`;
  return resourcesOf(text)
    .flatMap(definitionsBeside)
    .map(({type, name, namespace, isNamespaceUnknown}) => {
      const where = isNamespaceUnknown ? "?/" : namespace === undefined ? "" : `${namespace}/`;
      return `${type.replace(/^.*\//, "")} ${where}${name ?? "(its namespace)"}`;
    });
}

describe("definitions", () => {
  const external = (spec: string): string[] => madeBy("external-secrets.io/v1", "ExternalSecret", spec);
  const release = (spec: string): string[] => madeBy("helm.toolkit.fluxcd.io/v2", "HelmRelease", spec);
  const resourceSet = (spec: string): string[] => madeBy("fluxcd.controlplane.io/v1", "ResourceSet", spec);
  const generator = (spec: string): string[] =>
    madeBy("source.extensions.fluxcd.io/v1beta1", "ArtifactGenerator", spec);

  test("of Secrets", () => {
    expect(external("{}")).toEqual(["Secret own"]);
    expect(external('{target: {name: "${APP}-secret"}}')).toEqual(["Secret ${APP}-secret"]);
    expect(external("{target: {creationPolicy: Merge}}")).toEqual([]);
    expect(external("{target: {creationPolicy: None, manifest: {apiVersion: v1, kind: ConfigMap}}}")).toEqual([]);
    expect(external("{target: {manifest: {apiVersion: v1, kind: ConfigMap}}}")).toEqual(["ConfigMap own"]);
    expect(madeBy("bitnami.com/v1alpha1", "SealedSecret", "{encryptedData: {}}")).toEqual(["Secret own"]);
    expect(madeBy("cert-manager.io/v1", "Certificate", "{secretName: tls}")).toEqual(["Secret tls"]);
    const acme = "{acme: {privateKeySecretRef: {name: account}}}";
    expect(madeBy("cert-manager.io/v1", "Issuer", acme)).toEqual(["Secret account"]);
    expect(madeBy("cert-manager.io/v1", "ClusterIssuer", acme)).toEqual(["Secret ?/account"]);
  });

  test("of what Flux starts from", () => {
    expect(madeBy("fluxcd.controlplane.io/v1", "FluxInstance", "{sync: {kind: Bucket, name: home}}")).toEqual([
      "Bucket home",
      "Kustomization home",
    ]);
    expect(madeBy("fluxcd.controlplane.io/v1", "FluxInstance", "{sync: {kind: GitRepository}}")).toEqual([
      "GitRepository (its namespace)",
      "Kustomization (its namespace)",
    ]);
    expect(madeBy("fluxcd.controlplane.io/v1", "FluxInstance", "{}")).toEqual([]);
  });

  test("of what Flux starts from, by its chart", () => {
    expect(release("{values: {instance: {sync: {url: a, kind: OCIRepository, name: home}}}}")).toEqual([
      "OCIRepository home",
      "Kustomization home",
    ]);
    expect(release("{targetNamespace: flux-system, values: {instance: {sync: {url: a}}}}")).toEqual([
      "GitRepository flux-system/(its namespace)",
      "Kustomization flux-system/(its namespace)",
    ]);
    expect(release("{values: {instance: {sync: {kind: GitRepository}}}}")).toEqual([]);
    const anything = [`GitRepository ${ANY}`, `OCIRepository ${ANY}`, `Bucket ${ANY}`, `Kustomization ${ANY}`];
    expect(release("{chartRef: {name: flux-instance}, valuesFrom: [{name: a}]}")).toEqual(anything);
    expect(release("{chart: {spec: {chart: flux-instance}}, valuesFrom: [{name: a}]}")).toEqual(anything);
    expect(release("{chartRef: {name: plex}, valuesFrom: [{name: a}]}")).toEqual([]);
  });

  test("of artifacts", () => {
    expect(generator("{artifacts: [{name: a}, {name: b}]}")).toEqual(["ExternalArtifact a", "ExternalArtifact b"]);
    expect(generator('{pathPattern: "@a/{app}", artifacts: [{name: "{app}"}]}')).toEqual([`ExternalArtifact ${ANY}`]);
  });

  test("by templates", () => {
    const one = "apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: b}";
    expect(resourceSet(`{resources: [{${one}}], steps: [{resources: [{${one}}]}]}`)).toEqual([
      "ConfigMap b/a",
      "ConfigMap b/a",
    ]);
    const open = 'apiVersion: v1, kind: Secret, metadata: {name: "<< inputs.a >>-b", namespace: "<< inputs.a >>"}';
    expect(resourceSet(`{resources: [{${open}}]}`)).toEqual([`Secret ?/${ANY}`]);
    expect(resourceSet('{resourcesTemplate: "a"}')).toEqual([`${ANY} ?/${ANY}`]);
    expect(resourceSet('{resources: [{apiVersion: v1, kind: "<< inputs.kind >>"}]}')).toEqual([`${ANY} ${ANY}`]);
  });

  test.each(["[]", "{target: text}", "{target: {name: [a]}}", "null"])(
    "of an ExternalSecret with `spec: %s`",
    (spec) => {
      for (const made of external(spec)) expect(made).toMatch(/^Secret (?:own|\*)$/);
    },
  );
});
