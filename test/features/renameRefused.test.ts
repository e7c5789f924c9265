import {describe, expect, test} from "vitest";
import {prepareRename} from "../../server/src/engine/features/rename/rename.ts";
import {HOME} from "./home.ts";
import {CLAIM, changed, KS, RELEASE, ROOT, refusal, SECRET} from "./renaming.ts";
import {at, marked} from "./repository.ts";

type Files = Readonly<Record<string, string>>;

describe("what can't be done right is refused", () => {
  const encrypted = `${HOME[SECRET]}sops:\n  mac: ENC[AES256_GCM,data:x]\n`;
  const prefixed = changed(HOME, "main/apps/plex/app/kustomization.yaml", "resources:", "namePrefix: my-\nresources:");
  test.each<[what: string, files: Files, newName: string, reason: RegExp]>([
    [
      "a name from a variable",
      at(HOME, CLAIM, "name: ${A"),
      "a",
      /`\$\{APP\}` in shared\/volume\/claim.yaml gets its value from variables/,
    ],
    [
      "what only a chart or controller makes",
      at(HOME, SECRET, "name: vau"),
      "a",
      /^Nothing in the repository declares `vault`/,
    ],
    ["a path", at(HOME, ROOT, "./plex/"), "a", /^A path changes with the file or folder/],
    ["no name at all", at(HOME, SECRET, "name: plex-sec"), "Plex Secret", /^`Plex Secret` is no name for a Secret/],
    [
      "a name that is taken",
      at(HOME, KS, "name: &app pl"),
      "podinfo",
      /^There is a Kustomization `podinfo` already, in shared\/podinfo.yaml/,
    ],
    ["a name with a prefix", at(prefixed, SECRET, "name: pl"), "a", /is called `my-plex`: prefixes/],
    [
      "a file that SOPS has encrypted",
      at({...HOME, [SECRET]: encrypted}, SECRET, "name: pl"),
      "a",
      /encrypted with SOPS/,
    ],
    [
      "a name that patterns select by",
      at(changed(HOME, ROOT, "      name: podinfo", "      name: pod.*"), "shared/podinfo.yaml", "name: pod"),
      "info",
      /selects objects by `name: pod\.\*`/,
    ],
    [
      "a name that a pattern would begin to select",
      at(changed(HOME, ROOT, "      name: podinfo", "      name: info"), "shared/podinfo.yaml", "name: pod"),
      "info",
      /selects objects by `name: info`/,
    ],
    [
      "a patch in quotes",
      at(
        changed(
          HOME,
          "main/apps/plex/app/kustomization.yaml",
          "resources:",
          'patches:\n  - patch: "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: plex}, spec: {x: 1}}"\nresources:',
        ),
        SECRET,
        "name: pl",
      ),
      "a",
      /A patch in main\/apps\/plex\/app\/kustomization.yaml names it in a way/,
    ],
    [
      "a replacement",
      at(
        changed(
          HOME,
          "main/apps/plex/app/kustomization.yaml",
          "resources:",
          "replacements:\n  - source: {kind: ExternalSecret, name: plex}\n    targets: []\nresources:",
        ),
        SECRET,
        "name: pl",
      ),
      "a",
      /names `plex` in its `replacements`/,
    ],
    [
      "a JSON patch that sets the name",
      at(
        changed(
          HOME,
          ROOT,
          "path: /spec/wait\n        value: true",
          "path: /spec/sourceRef/name\n        value: plex-secret",
        ),
        SECRET,
        "name: plex-sec",
      ),
      "a",
      /^A JSON patch in main\/apps\/kustomization.yaml sets a name to `plex-secret`/,
    ],
    [
      "a variable that means it too",
      at(
        changed(
          changed(HOME, CLAIM, "${APP}", "plex"),
          "shared/volume/kustomization.yaml",
          "resources:",
          "resources:\n  - ./copy.yaml",
        ),
        CLAIM,
        "name: pl",
      ),
      "a",
      /`\$\{APP\}` in shared\/volume\/copy.yaml, line 6 means it too/,
    ],
    [
      "an ImagePolicy that comments name",
      at(
        {
          "policy.yaml":
            "apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\nmetadata:\n  name: app\n  namespace: flux-system\n",
          "app.yaml": 'image: app:1 # {"$imagepolicy": "flux-system:app"}\n',
        },
        "policy.yaml",
        "name: ap",
      ),
      "a",
      /^Comments in app.yaml tell Flux/,
    ],
    [
      "a Namespace",
      at({"n.yaml": "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: media\n"}, "n.yaml", "name: me"),
      "a",
      /^A Namespace can't be renamed/,
    ],
  ])("%s", (_, files, newName, reason) => {
    const copy =
      "apiVersion: volsync.backube/v1alpha1\nkind: ReplicationSource\nmetadata:\n  name: copy\nspec:\n  sourcePVC: ${APP}\n";
    expect(refusal({...files, "shared/volume/copy.yaml": copy}, newName)).toMatch(reason);
  });

  test("and where no name stands nothing is offered", () => {
    const {workspace, path, offset} = marked(at(HOME, KS, "spec"));
    expect(prepareRename(workspace, path, offset)).toBeUndefined();
  });
});

test("the name that is offered stands without its quotes", () => {
  const {workspace, path, offset} = marked(at(HOME, RELEASE, '"plex-sec'));
  const start = HOME[RELEASE]!.indexOf("plex-secret");
  expect(prepareRename(workspace, path, offset)).toEqual({name: "plex-secret", span: {start, end: start + 11}});
});
