import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import "../support/property.ts";
import {changed, component, type Files, fluxKustomization, proposed, REPOSITORY} from "./attaching.ts";

const GATUS = {component: "components/gatus"};
const KS = "apps/plex/ks.yaml";
const KUSTOMIZATION = "apps/plex/app/kustomization.yaml";
const RELEASE = "apps/plex/app/helmrelease.yaml";

const COMPONENTS: Files = Object.fromEntries(
  ["alerts", "labels", "volsync"].map((name) => [
    `components/${name}/kustomization.yaml`,
    component(`commonAnnotations: {example.com/${name}: "true"}\n`),
  ]),
);

const comment = fc.constantFrom("", "", " # why not", " # - ../../../components/gatus");
const above = fc.constantFrom("", "", "# above\n", "\n", "\n# above\n");
const attached = fc
  .subarray(["alerts", "labels", "volsync"])
  .chain((names) => fc.shuffledSubarray(names, {minLength: names.length}));

/** A list `components` in any of the ways in which people write one; with `margin` in front of every line. */
const componentList = (margin: string): fc.Arbitrary<string> =>
  fc
    .record({
      names: attached,
      comments: fc.array(comment, {minLength: 4, maxLength: 4}),
      isFlow: fc.boolean(),
      gap: fc.constantFrom("", "  ", "    "),
      quote: fc.constantFrom("", '"', "'"),
    })
    .map(({names, comments, isFlow, gap, quote}) => {
      const texts = names.map((name) => `${quote}../../../components/${name}${quote}`);
      if (names.length === 0) return isFlow ? `${margin}components: []${comments[3]}\n` : "";
      if (isFlow) return `${margin}components: [${texts.join(", ")}]${comments[3]}\n`;
      const lines = texts.map((text, i) => `${margin}${gap}- ${text}${comments[i] ?? ""}\n`);
      return `${margin}components:${comments[3]}\n${lines.join("")}`;
    });

/** A kustomization of the app. */
const kustomization = fc
  .record({
    list: componentList(""),
    kind: fc.constantFrom("", "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n"),
    resources: fc.constantFrom(
      "resources:\n  - ./helmrelease.yaml # it\n",
      "resources:\n- ./helmrelease.yaml\n",
      "resources: [./helmrelease.yaml]\n",
    ),
    namespace: fc.constantFrom("", "namespace: media # films\n"),
    between: fc.array(above, {minLength: 4, maxLength: 4}),
    start: fc.constantFrom(
      "",
      "---\n",
      "# yaml-language-server: $schema=https://json.schemastore.org/kustomization\n---\n",
    ),
    isListFirst: fc.boolean(),
    end: fc.constantFrom("", "", "# the end\n"),
  })
  .map(({list, kind, resources, namespace, between, start, isListFirst, end}) => {
    const blocks = isListFirst ? [kind, namespace, list, resources] : [kind, namespace, resources, list];
    return `${start}${blocks.map((block, i) => (block === "" ? "" : `${between[i]}${block}`)).join("")}${end}`;
  });

/** What its Flux Kustomization has beside what it needs. */
const postBuild = fc.constantFrom(
  "",
  "  postBuild:\n    substitute:\n      APP: *app\n",
  "  postBuild: # for Components\n    # all of them\n    substitute:\n      # how much\n      SIZE: 5Gi # enough\n  timeout: 5m\n",
  "  wait: false\n",
);

const repository = fc
  .record({kustomization, postBuild, list: componentList("  "), hasFluxStyle: fc.boolean(), isWindows: fc.boolean()})
  .map(({kustomization, postBuild, list, hasFluxStyle, isWindows}): Files => {
    const files = {
      ...REPOSITORY,
      ...COMPONENTS,
      [KUSTOMIZATION]: hasFluxStyle ? "resources:\n  - ./helmrelease.yaml\n" : kustomization,
      [KS]: fluxKustomization(`${hasFluxStyle ? list : ""}${postBuild}`),
      "apps/sonarr/ks.yaml": fluxKustomization(
        hasFluxStyle ? "  components: [../../components/gatus]\n  postBuild: {substitute: {APP: sonarr}}\n" : "",
        "sonarr",
        "./apps/sonarr",
      ),
      "apps/sonarr/kustomization.yaml": "namespace: sonarr\n",
    };
    if (!isWindows) return files;
    const [ks = "", own = ""] = [files[KS], files[KUSTOMIZATION]].map((text) => text.replaceAll("\n", "\r\n"));
    return {...files, [KS]: ks, [KUSTOMIZATION]: own};
  });

describe("attaching a Component to an app that is written in any way", () => {
  test("adds to the files, and takes nothing away", {timeout: 120_000}, () => {
    fc.assert(
      fc.property(repository, (files) => {
        const proposal = proposed("attach-component", files, RELEASE, GATUS);
        if (!proposal || !("edits" in proposal)) throw new Error(JSON.stringify(proposal));
        for (const [path, edits] of proposal.edits) {
          for (const {span} of edits) {
            const text = files[path]?.slice(span.start, span.end);
            expect(["", "[]"], path).toContain(text);
          }
        }
        const after = changed("attach-component", files, RELEASE, GATUS);
        expect(Object.keys(after).length).toBeGreaterThan(0);
        for (const [path, text] of Object.entries(after)) expectAdded(files[path] ?? "", text);
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 60)},
    );
  });

  test("and detaching it again gives every byte of the list back", {timeout: 120_000}, () => {
    fc.assert(
      fc.property(repository, (files) => {
        const attached = {...files, ...changed("attach-component", files, RELEASE, GATUS)};
        const after = {...attached, ...changed("detach-component", attached, RELEASE, GATUS)};
        const isEmpty = /components: \[\]/.test(`${files[KS]}${files[KUSTOMIZATION]}`);
        if (!isEmpty) expect(after[KUSTOMIZATION]).toBe(files[KUSTOMIZATION]);
        // What was set for the Component stays, because something else may use it by now.
        if (!isEmpty && files[KS]?.includes("APP:")) expect(after[KS]).toBe(files[KS]);
        if (!isEmpty) expect(comments(after)).toEqual(comments(files));
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 60)},
    );
  });
});

function comments(files: Files): string[] {
  return [KS, KUSTOMIZATION].flatMap((path) => commentsOf(files[path] ?? "").map(({text}) => text));
}

/** Every line of the text is still there, in its order, with its comments; only the line and variables are new. */
function expectAdded(before: string, after: string): void {
  const rest = after.split("\n");
  for (const line of before.split("\n")) {
    const at = rest.findIndex((other) => other === line || isFlowList(line, other));
    expect(at, line).toBeGreaterThanOrEqual(0);
    rest.splice(0, at + 1);
  }
  expect(commentsOf(after).map(({text}) => text)).toEqual(commentsOf(before).map(({text}) => text));
  if (before.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  else expect(after).not.toContain("\r");
  const [was, is] = [parse(before), parse(after)];
  const lists = (value: Record<string, unknown>): unknown[] => [
    value.components ?? [],
    Object(value.spec).components ?? [],
  ];
  const withoutLine = lists(is).map((list) =>
    (list as string[]).filter((text) => text !== "../../../components/gatus"),
  );
  expect(withoutLine).toEqual(lists(was));
  const others = (value: Record<string, unknown>): unknown => {
    const {components: _, spec, ...rest} = value;
    const {components: __, postBuild, ...inner} = Object(spec);
    const {APP: ___, ...substitute} = Object(Object(postBuild).substitute);
    return {...rest, ...inner, ...substitute};
  };
  expect(others(is)).toEqual(others(was));
}

function isFlowList(line: string, other: string): boolean {
  return (
    line.includes("components: [") &&
    other.replace(/\.\.\/\.\.\/\.\.\/components\/gatus(?:, )?/, "").replace(", ]", "]") === line
  );
}
