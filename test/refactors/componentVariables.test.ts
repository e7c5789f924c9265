import {describe, expect, test} from "vitest";
import {
  changed,
  component,
  configMap,
  type Files,
  fluxKustomization,
  proposed,
  REPOSITORY,
  reason,
} from "./attaching.ts";

const GATUS = {component: "components/gatus"};
const KS = "apps/plex/ks.yaml";
const KUSTOMIZATION = "apps/plex/app/kustomization.yaml";
const RELEASE = "apps/plex/app/helmrelease.yaml";

/** An app whose Components stand in the Flux Kustomization. */
const IN_FLUX: Files = {
  "apps/jellyfin/ks.yaml": fluxKustomization(
    "  components: [../../../components/labels]\n",
    "jellyfin",
    "./apps/jellyfin/app",
  ),
  "apps/jellyfin/app/kustomization.yaml": "resources: [./account.yaml]\n",
  "apps/jellyfin/app/account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: jellyfin\n",
  "components/labels/kustomization.yaml": component("commonAnnotations: {example.com/owner: home}\n"),
};

describe("variables", () => {
  test("become part of postBuild, with the anchor of the name", () => {
    expect(changed("attach-component", REPOSITORY, RELEASE, GATUS)).toEqual({
      [KS]: fluxKustomization("  postBuild:\n    substitute:\n      APP: *app\n"),
      [KUSTOMIZATION]: "resources:\n  - ./helmrelease.yaml\ncomponents:\n  - ../../../components/gatus\n",
    });
  });

  test("join those that are there", () => {
    const files = {
      ...REPOSITORY,
      [KS]: fluxKustomization("  postBuild:\n    substitute:\n      VOLSYNC_CAPACITY: 5Gi # enough\n"),
    };
    expect(changed("attach-component", files, RELEASE, GATUS)[KS]).toBe(
      fluxKustomization("  postBuild:\n    substitute:\n      VOLSYNC_CAPACITY: 5Gi # enough\n      APP: *app\n"),
    );
  });

  test("join substituteFrom", () => {
    const from = "  postBuild:\n    substituteFrom:\n      - {kind: ConfigMap, name: settings}\n";
    const files: Record<string, string> = {
      ...REPOSITORY,
      [KS]: fluxKustomization(from),
      "flux/settings.yaml": SETTINGS,
    };
    expect(proposed("attach-component", files, RELEASE, GATUS)).toMatchObject({
      notes: [{weight: "warning", text: expect.stringContaining("needs `APP`, and nothing in the repository sets it")}],
    });
    const known = {
      ...files,
      "flux/apps.yaml": fluxKustomization("", "apps", "./apps/plex"),
      "apps/plex/kustomization.yaml": "resources: [./ks.yaml, ./settings.yaml]\n",
      "apps/plex/settings.yaml": SETTINGS,
    };
    expect(changed("attach-component", known, RELEASE, GATUS)[KS]).toBe(
      fluxKustomization(`${from}    substitute:\n      APP: *app\n`),
    );
  });

  test("that are set already are left alone", () => {
    const set = "  postBuild:\n    substitute: {APP: plex}\n";
    const files = {...REPOSITORY, [KS]: fluxKustomization(set)};
    expect(Object.keys(changed("attach-component", files, RELEASE, GATUS))).toEqual([KUSTOMIZATION]);
  });

  test("stand in one edit with the line where both are in the Flux Kustomization", () => {
    const files = {...REPOSITORY, ...IN_FLUX};
    expect(changed("attach-component", files, RELEASE, GATUS)).toEqual({
      [KS]: fluxKustomization("  postBuild:\n    substitute:\n      APP: *app\n").replace(
        "  prune:",
        "  components:\n    - ../../../components/gatus\n  prune:",
      ),
    });
  });

  test("that nobody can know are asked for, and taken from the answers", () => {
    const needsMore = {...REPOSITORY, "components/gatus/configmap.yaml": configMap("gatus", "${CAPACITY}")};
    expect(reason("attach-component", needsMore, RELEASE, GATUS)).toBe(
      "`components/gatus` needs a value for `CAPACITY`.",
    );
    const values = {CAPACITY: "5Gi"};
    expect(changed("attach-component", needsMore, RELEASE, {...GATUS, values})[KS]).toContain("      CAPACITY: 5Gi\n");
  });

  test.each([
    ["true", '"true"'],
    ["1", '"1"'],
    ["a: b", '"a: b"'],
    ["*", '"*"'],
    ["", '""'],
    ["two\nlines", '"two\\nlines"'],
  ])("a value that a person gives is text: %j", (value, written) => {
    const needsMore = {...REPOSITORY, "components/gatus/configmap.yaml": configMap("gatus", "${CAPACITY}")};
    const after = changed("attach-component", needsMore, RELEASE, {...GATUS, values: {CAPACITY: value}})[KS];
    expect(after).toContain(`      CAPACITY: ${written}\n`);
  });

  test("the subdomain comes from the first host", () => {
    const files = {...REPOSITORY, "components/gatus/configmap.yaml": configMap("gatus", "${GATUS_SUBDOMAIN}")};
    expect(changed("attach-component", files, RELEASE, GATUS)[KS]).toContain("      GATUS_SUBDOMAIN: tv\n");
  });

  test("are no part of an app with expressions that Flux leaves alone so far", () => {
    const files = {
      ...REPOSITORY,
      [KUSTOMIZATION]: "resources:\n  - ./helmrelease.yaml\n  - ./script.yaml\n",
      "apps/plex/app/script.yaml": configMap("script", "echo ${HOME}"),
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(
      "`components/gatus` needs variables, and `plex` has none so far: with one, Flux would also replace the `${...}` in ConfigMap `script`.",
    );
  });

  test("that only have defaults need a postBuild all the same", () => {
    const files = {...REPOSITORY, "components/gatus/configmap.yaml": configMap("gatus", "${GATUS_PATH:=/}")};
    expect(reason("attach-component", files, RELEASE, GATUS)).toContain("needs a value for `GATUS_PATH`");
  });

  test("need an own Flux Kustomization", () => {
    const files = {
      ...REPOSITORY,
      [KS]: fluxKustomization("", "apps", "./apps"),
      "apps/kustomization.yaml": "resources:\n  - ./plex/app\n",
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toContain("builds others along with it");
  });
});

const SETTINGS =
  "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings, namespace: flux-system}\ndata: {DOMAIN: example.com}\n";
