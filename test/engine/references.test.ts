import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {stringify} from "yaml";
import {FLUX_REFERENCES} from "../../server/src/engine/resources/references/flux.ts";
import {GATEWAY_REFERENCES} from "../../server/src/engine/resources/references/gateway.ts";
import {KUBERNETES_REFERENCES} from "../../server/src/engine/resources/references/kubernetes.ts";
import {type ReferenceRow, splitType} from "../../server/src/engine/resources/references/row.ts";
import {mayBeRendered, REFERENCES} from "../../server/src/engine/resources/references/table.ts";
import {WORKLOAD_REFERENCES} from "../../server/src/engine/resources/references/workloads.ts";
import {type Resource, resourceOf} from "../../server/src/engine/resources/resource.ts";
import type {SchemaNode} from "../../server/src/engine/schema/schema.ts";
import {
  type ObjectReference,
  objectReferences,
  referenceSummaries,
} from "../../server/src/engine/workspace/references.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {ROOT, schemas, workspaceOf} from "../support/check.ts";

const resourcesOf = (text: string): Resource[] =>
  parseYaml("a.yaml", text).documents.flatMap((document) => resourceOf(document) ?? []);

const referencesIn = (text: string): ObjectReference[] => resourcesOf(text).flatMap(objectReferences);

/** A reference as the samples write it. */
function inWords({types, rawName, namespace, isNamespaceUnknown, isOptional, row}: ObjectReference): string {
  const isOne = types.length > 0 && rawName !== undefined && !row.exceptNames?.test(rawName);
  const where = isNamespaceUnknown ? "?/" : namespace === undefined ? "" : `${namespace}/`;
  return `${isOne ? types.join("|") : "nothing"} ${isOne ? where : ""}${rawName}${isOptional ? " optional" : ""}`;
}

/** Rows of pods stand for themselves wherever the pods come from, and in whichever list of containers. */
const pathInPod = (at: string): string => at.replace(/^spec\.(?:jobTemplate\.spec\.)?template\.spec\./, "spec.");
const identity = (row: ReferenceRow): string => `${pathInPod(row.at)} -> ${row.name ?? "name"}`;

const SAMPLES = path.join(ROOT, "test/engine/references");
const samples = fs
  .readdirSync(SAMPLES)
  .map((file) => [file, fs.readFileSync(path.join(SAMPLES, file), "utf8")] as const);

describe("samples", () => {
  test.each(samples)("%s", (_, text) => {
    const lines = text.split("\n");
    const expected = lines.flatMap((line, i) => {
      const comment = / # -> (.+)$/.exec(line)?.[1];
      return comment === undefined ? [] : [`${i + 1}: ${comment}`];
    });
    const found = referencesIn(text).flatMap((reference) => {
      if (reference.nameField.type === "missing") return [];
      const {line} = parseYaml("a.yaml", text).lines.positionAt(reference.nameField.span.start);
      return [[line + 1, inWords(reference)] as const];
    });
    found.sort(([a], [b]) => a - b);
    expect(found.map(([line, words]) => `${line}: ${words}`)).toEqual(expected);
  });

  test("have every row of Flux, the Gateway API and Kubernetes", () => {
    const met = new Set(samples.flatMap(([, text]) => referencesIn(text)).map(({row}) => identity(row)));
    const tables = [FLUX_REFERENCES, GATEWAY_REFERENCES, KUBERNETES_REFERENCES, WORKLOAD_REFERENCES];
    expect(
      tables
        .flat()
        .map(identity)
        .filter((row) => !met.has(row)),
    ).toEqual([]);
  });
});

/** An object with nothing but what a row looks for. */
function objectFor(row: ReferenceRow, type: string): unknown {
  const wanted = row.to.types[0] ?? "example.com/Thing";
  const {group, kind} = splitType(wanted);
  const map: Record<string, unknown> = {[row.name || "name"]: "target"};
  if (row.to.kind) map[row.to.kind] = kind;
  if (row.to.group) map[row.to.group] = group;
  if (row.to.apiVersion) map[row.to.apiVersion] = `${group}/v1`;
  if (row.namespace) map[row.namespace] = "elsewhere";
  if (row.optional) map[row.optional] = true;
  const value = row.at.split(".").reduceRight<unknown>(
    (inner, step) => {
      const key = step.replace(/\[\]$/, "");
      return {[key]: key === step ? inner : [inner]};
    },
    row.name === "" ? "target" : map,
  );
  return {apiVersion: `${splitType(type).group}/v1`, kind: splitType(type).kind, ...(value as object)};
}

describe("every row", () => {
  const cases = REFERENCES.flatMap((row) => row.from.map((type) => ({row, type})));

  test.each(cases)("$type $row.at", ({row, type}) => {
    const text = stringify(objectFor(row, type)).replace(/^apiVersion: "?\//, "apiVersion: ");
    const own = referencesIn(text).filter((reference) => reference.row === row);
    const {group, kind} = splitType(row.to.types[0] ?? "example.com/Thing");
    const wanted = row.to.kind ? [group === "" ? kind : `${group}/${kind}`] : row.to.types;
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      name: "target",
      rawName: "target",
      types: wanted,
      namespace: row.namespace && "elsewhere",
      isNamespaceUnknown: !row.namespace && row.isElsewhere === true,
      isOptional: row.optional !== undefined,
    });
    expect(own[0]?.nameField.written).toBe("target");
  });

  test("stands there once", () => {
    const keys = cases.map(({row, type}) => `${type} ${row.at} ${row.name}`);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  test("of a kind with a schema is a place that the schema knows", () => {
    const unknown = cases.flatMap(({row, type}) => {
      const versions = schemas.keys.filter((key) => typeOfKey(key) === type);
      const nodes = versions.flatMap((key) => nodeAt(schemas.schema(key), row.at) ?? []);
      if (versions.length === 0) return [];
      const parts = [row.name ?? "name", row.namespace, row.to.kind, row.to.group, row.optional];
      const missing = parts.filter((part) => part && !nodes.some((node) => nodeAt(node, part)));
      // What Flux 2.9 does not know yet is read where it is written.
      const isOfLaterFlux = row.at === "spec.dependsOn[]" && missing.every((part) => part === "kind");
      return nodes.length > 0 && (missing.length === 0 || isOfLaterFlux) ? [] : [`${type} ${row.at} ${missing}`];
    });
    expect(unknown).toEqual([]);
    const covered = new Set(cases.filter(({type}) => schemas.keys.some((key) => typeOfKey(key) === type)));
    expect(covered.size).toBeGreaterThan(200);
  });

  test("leads to the kinds that its schema takes", () => {
    const wrong = cases.flatMap(({row, type}) => {
      if (!row.to.kind || row.to.types.length === 0) return [];
      const kinds = row.to.types.map((one) => splitType(one).kind).sort();
      return schemas.keys
        .filter((key) => typeOfKey(key) === type)
        .flatMap((key) => nodeAt(nodeAt(schemas.schema(key), row.at), row.to.kind ?? "")?.enum ?? [])
        .filter((kind) => !kinds.includes(String(kind)))
        .map((kind) => `${type} ${row.at}: ${kind}`);
    });
    expect(wrong).toEqual([]);
  });
});

function typeOfKey(key: string): string {
  const [kind = "", version, ...group] = key.split("/").reverse();
  return version === undefined || group.length === 0 ? kind : `${group.reverse().join("/")}/${kind}`;
}

function nodeAt(root: SchemaNode | undefined, at: string): SchemaNode | undefined {
  let node = root && schemas.resolve(root);
  for (const step of at.split(".")) {
    const key = step.replace(/\[\]$/, "");
    node = node?.properties?.[key] && schemas.resolve(node.properties[key]);
    if (key !== step) node = node?.items && schemas.resolve(node.items);
  }
  return node;
}

const KUSTOMIZATION = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n";

describe("references are found however the YAML is written", () => {
  test("through aliases and merge keys", () => {
    const text = `${KUSTOMIZATION}metadata: {name: &app plex}
spec:
  sourceRef: &source {kind: GitRepository, name: *app}
  dependsOn:
    - <<: *source
      namespace: media
    - *source
`;
    const found = referencesIn(text).map(({name, namespace, nameField}) => [name, namespace, nameField.isAlias]);
    expect(found).toEqual([
      ["plex", undefined, true],
      ["plex", "media", true],
      ["plex", undefined, true],
    ]);
  });

  test("where the name is still to be written", () => {
    const found = referencesIn(`${KUSTOMIZATION}spec:\n  sourceRef:\n    kind: Bucket\n  serviceAccountName:\n`);
    expect(found.map(({row, rawName}) => [row.at, rawName])).toEqual([
      ["spec.sourceRef", undefined],
      ["spec.serviceAccountName", undefined],
    ]);
  });

  test.each([
    "spec: []",
    "spec: {sourceRef: text, dependsOn: {a: b}, healthChecks: [1, null, []], serviceAccountName: {a: b}}",
    "spec: {sourceRef: {name: [a], namespace: {a: b}}, decryption: [{}]}",
    "spec: {sourceRef: *nothing, dependsOn: [*nothing]}",
    "spec: &a {sourceRef: *a, dependsOn: [*a]}",
    "spec: {sourceRef: {name: 12, namespace: true}}",
    "? {a: b}\n: c",
  ])("%s", (text) => {
    for (const {name, rawName} of referencesIn(`${KUSTOMIZATION}${text}\n`))
      expect([name, rawName]).toEqual([undefined, undefined]);
  });

  test("in a time that aliases can't stretch", () => {
    const many = (value: string): string => `[${Array.from({length: 1000}, () => value).join(", ")}]`;
    const text = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
filters: &filters ${many("{extensionRef: {name: a}}")}
backends: &backends ${many("{name: b, filters: *filters}")}
spec: {rules: ${many("{backendRefs: *backends}")}}
`;
    const before = performance.now();
    expect(referencesIn(text).length).toBeLessThan(100_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("in patches", () => {
    const workspace = workspaceOf({
      "kustomization.yaml": `patches:
  - target: {group: kustomize.toolkit.fluxcd.io, kind: Kustomization}
    patch: |
      apiVersion: kustomize.toolkit.fluxcd.io/v1
      kind: Kustomization
      metadata: {name: _}
      spec: {decryption: {secretRef: {name: sops-age}}}
`,
    });
    const [patch] = workspace.judgement("kustomization.yaml")?.inlinePatches ?? [];
    expect(patch && referenceSummaries(patch)).toEqual([{type: "Secret", name: "sops-age"}]);
  });
});

test("the summary of references has each once, and only what names an object", () => {
  const [alert] = resourcesOf(`apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
spec:
  providerRef: {name: ""}
  eventSources:
    - {kind: HelmRelease, name: "*"}
    - {kind: HelmRelease, name: "\${APP}", namespace: "\${NS}"}
    - {kind: HelmRelease, name: "\${APP}", namespace: "\${NS}"}
    - {kind: Nonsense, name: plex}
`);
  expect(alert && referenceSummaries(alert)).toEqual([
    {type: "helm.toolkit.fluxcd.io/HelmRelease", name: "${APP}", namespace: "${NS}"},
  ]);
});

test("what Flux works with is written down, what others work with may be rendered", () => {
  const flux = ["source.toolkit.fluxcd.io/GitRepository", "fluxcd.controlplane.io/ResourceSet"];
  const others = ["Secret", "gateway.networking.k8s.io/Gateway", "external-secrets.io/ClusterSecretStore"];
  expect(flux.filter(mayBeRendered)).toEqual([]);
  expect(others.filter((type) => !mayBeRendered(type))).toEqual([]);
});
