import {describe, expect, test} from "vitest";
import {ATTACH_COMPONENT} from "../../server/src/engine/refactors/attachComponent.ts";
import {workspaceOf} from "../support/check.ts";
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

/** A Component without variables. */
const PLAIN: Files = {...REPOSITORY, "components/gatus/configmap.yaml": configMap("gatus", "plex")};

const JELLYFIN = "./apps/jellyfin/app";
/** Another app, whose style the repository has. */
function another(line: string, isFlux = true): Files {
  return {
    "apps/jellyfin/ks.yaml": fluxKustomization(isFlux ? line : "", "jellyfin", JELLYFIN),
    "apps/jellyfin/app/kustomization.yaml": `resources: [./account.yaml]\n${isFlux ? "" : line}`,
    "apps/jellyfin/app/account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: jellyfin\n",
    "components/labels/kustomization.yaml": component("commonAnnotations: {example.com/owner: home}\n"),
  };
}

describe("where the line goes", () => {
  test("into the kustomization, relative to the file", () => {
    expect(changed("attach-component", PLAIN, RELEASE, GATUS)).toEqual({
      [KUSTOMIZATION]: "resources:\n  - ./helmrelease.yaml\ncomponents:\n  - ../../../components/gatus\n",
    });
  });

  test("into the Flux Kustomization, relative to its path, where others have such lines there", () => {
    const files = {...PLAIN, ...another("  components: [../../../components/labels]\n")};
    expect(changed("attach-component", files, RELEASE, GATUS)).toEqual({
      [KS]: fluxKustomization().replace("  prune:", "  components:\n    - ../../../components/gatus\n  prune:"),
    });
  });

  test("where lines of the same Component stand, whatever others do", () => {
    const files = {
      ...PLAIN,
      ...another("  components: [../../../components/labels]\n"),
      "apps/sonarr/kustomization.yaml": "components: [../../components/gatus]\n",
    };
    expect(Object.keys(changed("attach-component", files, RELEASE, GATUS))).toEqual([KUSTOMIZATION]);
  });

  test.each([RELEASE, KUSTOMIZATION, KS])("it is the same one from %s", (path) => {
    expect(changed("attach-component", PLAIN, path, GATUS)).toEqual(changed("attach-component", PLAIN, RELEASE, GATUS));
  });

  test("from an HTTPRoute as well", () => {
    const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: plex}
spec:
  parentRefs: [{name: internal}]
  hostnames: [plex.example.com]
`;
    const files = {
      ...PLAIN,
      [KUSTOMIZATION]: "resources:\n  - ./helmrelease.yaml\n  - ./route.yaml\n",
      "apps/plex/app/route.yaml": route,
    };
    expect(Object.keys(changed("attach-component", files, "apps/plex/app/route.yaml", GATUS))).toEqual([KUSTOMIZATION]);
  });

  test("into the Flux Kustomization where the folder has no kustomization", () => {
    const {[KUSTOMIZATION]: _, ...files} = PLAIN;
    expect(Object.keys(changed("attach-component", files, RELEASE, GATUS))).toEqual([KS]);
  });

  test("one document of several", () => {
    const two = `${fluxKustomization()}---\n${fluxKustomization("", "jellyfin", JELLYFIN)}`;
    const {"apps/jellyfin/ks.yaml": _, ...others} = another("");
    const files = {
      ...PLAIN,
      ...others,
      [KS]: two,
      "apps/sonarr/ks.yaml": fluxKustomization("  components: [../../components/gatus]\n", "sonarr", "./apps/sonarr"),
      "apps/sonarr/kustomization.yaml": "namespace: sonarr\n",
    };
    const [plex, jellyfin] = (changed("attach-component", files, KS, GATUS, 1)[KS] ?? "").split("---\n");
    expect(plex).toBe(fluxKustomization());
    expect(jellyfin).toContain("  components:\n    - ../../../components/gatus\n");
  });
});

describe("how the line is written", () => {
  /** The kustomization with the line. */
  const lined = (text: string): string | undefined =>
    changed("attach-component", {...PLAIN, ...another("", false), [KUSTOMIZATION]: text}, RELEASE, GATUS)[
      KUSTOMIZATION
    ];
  const RESOURCES = "resources:\n  - ./helmrelease.yaml\n";

  test("at its place in a sorted list", () => {
    const files = {
      ...PLAIN,
      "components/volsync/kustomization.yaml": component("commonAnnotations: {a: b}\n"),
      "components/alerts/kustomization.yaml": component("commonAnnotations: {c: d}\n"),
      [KUSTOMIZATION]: `components:\n  - ../../../components/alerts # tell us\n  - ../../../components/volsync\n${RESOURCES}`,
    };
    expect(changed("attach-component", files, RELEASE, GATUS)[KUSTOMIZATION]).toBe(
      `components:\n  - ../../../components/alerts # tell us\n  - ../../../components/gatus\n  - ../../../components/volsync\n${RESOURCES}`,
    );
  });

  test("with dashes where the list has them", () => {
    expect(lined("components:\n- ../../../components/labels\nresources:\n- ./helmrelease.yaml\n")).toBe(
      "components:\n- ../../../components/labels\n- ../../../components/gatus\nresources:\n- ./helmrelease.yaml\n",
    );
    expect(lined("kind: Kustomization\nresources:\n- ./helmrelease.yaml\n")).toBe(
      "kind: Kustomization\ncomponents:\n- ../../../components/gatus\nresources:\n- ./helmrelease.yaml\n",
    );
  });

  test("in a flow list", () => {
    expect(lined(`components: [../../../components/labels] # all\n${RESOURCES}`)).toBe(
      `components: [../../../components/labels, ../../../components/gatus] # all\n${RESOURCES}`,
    );
  });

  test("in an empty list", () => {
    expect(lined(`components: []\n${RESOURCES}`)).toBe(`components: [../../../components/gatus]\n${RESOURCES}`);
  });

  test("with the line endings of the file", () => {
    expect(lined("kind: Kustomization\r\nresources:\r\n  - ./helmrelease.yaml\r\n")).toBe(
      "kind: Kustomization\r\ncomponents:\r\n  - ../../../components/gatus\r\nresources:\r\n  - ./helmrelease.yaml\r\n",
    );
  });

  test("under its comment, which stays", () => {
    expect(lined(`# plex\n---\n# what it is made of\n${RESOURCES}`)).toMatch(
      /^# plex\n---\n(?:[^#]*\n)?# what it is made of\n/,
    );
  });
});

describe("what is not done", () => {
  test("twice", () => {
    const files = {
      ...PLAIN,
      [KUSTOMIZATION]: "resources: [./helmrelease.yaml]\ncomponents: [../../../components/gatus]\n",
    };
    const said = "`plex` has the Component `components/gatus` already.";
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(said);
    expect(reason("attach-component", files, KS, GATUS)).toBe(said);
    const inFlux = {...PLAIN, [KS]: fluxKustomization("  components: [../../../components/gatus]\n")};
    expect(reason("attach-component", inFlux, KUSTOMIZATION, GATUS)).toBe(said);
  });

  test("what a Component of the app brings already", () => {
    const files = {
      ...PLAIN,
      "components/all/kustomization.yaml": component("components: [../gatus]\n"),
      [KUSTOMIZATION]: "resources: [./helmrelease.yaml]\ncomponents: [../../../components/all]\n",
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toContain("already");
  });

  test("what a parent has attached", () => {
    const files = {
      ...PLAIN,
      [KS]: fluxKustomization("", "apps", "./apps"),
      "apps/kustomization.yaml": "resources:\n  - ./plex/app\ncomponents:\n  - ../components/gatus\n",
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toContain("already");
  });

  test("a Component that can't be built", () => {
    const files = {...PLAIN, "components/gatus/kustomization.yaml": component("resources: [./nothing.yaml]\n")};
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(
      "kustomize can't build the Component `components/gatus` itself.",
    );
  });

  test("no Component at all", () => {
    expect(reason("attach-component", PLAIN, RELEASE, {component: "components/gauts"})).toBe(
      "There is no Component in `components/gauts`.",
    );
  });

  test("an object that the app has already", () => {
    const files = {
      ...PLAIN,
      [KUSTOMIZATION]: "resources: [./helmrelease.yaml, ./mine.yaml]\n",
      "apps/plex/app/mine.yaml": configMap("gatus", "mine"),
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(
      "kustomize would stop: with `components/gatus` there are two objects ConfigMap `gatus`.",
    );
  });

  test("a patch for what is not there", () => {
    const patch = "apiVersion: v1\\nkind: ServiceAccount\\nmetadata: {name: plex}\\n";
    const files = {...PLAIN, "components/gatus/kustomization.yaml": component(`patches: [{patch: "${patch}"}]\n`)};
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(
      "kustomize would stop: `components/gatus` patches ServiceAccount `plex`, which is not there.",
    );
  });

  test("a patch with a target for what is not there is said", () => {
    const patches =
      "patches:\n  - target: {kind: HTTPRoute}\n    patch: '[{op: add, path: /metadata/labels, value: {a: b}}]'\n";
    const files = {...PLAIN, "components/gatus/kustomization.yaml": component(patches)};
    expect(proposed("attach-component", files, RELEASE, GATUS)).toMatchObject({
      notes: [
        {
          weight: "warning",
          text: "A patch of `components/gatus` fits nothing that `plex` has, and changes nothing there.",
        },
      ],
    });
  });

  test("two apps of one build that get the same object", () => {
    const files = {
      ...PLAIN,
      ...another("components: [../../../components/gatus]\n", false),
      "apps/kustomization.yaml": "resources:\n  - ./plex/app\n  - ./jellyfin/app\n",
    };
    expect(reason("attach-component", files, RELEASE, GATUS)).toBe(
      "kustomize would stop: with `components/gatus` there are two objects ConfigMap `gatus`.",
    );
  });

  test("nothing is offered on a Component or another object", () => {
    const workspace = workspaceOf(PLAIN);
    expect(ATTACH_COMPONENT.subjects(workspace, "components/gatus/kustomization.yaml")).toEqual([]);
    expect(ATTACH_COMPONENT.subjects(workspace, "components/gatus/configmap.yaml")).toEqual([]);
  });
});

describe("several clusters", () => {
  const root = (cluster: string): string =>
    fluxKustomization("", "apps", "./apps/plex")
      .replaceAll("&app ", "")
      .replace("interval: 1h", "interval: 1h\n  postBuild: {substitute: {CLUSTER: " + cluster + "}}");
  const files: Files = {
    ...REPOSITORY,
    "apps/plex/kustomization.yaml": "resources: [./ks.yaml]\n",
    "clusters/main/apps.yaml": root("main"),
    "clusters/edge/apps.yaml": root("edge"),
  };

  test("get the variables by one edit", () => {
    expect(changed("attach-component", files, RELEASE, GATUS)).toEqual(
      changed("attach-component", REPOSITORY, RELEASE, GATUS),
    );
  });
});

describe("the question", () => {
  test("has Gatus first where something is routed, then what is used most", () => {
    const files = {...REPOSITORY, ...another("  components: [../../../components/labels]\n")};
    const proposal = proposed("attach-component", files, RELEASE, {});
    expect(proposal).toEqual({
      asks: "Which Component? The repository has 2 that `plex` does not have.",
      choices: [
        {title: "`components/gatus` (ConfigMap; needs `APP`)", answers: GATUS},
        {title: "`components/labels` (patches)", answers: {component: "components/labels"}},
      ],
    });
  });
});
