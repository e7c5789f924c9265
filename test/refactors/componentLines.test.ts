import {describe, expect, test} from "vitest";
import {refactorAll} from "../../server/src/engine/features/refactoring.ts";
import {DETACH_COMPONENT} from "../../server/src/engine/refactors/detachComponent.ts";
import {REFACTORINGS} from "../../server/src/engine/refactors/index.ts";
import type {Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {REPLACE_COMPONENT} from "../../server/src/engine/refactors/replaceComponent.ts";
import {schemas, workspaceOf} from "../support/check.ts";
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
const RESOURCES = "resources:\n  - ./helmrelease.yaml\n";
const SUBSTITUTE = "  postBuild:\n    substitute:\n      APP: *app\n";

/** The app with the Component, by a line in its kustomization. */
const ATTACHED: Files = {
  ...REPOSITORY,
  [KS]: fluxKustomization(SUBSTITUTE),
  [KUSTOMIZATION]: `${RESOURCES}components:\n  - ../../../components/gatus\n`,
};

/** The same by a line in the Flux Kustomization. */
const IN_FLUX: Files = {
  ...ATTACHED,
  [KS]: fluxKustomization(`  components:\n    - ../../../components/gatus # all is well?\n${SUBSTITUTE}`),
  [KUSTOMIZATION]: RESOURCES,
};

describe("detach", () => {
  test.each([RELEASE, KUSTOMIZATION, KS])("takes the line and its list away, from %s", (path) => {
    expect(changed("detach-component", ATTACHED, path, GATUS)).toEqual({[KUSTOMIZATION]: RESOURCES});
  });

  test("takes the line of the Flux Kustomization away", () => {
    expect(changed("detach-component", IN_FLUX, RELEASE, GATUS)).toEqual({[KS]: fluxKustomization(SUBSTITUTE)});
  });

  test("leaves the other lines and their comments alone", () => {
    const files = {
      ...ATTACHED,
      "components/labels/kustomization.yaml": component("commonAnnotations: {a: b}\n"),
      [KUSTOMIZATION]: `components:\n  # for everybody\n  - ../../../components/labels # really\n  - ../../../components/gatus\n${RESOURCES}`,
    };
    expect(changed("detach-component", files, RELEASE, GATUS)[KUSTOMIZATION]).toBe(
      `components:\n  # for everybody\n  - ../../../components/labels # really\n${RESOURCES}`,
    );
    const flow = {
      ...files,
      [KUSTOMIZATION]: `components: [../../../components/gatus, ../../../components/labels]\n${RESOURCES}`,
    };
    expect(changed("detach-component", flow, RELEASE, GATUS)[KUSTOMIZATION]).toBe(
      `components: [../../../components/labels]\n${RESOURCES}`,
    );
  });

  test("says which variables nothing uses any more", () => {
    expect(proposed("detach-component", ATTACHED, RELEASE, GATUS)).toMatchObject({
      notes: [{weight: "info", text: "Nothing else that `plex` builds uses `APP` of its `postBuild`."}],
    });
  });

  test("is the way back from attach", () => {
    const attached = {...REPOSITORY, ...changed("attach-component", REPOSITORY, RELEASE, GATUS)};
    expect(changed("detach-component", attached, RELEASE, GATUS)).toEqual({[KUSTOMIZATION]: REPOSITORY[KUSTOMIZATION]});
  });

  test("asks which one, and knows those that are there", () => {
    expect(proposed("detach-component", ATTACHED, RELEASE, {})).toEqual({
      asks: "Which Component? `plex` has 1.",
      choices: [{title: "`components/gatus`", answers: GATUS}],
    });
    expect(reason("detach-component", ATTACHED, RELEASE, {component: "components/other"})).toBe(
      "`plex` has no line of the Component `components/other`.",
    );
    expect(DETACH_COMPONENT.subjects(workspaceOf(REPOSITORY), RELEASE)).toEqual([]);
  });

  test("takes away a line that leads to no Component that works, too", () => {
    const files = {...ATTACHED, "components/gatus/kustomization.yaml": component("resources: [./nothing.yaml]\n")};
    expect(changed("detach-component", files, RELEASE, GATUS)).toEqual({[KUSTOMIZATION]: RESOURCES});
  });

  test("takes both lines where there are two", () => {
    const files = {...IN_FLUX, [KUSTOMIZATION]: ATTACHED[KUSTOMIZATION] ?? ""};
    expect(changed("detach-component", files, RELEASE, GATUS)).toEqual({
      [KS]: fluxKustomization(SUBSTITUTE),
      [KUSTOMIZATION]: RESOURCES,
    });
  });
});

describe("replace", () => {
  const TWO: Files = {
    ...ATTACHED,
    "components/monitored/kustomization.yaml": component(),
    "components/monitored/configmap.yaml": configMap("${APP}-gatus", "https://${APP}.example.com/"),
  };
  const BY = {...GATUS, replacement: "components/monitored"};

  test("writes the other one in the same place", () => {
    expect(changed("replace-component", TWO, RELEASE, BY)).toEqual({
      [KUSTOMIZATION]: `${RESOURCES}components:\n  - ../../../components/monitored\n`,
    });
    const inFlux = {...TWO, ...IN_FLUX};
    expect(changed("replace-component", inFlux, RELEASE, BY)).toEqual({
      [KS]: (IN_FLUX[KS] ?? "").replace("components/gatus", "components/monitored"),
    });
  });

  test("is for Components that bring the same", () => {
    expect(REPLACE_COMPONENT.subjects(workspaceOf(ATTACHED), RELEASE)).toEqual([]);
    expect(proposed("replace-component", TWO, RELEASE, {})).toEqual({
      asks: "Which Component, and by which?",
      choices: [{title: "`components/gatus` by `components/monitored`", answers: BY}],
    });
  });

  test("needs the variables of the other one", () => {
    const files = {...TWO, "components/monitored/configmap.yaml": configMap("${APP}-gatus", "${GATUS_PATH}")};
    expect(reason("replace-component", files, RELEASE, BY)).toContain("`GATUS_PATH`");
    const values = {GATUS_PATH: "/health"};
    expect(changed("replace-component", files, RELEASE, {...BY, values})[KS]).toBe(
      fluxKustomization(`${SUBSTITUTE}      GATUS_PATH: /health\n`),
    );
  });

  /** One that there is always something to replace by. */
  const THIRD: Files = {
    "components/third/kustomization.yaml": component(),
    "components/third/configmap.yaml": configMap("${APP}-gatus", "https://${APP}.example.com/"),
  };

  test("does not put a broken one there", () => {
    const files = {
      ...TWO,
      ...THIRD,
      "components/monitored/kustomization.yaml": component("resources: [./nothing.yaml]\n"),
    };
    expect(reason("replace-component", files, RELEASE, BY)).toBe(
      "kustomize can't build the Component `components/monitored` itself.",
    );
  });

  test("does not bring an object twice", () => {
    const files = {
      ...TWO,
      ...THIRD,
      [KUSTOMIZATION]:
        "resources:\n  - ./helmrelease.yaml\n  - ./mine.yaml\ncomponents:\n  - ../../../components/gatus\n",
      "apps/plex/app/mine.yaml": configMap("mine", "mine"),
      "components/monitored/kustomization.yaml": component("resources: [./configmap.yaml, ./mine.yaml]\n"),
      "components/monitored/mine.yaml": configMap("mine", "theirs"),
    };
    expect(reason("replace-component", files, RELEASE, BY)).toBe(
      "kustomize would stop: with `components/monitored` there are two objects ConfigMap `mine`.",
    );
  });
});

test.each([
  ["attach-component", REPOSITORY, RELEASE],
  ["attach-component", REPOSITORY, KS],
  ["detach-component", ATTACHED, RELEASE],
  ["detach-component", IN_FLUX, RELEASE],
  ["detach-component", IN_FLUX, KS],
])(
  "%s comes to an end where the line is in another file, or the app stays a subject: case %#",
  async (id, files, path) => {
    const refactoring = REFACTORINGS.find((one) => one.id === id);
    let steps = 0;
    const work =
      refactoring &&
      refactorAll(
        workspaceOf(files),
        schemas,
        limited(refactoring, () => steps++),
        [path],
        GATUS,
      );
    const batch = await work;
    expect(batch?.outcomes).toHaveLength(1);
    const {texts = new Map()} = batch ?? {};
    expect(Object.fromEntries(texts)).toEqual(changed(id, files, path, GATUS));
  },
);

/** A refactoring that gives up where it is asked again and again. */
function limited(refactoring: Refactoring, count: () => number): Refactoring {
  return {
    ...refactoring,
    subjects: (workspace, path) => {
      if (count() > 50) throw new Error("it does not come to an end");
      return refactoring.subjects(workspace, path);
    },
  };
}
