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
  test("finds what a new one finds, and says when other files have to be looked at again", {timeout: 120_000}, () => {
    fc.assert(
      fc.property(fc.array(step, {minLength: 1, maxLength: 12}), fc.boolean(), (steps, isSmall) => {
        // With a small budget, trees are forgotten and parsed again.
        const workspace = new Workspace(isSmall ? 1 : undefined);
        for (const path of paths) workspace.setFile(path, FILES[path]![0]!);
        for (const [path, text] of steps) {
          const before = new Map([...workspace.paths].map((other) => [other, findingsIn(workspace, other)]));
          const {revision} = workspace;
          if (text === undefined) workspace.removeFile(path);
          else workspace.setFile(path, text);
          const texts = Object.fromEntries([...workspace.paths].map((other) => [other, workspace.file(other)!.text]));
          const fresh = workspaceOf(texts);
          for (const other of workspace.paths) {
            const now = findingsIn(workspace, other);
            expect(now, `${other} after ${path}`).toBe(findingsIn(fresh, other));
            if (workspace.revision === revision && other !== path)
              expect(now, `${other} after ${path}`).toBe(before.get(other));
          }
        }
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 40)},
    );
  });

  test("an edit that means nothing to others leaves them alone", () => {
    const workspace = workspaceOf(Object.fromEntries(paths.map((path) => [path, FILES[path]![0]!])));
    const {revision} = workspace;
    workspace.setFile("apps/media/plex.yaml", FILES["apps/media/plex.yaml"]![1]!);
    workspace.setFile("apps/kustomization.yaml", "# a comment\nresources: [media]\n");
    expect(workspace.revision).toBe(revision);
    workspace.setFile("apps/media/kustomization.yaml", "kind: Component\n");
    expect(workspace.revision).toBeGreaterThan(revision);
  });
});
