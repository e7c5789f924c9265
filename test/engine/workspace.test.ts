import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {schemas, workspaceOf} from "../support/check.ts";

/** Versions of the files of a small repository, in which everything depends on everything. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  "flux/apps.yaml": [
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  interval: 1h\n  path: ./apps\n  prune: true\n  sourceRef: {kind: GitRepository, name: a}\n",
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./apps/media\n  sourceRef: {kind: GitRepository, name: a}\n  patches:\n    - target: {kind: HelmRelease}\n      patch: |\n        - {op: add, path: /spec/interval, value: 1h}\n",
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  interval: broken: yaml\n",
  ],
  "apps/kustomization.yaml": [
    "resources: [media]\n",
    "resources: [media, ./media]\npatches:\n  - path: patch.yaml\n    target: {kind: HelmRelease}\n",
    "components: [media]\ngenerators: [generator.yaml]\nunknown: field\n",
    "",
  ],
  "apps/patch.yaml": [
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\nspec: {interval: 1h}\n",
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: x}\nspec: {timeout: 1h}\n",
    "- {op: add, path: spec, value: 1}\n",
  ],
  "apps/generator.yaml": [
    "apiVersion: builtin\nkind: PrefixTransformer\nmetadata: {name: x}\n",
    "apiVersion: x.example.com/v1\nkind: Other\nmetadata: {name: x}\n",
  ],
  "apps/media/kustomization.yaml": [
    "resources: [plex.yaml]\n",
    "kind: Component\nresources: []\n",
    "kind: Component\nnamespace: x\n",
    "resources: [../media]\n",
  ],
  "apps/media/kustomization.yml": ["resources: []\n"],
  "apps/media/plex.yaml": [
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: plex\nspec:\n  chartRef: {kind: OCIRepository, name: plex}\n",
    "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: plex\nspec:\n  interval: 1d\n  chartRef: {kind: OCIRepository, name: plex}\n",
    "# nothing\n",
  ],
  "charts/a/Chart.yaml": ["name: a\nversion: 1.0.0\n"],
  "charts/a/templates/a.yaml": ["apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: 1}\n"],
  ".flux-workbench.yaml": [
    "rules:\n  schema/missing-field: warning\n",
    "ignore: [charts]\n",
    'flux: "2.3"\n',
    "rules: [\n",
  ],
};

const paths = Object.keys(FILES);

const step = fc.constantFrom(...paths).chain((path) => {
  const versions = FILES[path]!;
  return fc.tuple(fc.constant(path), fc.option(fc.constantFrom(...versions), {nil: undefined, freq: 6}));
});

function findingsIn(workspace: Workspace, path: string): string {
  const {findings, skipped, failures, documents} = checkFile(workspace, schemas, path);
  expect(failures).toEqual([]);
  return JSON.stringify([
    findings.map(({rule, severity, span, message}) => [rule, severity, span, message]),
    skipped,
    documents,
  ]);
}

describe("a workspace that changes", () => {
  test("finds what a new one finds, and forgets what is no longer so", {timeout: 120_000}, () => {
    fc.assert(
      fc.property(fc.array(step, {minLength: 1, maxLength: 12}), fc.boolean(), (steps, isSmall) => {
        // With a small budget, trees are forgotten and parsed again.
        const workspace = new Workspace(isSmall ? 1 : undefined);
        for (const path of paths) workspace.setFile(path, FILES[path]![0]!);
        const answers = workspace.answers((path) => findingsIn(workspace, path));
        for (const [path, text] of steps) {
          for (const other of workspace.paths) answers.get(other);
          if (text === undefined) workspace.removeFile(path);
          else workspace.setFile(path, text);
          const texts = Object.fromEntries([...workspace.paths].map((other) => [other, workspace.file(other)!.text]));
          const fresh = workspaceOf(texts);
          for (const other of workspace.paths) {
            expect(answers.get(other), `${other} after ${path}`).toBe(findingsIn(fresh, other));
          }
        }
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 40)},
    );
  });

  test("an edit that means nothing to others leaves them alone", () => {
    const workspace = workspaceOf(Object.fromEntries(paths.map((path) => [path, FILES[path]![0]!])));
    const forgotten = new Set<string>();
    const answers = workspace.answers(
      (path) => findingsIn(workspace, path),
      (path) => forgotten.add(path),
    );
    for (const path of paths) answers.get(path);
    workspace.setFile("apps/media/plex.yaml", FILES["apps/media/plex.yaml"]![1]!);
    workspace.settle();
    expect([...forgotten]).toEqual(["apps/media/plex.yaml"]);
    answers.get("apps/media/plex.yaml");
    forgotten.clear();
    workspace.setFile("apps/kustomization.yaml", "# a comment\nresources: [media]\n");
    workspace.settle();
    expect(forgotten).toContain("apps/kustomization.yaml");
    expect(forgotten).not.toContain("apps/media/plex.yaml");
    workspace.setFile("apps/media/kustomization.yaml", "resources: []\n");
    workspace.settle();
    expect(forgotten).toContain("apps/media/plex.yaml");
  });
});
