import {describe, expect, test} from "vitest";
import {hoverIn} from "./cursor.ts";
import {FLUX_REPOSITORY} from "./fluxRepository.ts";

type File = keyof typeof FLUX_REPOSITORY;

/** The hover at a place of one file; `more` replaces or adds files. */
function hoverAt(file: File, search: string, more: Readonly<Record<string, string>> = {}): string | undefined {
  const text: string = more[file] ?? FLUX_REPOSITORY[file];
  const at = text.indexOf(search);
  if (at < 0) throw new Error(`${search} is not in ${file}`);
  const end = at + search.length;
  return hoverIn({...FLUX_REPOSITORY, ...more, [file]: `${text.slice(0, end)}$0${text.slice(end)}`});
}

/** The lines of the list in a hover. */
function lines(markdown: string | undefined): string[] {
  return (markdown ?? "").split("\n").filter((line) => line.startsWith("- "));
}

const MEDIA = "kubernetes/apps/media";
const PLEX = `${MEDIA}/plex/helmrelease.yaml` as const;

describe("a resource", () => {
  test("what builds it, its namespace, what patches it", () => {
    const markdown = hoverAt(PLEX, "kind: HelmR");
    expect(markdown).toMatch(/^\*\*HelmRelease\*\* `helm\.toolkit\.fluxcd\.io\/v2`\n\n- Built/);
    expect(lines(markdown)).toEqual([
      `- Built by [\`media/a-plex\`](${MEDIA}/plex.ks.yaml#L1) on \`cluster\``,
      `- Included from [\`plex/kustomization.yaml\`](${MEDIA}/plex/kustomization.yaml#L1)`,
      `- Namespace \`media\`, set in [\`media/plex.ks.yaml:9\`](${MEDIA}/plex.ks.yaml#L9)`,
      `- Patched by [\`plex/kustomization.yaml:10\`](${MEDIA}/plex/kustomization.yaml#L10)`,
    ]);
    expect(markdown).toContain("Schema for the helmreleases API");
  });

  test("its own name says the same, under the name that it has on the cluster", () => {
    const markdown = hoverAt("kubernetes/components/alerts/alert.yaml", 'name: "${A');
    expect(markdown).toMatch(/^\*\*Alert\*\* `media\/plex-alert`\n\n- Built/);
    expect(lines(markdown)).toContain("- Flux adds the values of 2 variables");
    expect(lines(markdown)).toContain(
      "- Included from [`alerts/kustomization.yaml`](kubernetes/components/alerts/kustomization.yaml#L1)",
    );
  });

  test("one that several Flux Kustomizations build", () => {
    const file = `${MEDIA}/library.ks.yaml` as const;
    const also = {
      [file]: FLUX_REPOSITORY[file].replace("  prune", '  components: ["../../../components/alerts"]\n  prune'),
    };
    expect(lines(hoverAt("kubernetes/components/alerts/alert.yaml", "kind: Al", also))).toEqual([
      `- Built by 2 Flux Kustomizations on \`cluster\`: [\`media/a-plex\`](${MEDIA}/plex.ks.yaml#L1) and ` +
        `[\`media/library\`](${MEDIA}/library.ks.yaml#L1)`,
      "- Namespace `media`",
    ]);
  });

  test("one that nothing builds", () => {
    const more = {[`${MEDIA}/plex/kustomization.yaml`]: "resources: []\n"};
    expect(lines(hoverAt(PLEX, "kind: HelmR", more))).toEqual(["- No Flux Kustomization builds it"]);
  });

  test("in a repository without Flux nothing is said about it", () => {
    expect(lines(hoverIn({"app.yaml": "apiVersion: v1\nkind: Con$0figMap\nmetadata:\n  name: a\n"}))).toEqual([]);
  });

  test("whose namespace is written, and one without", () => {
    expect(lines(hoverAt("kubernetes/flux/apps.yaml", "kind: Kus"))).toContain("- Namespace `flux-system`, as written");
    const more = {
      [`${MEDIA}/library.ks.yaml`]: FLUX_REPOSITORY[`${MEDIA}/library.ks.yaml`].replace(
        "  targetNamespace: media\n",
        "",
      ),
    };
    expect(lines(hoverAt(`${MEDIA}/library/claim.yaml`, "kind: Per", more))).toContain("- No namespace is set");
  });
});

describe("a Flux Kustomization", () => {
  test("what it builds, from where, and in which order", () => {
    expect(lines(hoverAt(`${MEDIA}/plex.ks.yaml`, "kind: Kus"))).toEqual([
      "- Built by [`flux-system/apps`](kubernetes/flux/apps.yaml#L2) on `cluster`",
      "- Included from [`media/kustomization.yaml`](kubernetes/apps/media/kustomization.yaml#L1) and " +
        "[`apps/kustomization.yaml`](kubernetes/apps/kustomization.yaml#L1)",
      "- Namespace `media`, set in [`media/kustomization.yaml:3`](kubernetes/apps/media/kustomization.yaml#L3)",
      "- Patched by [`flux/apps.yaml:15`](kubernetes/flux/apps.yaml#L15)",
      "- Builds 4 resources from [`kubernetes/apps/media/plex`](kubernetes/apps/media/plex/kustomization.yaml#L1)",
      "- Source [`GitRepository flux-system/home`](kubernetes/flux/config/cluster.yaml#L1)",
      "- Waits for [`media/library`](kubernetes/apps/media/library.ks.yaml#L1)",
      "- Sets 2 variables: `APP` and `DOMAIN`",
    ]);
    expect(lines(hoverAt(`${MEDIA}/library.ks.yaml`, "kind: Kus"))).toContain(
      "- Awaited by [`media/a-plex`](kubernetes/apps/media/plex.ks.yaml#L1)",
    );
  });

  test("with a folder that is not there", () => {
    const file = `${MEDIA}/library.ks.yaml` as const;
    const more = {[file]: FLUX_REPOSITORY[file].replace("media/library\n", "media/nothing\n")};
    expect(lines(hoverAt(file, "kind: Kus", more))).toContain(
      "- Builds `kubernetes/apps/media/nothing`, which is not in the repository",
    );
  });
});

describe("a kustomization", () => {
  test("who builds it and what it gives", () => {
    expect(lines(hoverAt(`${MEDIA}/kustomization.yaml`, "kind: Kus"))).toEqual([
      "- Built by [`flux-system/apps`](kubernetes/flux/apps.yaml#L2) on `cluster`",
      "- Included from [`apps/kustomization.yaml`](kubernetes/apps/kustomization.yaml#L1)",
      "- Gives 2 resources",
    ]);
  });

  test("a Component is built by those that add it", () => {
    expect(lines(hoverAt("kubernetes/components/alerts/kustomization.yaml", "kind: Comp"))).toEqual([
      `- Built by [\`media/a-plex\`](${MEDIA}/plex.ks.yaml#L1) on \`cluster\``,
    ]);
  });
});

describe("a reference", () => {
  test("leads to an object", () => {
    expect(hoverAt(PLEX, "kind: OCIRepository\n    name: pl")).toBe(
      `Leads to [\`OCIRepository media/plex\`](${PLEX}#L1).`,
    );
  });

  test("leads to what a kustomization generates", () => {
    expect(hoverAt(PLEX, "name: plex-scr")).toBe(
      `Leads to [\`ConfigMap media/plex-scripts\`](${MEDIA}/plex/kustomization.yaml#L6).`,
    );
  });

  test("leads to what another object has made", () => {
    const secret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: plex
spec:
  target:
    name: plex-secret
`;
    const more = {
      [`${MEDIA}/plex/secret.yaml`]: secret,
      [`${MEDIA}/plex/kustomization.yaml`]: "resources:\n  - helmrelease.yaml\n  - secret.yaml\n",
      [PLEX]: FLUX_REPOSITORY[PLEX].replace(
        "kind: ConfigMap\n      name: plex-scripts",
        "kind: Secret\n      name: plex-secret",
      ),
    };
    expect(hoverAt(PLEX, "name: plex-sec", more)).toBe(
      `Leads to \`Secret media/plex-secret\`, which [\`ExternalSecret media/plex\`](${MEDIA}/plex/secret.yaml#L1) has made.`,
    );
  });

  test("leads nowhere", () => {
    const more = {[PLEX]: FLUX_REPOSITORY[PLEX].replace("name: plex-scripts", "name: nothing")};
    expect(hoverAt(PLEX, "name: noth", more)).toBe(
      "Nothing in the repository declares `ConfigMap nothing`; a chart or a controller may make it.",
    );
    const file = `${MEDIA}/plex.ks.yaml` as const;
    const elsewhere = {[file]: FLUX_REPOSITORY[file].replace("- name: library", "- name: apps")};
    expect(hoverAt(file, "- name: ap", elsewhere)).toBe(
      "Nothing in the repository declares `Kustomization media/apps`. In another namespace there is " +
        "[`Kustomization flux-system/apps`](kubernetes/flux/apps.yaml#L2).",
    );
  });

  test("to all of a kind, or to what only the cluster knows: the field is described", () => {
    expect(hoverAt("kubernetes/components/alerts/alert.yaml", 'name: "*')).toMatch(/^\*\*name\*\*: text/);
    const more = {[PLEX]: FLUX_REPOSITORY[PLEX].replace("name: plex-scripts", "name: ${UNKNOWN}")};
    expect(hoverAt(PLEX, "name: ${UNK", more)).toMatch(/^\*\*name\*\*: text/);
  });

  test("its key is described as ever", () => {
    expect(hoverAt(PLEX, "kind: OCIRepository\n    na")).toMatch(/^\*\*name\*\*: text, required/);
  });
});

describe("a path", () => {
  test("leads to a file, a kustomization, a Component, or nowhere", () => {
    expect(hoverAt(`${MEDIA}/plex/kustomization.yaml`, "- helmr")).toBe(
      `Leads to [\`plex/helmrelease.yaml\`](${PLEX}#L1): [\`OCIRepository plex\`](${PLEX}#L1) and ` +
        `[\`HelmRelease plex\`](${PLEX}#L11).`,
    );
    expect(hoverAt(`${MEDIA}/plex.ks.yaml`, "path: ./")).toBe(
      `Leads to [\`${MEDIA}/plex\`](${MEDIA}/plex/kustomization.yaml#L1), which gives 3 resources.`,
    );
    expect(hoverAt(`${MEDIA}/plex.ks.yaml`, "- ../../")).toBe(
      "Leads to the Component [`kubernetes/components/alerts`](kubernetes/components/alerts/kustomization.yaml#L1).",
    );
    const more = {"kubernetes/apps/kustomization.yaml": "resources:\n  - nothing\n"};
    expect(hoverAt("kubernetes/apps/kustomization.yaml", "- not", more)).toBe(
      "There is no `kubernetes/apps/nothing` in the repository.",
    );
  });
});

test("an entry point", () => {
  const files = {
    "apps/kustomization.yaml": "resources: []\n",
    "entry.yaml":
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kusto$0mization\nmetadata:\n  name: apps\nspec:\n  path: ./apps\n",
  };
  expect(lines(hoverIn(files))).toEqual([
    "- Entry point of `cluster`",
    "- Builds 0 resources from [`apps`](apps/kustomization.yaml#L1)",
  ]);
});
