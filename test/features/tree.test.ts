import {describe, expect, test} from "vitest";
import {RepositoryTree, type TreeKustomization} from "../../server/src/engine/features/tree.ts";
import {workspaceOf} from "../support/check.ts";
import {FLUX_REPOSITORY} from "./fluxRepository.ts";

function treeOf(files: Readonly<Record<string, string>>): RepositoryTree {
  return new RepositoryTree(workspaceOf(files));
}

function kustomizations(files: Readonly<Record<string, string>>): readonly TreeKustomization[] {
  return treeOf(files).clusters.flatMap((cluster) => cluster.kustomizations);
}

function named(all: readonly TreeKustomization[], name: string): TreeKustomization {
  const found = all.find(({contents}) => contents.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe("the Flux Kustomizations", () => {
  test("entry points come first, dependencies before what waits for them", () => {
    expect(kustomizations(FLUX_REPOSITORY).map(({id, parent, dependsOn}) => ({id, parent, dependsOn}))).toEqual([
      {id: "cluster/flux-system/cluster", parent: undefined, dependsOn: []},
      {id: "cluster/flux-system/apps", parent: "cluster/flux-system/cluster", dependsOn: []},
      {id: "cluster/media/library", parent: "cluster/flux-system/apps", dependsOn: []},
      {id: "cluster/media/a-plex", parent: "cluster/flux-system/apps", dependsOn: ["cluster/media/library"]},
    ]);
  });

  test("in a circle none is lost", () => {
    const files = {
      ...FLUX_REPOSITORY,
      "kubernetes/apps/media/library.ks.yaml": FLUX_REPOSITORY["kubernetes/apps/media/library.ks.yaml"].replace(
        "  sourceRef",
        "  dependsOn:\n    - name: a-plex\n  sourceRef",
      ) as string,
    };
    expect(kustomizations(files).map(({contents}) => contents.name)).toEqual(["cluster", "apps", "library", "a-plex"]);
  });

  test("their place, folder and source", () => {
    const {contents} = named(kustomizations(FLUX_REPOSITORY), "a-plex");
    expect(contents).toMatchObject({
      namespace: "media",
      folder: "kubernetes/apps/media/plex",
      place: {file: "kubernetes/apps/media/plex.ks.yaml", start: {line: 0, character: 0}, end: {line: 19}},
      source: {
        kind: "GitRepository",
        name: "home",
        namespace: "flux-system",
        place: {file: "kubernetes/flux/config/cluster.yaml", start: {line: 0}, end: {line: 7}},
      },
    });
  });

  test("two of one name have different ids", () => {
    const twice = {
      ...FLUX_REPOSITORY,
      "kubernetes/apps/media/other.ks.yaml": FLUX_REPOSITORY["kubernetes/apps/media/plex.ks.yaml"] as string,
      "kubernetes/apps/kustomization.yaml": "resources:\n  - media\n  - other\n",
      "kubernetes/apps/other/kustomization.yaml": "namespace: media\nresources:\n  - ks.yaml\n",
      "kubernetes/apps/other/ks.yaml": FLUX_REPOSITORY["kubernetes/apps/media/plex.ks.yaml"].replace(
        "kustomize.toolkit.fluxcd.io/v1",
        "kustomize.toolkit.fluxcd.io/v1beta2",
      ) as string,
    };
    const ids = kustomizations(twice).map(({id}) => id);
    expect(ids).toContain("cluster/media/a-plex#2");
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("one whose source is elsewhere has no resources", () => {
    const files = {
      ...FLUX_REPOSITORY,
      "kubernetes/apps/media/library.ks.yaml": FLUX_REPOSITORY["kubernetes/apps/media/library.ks.yaml"].replace(
        "name: home",
        "name: other",
      ) as string,
      "kubernetes/flux/other.yaml": (FLUX_REPOSITORY["kubernetes/flux/config/cluster.yaml"] as string)
        .split("---")[0]
        ?.replace("name: home", "name: other")
        .replace("home.git", "other.git") as string,
    };
    expect(named(kustomizations(files), "library").contents).toMatchObject({folder: undefined, resources: []});
  });
});

describe("resources", () => {
  test("their names and namespaces on the cluster, and where they are written", () => {
    const {resources} = named(kustomizations(FLUX_REPOSITORY), "a-plex").contents;
    expect(resources.map(({kind, name, namespace}) => `${kind} ${namespace}/${name}`)).toEqual([
      "OCIRepository media/plex",
      "HelmRelease media/plex",
      "ConfigMap media/plex-scripts",
      "Alert media/plex-alert",
    ]);
    expect(resources.map(({place}) => [place.file, place.start.line, place.end.line])).toEqual([
      ["kubernetes/apps/media/plex/helmrelease.yaml", 0, 8],
      ["kubernetes/apps/media/plex/helmrelease.yaml", 10, 21],
      ["kubernetes/apps/media/plex/kustomization.yaml", 5, 7],
      ["kubernetes/components/alerts/alert.yaml", 0, 9],
    ]);
  });
});

describe("the files that something is built through", () => {
  const filesOf = (name: string, changes: Readonly<Record<string, string>> = {}) =>
    named(kustomizations({...FLUX_REPOSITORY, ...changes}), name).contents.files;
  const media = "kubernetes/apps/media";

  test("its kustomizations, Components and patches, without what holds its resources", () => {
    expect(filesOf("apps")).toEqual(["kubernetes/apps/kustomization.yaml", `${media}/kustomization.yaml`]);
    expect(filesOf("a-plex")).toEqual([
      `${media}/plex/kustomization.yaml`,
      "kubernetes/components/alerts/kustomization.yaml",
    ]);
    const patched = {
      [`${media}/library/kustomization.yaml`]: "resources:\n  - claim.yaml\npatches:\n  - path: more.yaml\n",
      [`${media}/library/more.yaml`]:
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: library\nspec:\n  volumeName: x\n",
    };
    expect(filesOf("library", patched)).toEqual([`${media}/library/kustomization.yaml`, `${media}/library/more.yaml`]);
  });

  test("where Flux generates a kustomization there is none", () => {
    expect(filesOf("cluster")).toEqual(["kubernetes/flux/config/kustomization.yaml"]);
  });

  test("a Component counts for each that reads it", () => {
    const file = `${media}/library/kustomization.yaml`;
    const components = "resources:\n  - claim.yaml\ncomponents:\n  - ../../../components/alerts\n";
    expect(filesOf("library", {[file]: components})).toContain("kubernetes/components/alerts/kustomization.yaml");
    expect(filesOf("a-plex", {[file]: components})).toContain("kubernetes/components/alerts/kustomization.yaml");
  });

  test("what can't be read is among them: a kustomization, two in one folder, a manifest", () => {
    const broken = "resources: [\n";
    expect(filesOf("library", {[`${media}/library/kustomization.yaml`]: broken})).toEqual([
      `${media}/library/kustomization.yaml`,
    ]);
    expect(filesOf("apps", {[`${media}/kustomization.yaml`]: broken})).toContain(`${media}/kustomization.yaml`);
    expect(filesOf("library", {[`${media}/library/Kustomization`]: "resources: []\n"}).toSorted()).toEqual([
      `${media}/library/Kustomization`,
      `${media}/library/kustomization.yaml`,
    ]);
    expect(filesOf("a-plex", {"kubernetes/components/alerts/kustomization.yaml": broken})).toContain(
      "kubernetes/components/alerts/kustomization.yaml",
    );
    expect(filesOf("library", {[`${media}/library/claim.yaml`]: "kind: [\n"})).toContain(`${media}/library/claim.yaml`);
  });
});

test("what an edit does not touch stays the same object", () => {
  const workspace = workspaceOf(FLUX_REPOSITORY);
  const tree = new RepositoryTree(workspace);
  const before = tree.clusters.flatMap((cluster) => cluster.kustomizations);
  const file = "kubernetes/apps/media/library/claim.yaml";
  workspace.setFile(file, `${FLUX_REPOSITORY[file]}---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: more\n`);
  const after = tree.clusters.flatMap((cluster) => cluster.kustomizations);
  expect(named(after, "a-plex").contents).toBe(named(before, "a-plex").contents);
  expect(named(after, "library").contents.resources.map(({name}) => name)).toEqual(["library", "more"]);
});

test("prepared in small steps it is the same", () => {
  const tree = treeOf(FLUX_REPOSITORY);
  expect([...tree.prepare()].length).toBeGreaterThan(10);
  expect(tree.clusters).toEqual(treeOf(FLUX_REPOSITORY).clusters);
});
