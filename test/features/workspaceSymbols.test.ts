import {describe, expect, test} from "vitest";
import {fuzzyRank, queryWords} from "../../server/src/engine/features/fuzzy.ts";
import {RepositoryTree} from "../../server/src/engine/features/tree.ts";
import {WorkspaceSymbols} from "../../server/src/engine/features/workspaceSymbols.ts";
import {workspaceOf} from "../support/check.ts";
import {FLUX_REPOSITORY} from "./fluxRepository.ts";

function symbolsIn(files: Readonly<Record<string, string>>): WorkspaceSymbols {
  const workspace = workspaceOf(files);
  return new WorkspaceSymbols(workspace, new RepositoryTree(workspace));
}

function find(query: string, files: Readonly<Record<string, string>> = FLUX_REPOSITORY): string[] {
  return symbolsIn(files)
    .find(query)
    .map(({name, container}) => `${name} | ${container}`);
}

describe("objects", () => {
  test("by their names on the cluster, with what applies them", () => {
    expect(find("plex")).toEqual([
      "Kustomization media/a-plex | flux-system/apps, cluster",
      "HelmRelease media/plex | media/a-plex, cluster",
      "OCIRepository media/plex | media/a-plex, cluster",
      "Alert media/plex-alert | media/a-plex, cluster",
      "ConfigMap media/plex-scripts | media/a-plex, cluster",
    ]);
  });

  test("every Flux Kustomization, each once", () => {
    expect(find("kustomization")).toEqual([
      "Kustomization media/a-plex | flux-system/apps, cluster",
      "Kustomization media/library | flux-system/apps, cluster",
      "Kustomization flux-system/apps | flux-system/cluster, cluster",
      "Kustomization flux-system/cluster | flux-system/cluster, cluster",
    ]);
  });

  test("what nothing applies is found too, an entry point once", () => {
    const files = {
      "apps/kustomization.yaml": "resources:\n  - app.yaml\n",
      "apps/app.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\n",
      "old/app.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\n  namespace: old\n",
      "entry.yaml":
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./apps\n",
    };
    expect(find("", files)).toEqual([
      "Kustomization apps | cluster",
      "ConfigMap app | apps, cluster",
      "ConfigMap old/app | ",
    ]);
  });

  test("no more than a few hundred", () => {
    const text = Array.from({length: 1000}, (_, i) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a${i}\n`);
    expect(find("", {"all.yaml": text.join("---\n")})).toHaveLength(300);
    expect(find("a999", {"all.yaml": text.join("---\n")})).toEqual(["ConfigMap a999 | "]);
  });
});

describe("what fits a query", () => {
  const fits = (query: string, text: string): boolean => fuzzyRank(queryWords(query), text.toLowerCase()) !== undefined;

  test.each(["", "HelmRelease", "plex", "hrplex", "media/plex", "plex helm", "  MEDIA  ", "hmp"])("%j", (query) => {
    expect(fits(query, "HelmRelease media/plex")).toBe(true);
  });

  test.each(["plexx", "xelp", "plex nginx"])("%j does not", (query) => {
    expect(fits(query, "HelmRelease media/plex")).toBe(false);
  });

  test("words come before parts of words, and those before letters", () => {
    const texts = ["secret a/complex", "secret a/p-l-e-x", "secret a/plexops", "secret a/plex"];
    const rank = (text: string): number => fuzzyRank(["plex"], text) ?? Number.NaN;
    expect(texts.sort((a, b) => rank(a) - rank(b))).toEqual([
      "secret a/plex",
      "secret a/plexops",
      "secret a/complex",
      "secret a/p-l-e-x",
    ]);
  });
});
