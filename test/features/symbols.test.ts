import {describe, expect, test} from "vitest";
import {type DocumentSymbol, documentSymbols} from "../../server/src/engine/features/symbols.ts";
import {workspaceOf} from "../support/check.ts";
import {FLUX_REPOSITORY} from "./fluxRepository.ts";

/** The names of symbols, those inside indented, as deep as `depth`. */
function outline(symbols: readonly DocumentSymbol[] | undefined, depth = 9): string {
  const lines = (symbol: DocumentSymbol, level: number): string[] => [
    `${"  ".repeat(level)}${symbol.name}`,
    ...(level < depth ? symbol.children.flatMap((child) => lines(child, level + 1)) : []),
  ];
  return (symbols ?? []).flatMap((symbol) => lines(symbol, 0)).join("\n");
}

function symbolsOf(text: string, path = "app.yaml"): DocumentSymbol[] | undefined {
  return documentSymbols(workspaceOf({[path]: text}), path);
}

describe("resources", () => {
  const workspace = workspaceOf(FLUX_REPOSITORY);
  const titles = (path: string): string => outline(documentSymbols(workspace, path), 0);

  test("are called as on the cluster", () => {
    expect(titles("kubernetes/apps/media/plex/helmrelease.yaml")).toBe(
      "OCIRepository media/plex\nHelmRelease media/plex",
    );
    expect(titles("kubernetes/components/alerts/alert.yaml")).toBe("Alert media/plex-alert");
  });

  test("are called as they are written where clusters differ", () => {
    const other = workspaceOf({
      ...FLUX_REPOSITORY,
      "kubernetes/apps/media/library.ks.yaml": `${FLUX_REPOSITORY["kubernetes/apps/media/library.ks.yaml"]}  components: ["../../../components/alerts"]\n`,
    });
    expect(outline(documentSymbols(other, "kubernetes/components/alerts/alert.yaml"), 0)).toBe("Alert ${APP}-alert");
  });

  test("a kustomization is called by its folder, and shows what it lists", () => {
    expect(outline(documentSymbols(workspace, "kubernetes/apps/media/plex/kustomization.yaml"))).toBe(
      `Kustomization kubernetes/apps/media/plex
  resources
    helmrelease.yaml
  configMapGenerator
    plex-scripts
      name
      literals
        a=b
  patches
    HelmRelease plex
      patch
        metadata
          name
        spec
          suspend`,
    );
    expect(titles("kubernetes/components/alerts/kustomization.yaml")).toBe("Component kubernetes/components/alerts");
  });

  test("a patch says that it is one", () => {
    const files = {
      "kustomization.yaml": "patches:\n  - path: patch.yaml\n",
      "patch.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\n",
    };
    expect(outline(documentSymbols(workspaceOf(files), "patch.yaml"), 0)).toBe("patch of ConfigMap app");
  });
});

describe("items of lists", () => {
  test.each([
    ["- name: a\n", "a"],
    ["- kind: ConfigMap\n  name: a\n", "ConfigMap a"],
    ["- secretName: a\n  hosts: []\n", "secretName: a"],
    ["- matches: []\n", "[0]"],
    ["- a.example.com\n", "a.example.com"],
    ["- 443\n", "443"],
    ["- |\n  a\n  b\n", "a…"],
    ['- ""\n', "(empty)"],
    ["- target: {kind: HelmRelease}\n", "HelmRelease"],
    ["- target: {name: app}\n", "* app"],
    ["- path: patch.yaml\n  target: {kind: HelmRelease}\n", "patch.yaml"],
  ])("%j is %s", (list, name) => {
    const [document] = symbolsOf(`apiVersion: v1\nkind: A\nspec:\n${list}`) ?? [];
    expect(document?.children[0]?.children[0]?.name).toBe(name);
  });
});

describe("ranges", () => {
  const text =
    "apiVersion: v1\nkind: A\nmetadata:\n  name: a # so\n  labels:\n    b: c\n\n# above\nspec:\n  x: |\n    1\n";

  test("reach from the key to the last visible character", () => {
    const [document] = symbolsOf(text) ?? [];
    const written = document?.children.map(({span}) => text.slice(span.start, span.end));
    expect(written).toEqual(["metadata:\n  name: a # so\n  labels:\n    b: c", "spec:\n  x: |\n    1\n"]);
    expect(document?.children.map(({selection}) => text.slice(selection.start, selection.end))).toEqual([
      "metadata",
      "spec",
    ]);
  });

  test("lie in each other, whatever is broken", () => {
    const check = (symbol: DocumentSymbol, around: DocumentSymbol | undefined): void => {
      const {span, selection} = symbol;
      expect(symbol.name).not.toBe("");
      expect(span.start <= selection.start && selection.end <= span.end).toBe(true);
      if (around) expect(around.span.start <= span.start && span.end <= around.span.end).toBe(true);
      for (const child of symbol.children) check(child, symbol);
    };
    for (const file of Object.values(FLUX_REPOSITORY)) {
      for (let cut = 0; cut < file.length; cut += 7) {
        for (const symbol of symbolsOf(file.slice(0, cut)) ?? []) check(symbol, undefined);
        for (const symbol of symbolsOf(`${file.slice(0, cut)}\t[${file.slice(cut)}`) ?? []) check(symbol, undefined);
      }
    }
  });
});

describe("limits", () => {
  test("what an alias stands for is not repeated", () => {
    const [document] = symbolsOf("apiVersion: v1\nkind: A\na: &a {b: 1}\nc: *a\n") ?? [];
    expect(outline(document?.children)).toBe("a\n  b\nc");
    expect(document?.children[1]?.detail).toBe("*a");
  });

  test("of a huge file the top is shown", () => {
    const data = Array.from({length: 20}, (_, i) => `k${i}:\n${"  - a: {b: 1}\n".repeat(400)}`).join("");
    const [document] = symbolsOf(`apiVersion: v1\nkind: A\n${data}`) ?? [];
    expect(document?.children).toHaveLength(20);
    expect(document?.children[0]?.children).toHaveLength(400);
  });

  test("a file of another kind has none", () => {
    expect(symbolsOf("services:\n  web: {}\n")).toBeUndefined();
  });
});
