import {readFileSync} from "node:fs";
import {describe, expect, test} from "vitest";
import {parse} from "yaml";
import {
  applyStep,
  applySteps,
  type PlainObject,
  type Step,
  withTextAnnotations,
} from "../../../server/src/engine/workspace/kustomize/transform/steps.ts";

interface Row {
  readonly name: string;
  readonly object: PlainObject;
  readonly steps: readonly Step[];
  readonly result?: PlainObject;
  readonly deleted?: true;
  readonly failed?: string;
}

const rows = (file: string): Row[] => parse(readFileSync(new URL(file, import.meta.url), "utf8"));

for (const table of ["strategic-merge", "json-patch", "transformers"]) {
  describe(table, () => {
    test.each(rows(`./${table}.yaml`))("$name", ({object, steps, result, deleted, failed}) => {
      const before = structuredClone(object);
      const actual = applySteps(object, steps);
      expect("object" in actual ? {object: withTextAnnotations(actual.object)} : actual).toEqual(
        result ? {object: result} : deleted ? {deleted} : {failed},
      );
      expect(object).toEqual(before);
    });
  });
}

describe("a step", () => {
  const deployment: PlainObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {name: "a", labels: {x: "1"}},
    spec: {replicas: 2, template: {spec: {containers: [{name: "app", image: "app:1"}]}}},
  };
  const patch = (changes: PlainObject): Step => ({
    type: "strategicMerge",
    byTarget: false,
    patch: {apiVersion: "apps/v1", kind: "Deployment", metadata: {name: "a"}, ...changes},
  });

  test.each<Step>([
    patch({spec: {replicas: 2}}),
    {type: "jsonPatch", operations: []},
    {type: "namespace", namespace: ""},
    {type: "prefix", text: ""},
    {type: "labels", pairs: {x: "1"}},
    {type: "annotations", pairs: {}},
    {type: "images", images: [{name: "other", newTag: "2"}]},
    {type: "replicas", name: "other", count: 3},
    {type: "replicas", name: "a", count: 2},
  ])("that changes nothing returns what it was given: $type", (step) => {
    expect(applyStep(deployment, step)).toEqual({object: deployment});
  });

  test("shares the parts that stay the same", () => {
    const result = applyStep(deployment, patch({metadata: {name: "a", labels: {y: "2"}}}));
    expect("object" in result && result.object.spec).toBe(deployment.spec);
  });

  test("finds replicas by an earlier name", () => {
    const step: Step = {type: "replicas", name: "before", count: 3};
    expect(applyStep(deployment, step, ["before"])).toMatchObject({object: {spec: {replicas: 3}}});
    expect(applyStep(deployment, step)).toEqual({object: deployment});
  });
});
