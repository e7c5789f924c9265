import {describe, expect, test} from "vitest";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {check, schemas} from "../support/check.ts";
import {accept, completionsAt, labelsAt, snippetAt} from "./cursor.ts";

const HEAD = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
`;
const PATCHED = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - target:
      kind: HelmRelease
    patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: app
      spec:
        $0
`;

describe("fields", () => {
  test("on an empty line, required ones first", () => {
    const labels = labelsAt(`${HEAD}spec:\n  $0\n`);
    expect(labels[0]).toBe("interval");
    expect(labels).toEqual(expect.arrayContaining(["chart", "chartRef", "dependsOn", "install", "values"]));
  });

  test("those that are there already are left out, above the cursor and below", () => {
    const labels = labelsAt(
      `${HEAD}spec:\n  interval: 1h\n  $0\n  chartRef:\n    kind: OCIRepository\n    name: app\n`,
    );
    expect(labels).toContain("values");
    expect(labels).not.toContain("interval");
    expect(labels).not.toContain("chartRef");
    expect(labels).not.toContain("name");
  });

  test("a word without a colon is replaced", () => {
    const text = `${HEAD}spec:\n  inter$0\n  chartRef:\n    kind: OCIRepository\n    name: app\n`;
    expect(accept(text, "interval")).toBe(text.replace("inter$0", "interval: "));
  });

  test("a key that has a value keeps it", () => {
    const text = `${HEAD}spec:\n  inte$0rvall: 1h\n`;
    expect(accept(text, "interval")).toBe(`${HEAD}spec:\n  interval: 1h\n`);
  });

  test("at the first character of a key nothing is replaced", () => {
    expect(labelsAt(`${HEAD}spec:\n  $0interval: 1h\n`)).toContain("chartRef");
  });

  test("at the root", () => {
    expect(labelsAt(`${HEAD}$0`)).toEqual(["spec"]);
    expect(labelsAt(`${HEAD}spec:\n  interval: 1h\n$0`)).toEqual([]);
  });

  test("behind a dash, and further down in the item", () => {
    expect(labelsAt(`${HEAD}spec:\n  dependsOn:\n    - $0\n`)).toEqual(["name", "namespace", "readyExpr"]);
    expect(labelsAt(`${HEAD}spec:\n  dependsOn:\n    - name: a\n      $0\n`)).toEqual(["namespace", "readyExpr"]);
    expect(labelsAt(`${HEAD}spec:\n  dependsOn:\n    - $0\n      name: a\n`)).toEqual(["namespace", "readyExpr"]);
    expect(labelsAt(`${HEAD}spec:\n  dependsOn:\n    - name: a\n    - na$0\n`)).toContain("name");
  });

  test("a list gets an item", () => {
    expect(labelsAt(`${HEAD}spec:\n  dependsOn:\n    $0\n`)[0]).toBe("- name");
    expect(accept(`${HEAD}spec:\n  dependsOn:\n    - name: a\n    $0\n`, "- name")).toBe(
      `${HEAD}spec:\n  dependsOn:\n    - name: a\n    - name: \n`,
    );
  });

  test("in the column of a compact list stands an item or the next key", () => {
    const labels = labelsAt(`${HEAD}spec:\n  dependsOn:\n  - name: a\n  $0\n`);
    expect(labels).toEqual(expect.arrayContaining(["- name", "interval", "chart"]));
    expect(labels).not.toContain("dependsOn");
  });

  test("lists are written as elsewhere in the file", () => {
    const compact = `${HEAD}spec:\n  dependsOn:\n  - name: a\n  $0\n`;
    expect(snippetAt(compact, "valuesFrom")).toMatch(/^valuesFrom:\n {2}- /);
    expect(snippetAt(compact.replace("  - name", "    - name"), "valuesFrom")).toMatch(/^valuesFrom:\n {4}- /);
  });

  test("in braces", () => {
    expect(labelsAt(`${HEAD}spec:\n  chartRef: {kind: OCIRepository, $0}\n`)).toEqual([
      "name",
      "apiVersion",
      "namespace",
    ]);
    expect(labelsAt(`${HEAD}spec:\n  dependsOn: [{na$0`)).toContain("namespace");
  });

  test("what is required comes along", () => {
    expect(snippetAt(`${HEAD}spec:\n  $0\n`, "chartRef")).toBe(
      "chartRef:\n    kind: ${1|OCIRepository,HelmChart,ExternalArtifact|}\n    name: $2",
    );
    expect(snippetAt("apiVersion: v1\nkind: ConfigMap\n$0", "metadata")).toBe("metadata:\n  name: $1");
    expect(accept(`${HEAD}spec:\n  $0\n`, "chart")).toBe(
      `${HEAD}spec:\n  chart:\n    spec:\n      chart: \n      sourceRef:\n        kind: \n        name: \n`,
    );
  });

  test("fields of a later Flux than the clusters run are not offered", () => {
    const text = `${HEAD}spec:\n  upgrade:\n    $0\n`;
    expect(labelsAt(text)).toContain("chartNameChangeStrategy");
    expect(labelsAt(text, "app.yaml", 'flux: "2.8"\n')).not.toContain("chartNameChangeStrategy");
  });

  test("in the second document of a file, and not from the first", () => {
    const labels = labelsAt(
      `${HEAD}spec:\n  interval: 1h\n---\napiVersion: v1\nkind: Service\nspec:\n  $0\n---\nkind: x\n`,
    );
    expect(labels).toContain("selector");
    expect(labels).not.toContain("interval");
  });

  test("in an inline patch", () => {
    expect(labelsAt(PATCHED, "kustomization.yaml")).toEqual(expect.arrayContaining(["interval", "values"]));
    expect(labelsAt(PATCHED.replace("$0", "values: {}\n        $0"), "kustomization.yaml")).not.toContain("values");
    expect(labelsAt(PATCHED.replace("$0", "chartRef:\n          kind: $0"), "kustomization.yaml")).toContain(
      "OCIRepository",
    );
  });

  test("not where anything goes, in comments, texts and other files", () => {
    expect(labelsAt(`${HEAD}spec:\n  values:\n    $0\n`)).toEqual([]);
    expect(labelsAt(`${HEAD}spec:\n  # $0\n`)).toEqual([]);
    expect(labelsAt(`${HEAD}data:\n  x: |\n    in$0\n`)).toEqual([]);
    expect(labelsAt("services:\n  web:\n    $0\n")).toEqual([]);
    expect(labelsAt("services:\n  web: {}\n$0\n")).toEqual([]);
    expect(labelsAt("app: {{ .Values.app }}\n$0\n")).toEqual([]);
  });
});

describe("values", () => {
  test("of a field with a choice", () => {
    expect(labelsAt(`${HEAD}spec:\n  chartRef:\n    kind: $0\n`)).toEqual([
      "ExternalArtifact",
      "HelmChart",
      "OCIRepository",
    ]);
    expect(labelsAt(`${HEAD}spec:\n  chart:\n    spec:\n      sourceRef:\n        kind: Helm$0\n`)).toEqual([
      "Bucket",
      "GitRepository",
      "HelmRepository",
    ]);
  });

  test("right behind the colon a space is added", () => {
    const text = `${HEAD}spec:\n  suspend:$0\n`;
    expect(labelsAt(text)).toEqual(["false", "true"]);
    expect(accept(text, "true")).toBe(`${HEAD}spec:\n  suspend: true\n`);
  });

  test("the default comes first", () => {
    const [first] = completionsAt(`${HEAD}spec:\n  chart:\n    spec:\n      reconcileStrategy: $0\n`);
    expect(first).toMatchObject({label: "ChartVersion", detail: "default"});
  });

  test("in a list of values", () => {
    const flux = "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec:\n  buildMetadata:\n    ";
    expect(labelsAt(`${flux}- $0\n`)).toEqual(["originAnnotations", "transformerAnnotations"]);
    expect(labelsAt(`${flux}$0\n`)).toEqual(["- originAnnotations", "- transformerAnnotations"]);
    expect(accept(`${flux}- or$0\n`, "originAnnotations")).toBe(`${flux}- originAnnotations\n`);
  });

  test("a value that exists is replaced whole", () => {
    const text = `${HEAD}spec:\n  chartRef:\n    kind: OCI$0Repo # comment\n    name: app\n`;
    expect(accept(text, "HelmChart")).toBe(`${HEAD}spec:\n  chartRef:\n    kind: HelmChart # comment\n    name: app\n`);
  });
});

describe("kinds", () => {
  test("an empty file begins with apiVersion and kind together", () => {
    expect(labelsAt("$0").slice(0, 2)).toEqual(["apiVersion", "kind"]);
    expect(accept("$0", "HTTPRoute")).toBe("apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute");
    expect(accept(`${HEAD}---\n$0`, "OCIRepository")).toBe(
      `${HEAD}---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository`,
    );
  });

  test("a kind brings its apiVersion along", () => {
    expect(accept("kind: $0\n", "HelmRelease")).toBe("apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n");
    expect(accept("apiVersion: v1\nkind: $0\n", "HelmRelease")).toBe(
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n",
    );
  });

  test("an apiVersion brings its kind along", () => {
    expect(accept("apiVersion: $0\n", "helm.toolkit.fluxcd.io/v2 HelmRelease")).toBe(
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n",
    );
    expect(labelsAt("apiVersion: $0\nkind: HelmRelease\n")).toEqual(["helm.toolkit.fluxcd.io/v2"]);
    expect(labelsAt("$0\nkind: HelmRelease\n")).toContain("apiVersion: helm.toolkit.fluxcd.io/v2");
  });

  test("only newest versions, and both Kustomizations apart", () => {
    const routes = completionsAt("kind: $0\n").filter(({label}) => label === "HTTPRoute");
    expect(routes.map(({detail}) => detail)).toEqual(["gateway.networking.k8s.io/v1"]);
    const here = completionsAt("kind: $0\n").filter(({label}) => label === "Kustomization");
    expect(here.map(({detail}) => detail)).toEqual(["kustomize.toolkit.fluxcd.io/v1"]);
    expect(labelsAt("kind: $0\n", "kustomization.yaml")).toEqual(["Component", "Kustomization"]);
  });
});

describe(".flux-workbench.yaml", () => {
  test("rules and severities", () => {
    expect(labelsAt("rules:\n  $0\n", ".flux-workbench.yaml")).toContain("flux/invalid-duration");
    expect(labelsAt("rules:\n  flux/invalid-duration: $0\n", ".flux-workbench.yaml")).toEqual([
      "error",
      "hint",
      "info",
      "off",
      "warning",
    ]);
    expect(accept("rules:\n  yaml/syntax: $0\n", "off", ".flux-workbench.yaml")).toBe('rules:\n  yaml/syntax: "off"\n');
  });

  test("its own fields and no kinds", () => {
    const labels = labelsAt("$0", ".flux-workbench.yaml");
    expect(labels).toContain("clusters");
    expect(labels).not.toContain("HelmRelease");
  });
});

test("every field that is offered is one that the checks know", () => {
  for (const key of schemas.keys.filter((key) => key.includes("/v") && !key.includes("kustomize.config"))) {
    const slash = key.lastIndexOf("/");
    const head = `apiVersion: ${key.slice(0, slash)}\nkind: ${key.slice(slash + 1)}\nmetadata:\n  name: app\n`;
    for (const {label} of completionsAt(`${head}spec:\n  $0\n`)) {
      const unknown = check(`${head}spec:\n  ${label}:\n`).filter(({rule}) => rule === "schema/unknown-field");
      expect(unknown, `${key} ${label}`).toEqual([]);
    }
  }
});

test("every position of a text gets an answer, whole or cut off", () => {
  const text = PATCHED.replace("$0", "values: {a: [1, {b: c}]}\n        # x\n").replaceAll("\n", "\r\n");
  for (let offset = 0; offset <= text.length; offset++) {
    expect(() => completionsAt(`${text.slice(0, offset)}$0${text.slice(offset)}`, "kustomization.yaml")).not.toThrow();
    expect(() => completionsAt(`${text.slice(0, offset)}$0`, "kustomization.yaml")).not.toThrow();
  }
  expect(parseYaml("", text).documents).toHaveLength(1);
});
