import {describe, expect, test} from "vitest";
import {referencesTo} from "../../server/src/engine/features/referencesTo.ts";
import {HOME} from "./home.ts";
import {at, marked, shown} from "./repository.ts";

function referencesAt(files: Readonly<Record<string, string>>, includeDeclaration = false): string[] | undefined {
  const {workspace, path, offset} = marked(files);
  return referencesTo(workspace, path, offset, includeDeclaration)?.map((place) => shown(workspace, place));
}

const RELEASE = "main/apps/plex/app/release.yaml";
const KS = "main/apps/plex/ks.yaml";
const ROOT = "main/apps/kustomization.yaml";
const PODINFO = [`${ROOT}:12 podinfo`, `${ROOT}:25 podinfo`, `${KS}:18 podinfo`];

describe("references to a resource", () => {
  test("from its name, from a reference to it, and from its first line", () => {
    expect(referencesAt(at(HOME, "shared/podinfo.yaml", "name: pod"))).toEqual(PODINFO);
    expect(referencesAt(at(HOME, KS, "name: pod"))).toEqual(PODINFO);
    expect(referencesAt(at(HOME, "shared/podinfo.yaml", "apiVers"))).toEqual([
      "edge/apps/kustomization.yaml:2 ../../shared/podinfo.yaml",
      `${ROOT}:3 ../../shared/podinfo.yaml`,
      ...PODINFO,
    ]);
  });

  test("of one cluster, and those that clusters share", () => {
    expect(referencesAt(at(HOME, "main/flux/apps.yaml", "name: ho"))).toEqual([
      `${KS}:16 home`,
      "main/flux/apps.yaml:18 home",
      "shared/podinfo.yaml:10 home",
    ]);
    expect(referencesAt(at(HOME, "edge/flux/apps.yaml", "name: ho"))).toEqual([
      "edge/flux/apps.yaml:18 home",
      "shared/podinfo.yaml:10 home",
    ]);
  });

  test("with its declaration, when that is wanted", () => {
    const secret = at(HOME, RELEASE, "plex-sec");
    expect(referencesAt(secret)).toEqual([`${RELEASE}:18 "plex-secret"`]);
    expect(referencesAt(secret, true)).toEqual([
      `${RELEASE}:18 "plex-secret"`,
      "main/apps/plex/app/secret.yaml:10 plex-secret",
    ]);
  });

  test("that kustomize generates", () => {
    expect(referencesAt(at(HOME, ROOT, "name: sett"))).toEqual([`${KS}:24 settings`]);
  });

  test("through a variable", () => {
    const volsync = `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata:
  name: \${APP}
spec:
  sourcePVC: \${APP}
`;
    const files = {...HOME, "shared/volume/claim.yaml": `${HOME["shared/volume/claim.yaml"]}---\n${volsync}`};
    expect(referencesAt(at(files, "shared/volume/claim.yaml", "name: ${A"))).toEqual([
      "shared/volume/claim.yaml:13 ${APP}",
    ]);
  });
});

describe("references to a file or folder", () => {
  test("from a kustomization and from a path", () => {
    const expected = [`${KS}:12 ./main/apps/plex/app`];
    expect(referencesAt(at(HOME, "main/apps/plex/app/kustomization.yaml", "apiV"))).toEqual(expected);
    expect(referencesAt(at(HOME, KS, "./main/ap"))).toEqual(expected);
    expect(referencesAt(at(HOME, "shared/volume/kustomization.yaml", "apiV"))).toEqual([
      `${KS}:11 ../../../../shared/volume`,
    ]);
    expect(referencesAt(at(HOME, ROOT, "./settings/va"))).toEqual([`${ROOT}:8 ./settings/values.txt`]);
  });
});

test("nothing in between", () => {
  expect(referencesAt(at(HOME, KS, "spec:"))).toBeUndefined();
});
