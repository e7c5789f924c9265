import {describe, expect, test} from "vitest";
import type {Schema} from "./pipeline.ts";
import {applyOverlay, composeKinds, readOverlays} from "./pipeline.ts";

const schema = (): Schema => ({
  type: "object",
  required: ["spec"],
  properties: {
    spec: {
      type: "object",
      properties: {
        list: {type: "array", items: {type: "object", properties: {name: {type: "string", pattern: "^a"}}}},
        map: {type: "object", additionalProperties: {type: "string"}},
        any: {},
      },
    },
  },
});
const overlay = (fields: Record<string, object>) => applyOverlay(schema(), fields, "test").properties?.spec;

describe("an overlay", () => {
  test("corrects fields, also in lists and maps", () => {
    const spec = overlay({
      "spec.list[].name": {default: "a", required: true, since: "2.9"},
      "spec.map{}": {maxLength: 3},
      "spec.any": {description: "Anything."},
    });
    expect(spec?.properties?.list?.items).toEqual({
      type: "object",
      properties: {name: {type: "string", pattern: "^a", default: "a", "x-since": "2.9"}},
      required: ["name"],
    });
    expect(spec?.properties?.map?.additionalProperties).toEqual({type: "string", maxLength: 3});
    expect(spec?.properties?.any).toEqual({description: "Anything."});
  });

  test("adds fields, and closes the objects that it adds", () => {
    const spec = overlay({"spec.new": {type: "object"}, "spec.new.name": {type: "string", required: true}});
    expect(spec?.properties?.new).toEqual({
      type: "object",
      properties: {name: {type: "string"}},
      required: ["name"],
      additionalProperties: false,
    });
  });

  test("takes keywords away", () => {
    expect(overlay({"spec.list[].name": {pattern: null}})?.properties?.list?.items?.properties?.name).toEqual({
      type: "string",
    });
  });

  test.each([
    ["a field that is not there", {"spec.lst": {default: 1}}],
    ["a parent that is not there", {"spec.lst[].name": {type: "string"}}],
    ["items of what is no list", {"spec.map[]": {default: 1}}],
    ["values of what is no map", {"spec.list{}": {default: 1}}],
    ["a field that upstream has by now", {"spec.list[].name": {type: "string", since: "2.9"}}],
    ["required that is required already", {spec: {required: true}}],
    ["not required that is not required", {"spec.map": {required: false}}],
    ["a keyword that is not there", {"spec.map": {pattern: null}}],
    ["a value that the enum lacks", {"spec.list[].name": {enum: ["a"], enumSince: {b: "2.9"}}}],
    ["a path that is none", {"spec..map": {default: 1}}],
  ])("stops the build on %s", (_, fields) => {
    expect(() => overlay(fields)).toThrow(/^test: /);
  });
});

describe("the overlays in schemas/overlays", () => {
  test("resolve, every path of them", () => {
    expect(() => composeKinds()).not.toThrow();
  });

  test("stop the build when a kind or a type is not there", () => {
    for (const table of ["kinds", "types"] as const) {
      const overlays = readOverlays();
      overlays[table].set("nothing/of/that/name", {fields: {}, file: "test"});
      expect(() => composeKinds(overlays)).toThrow(/nothing\/of\/that\/name/);
    }
  });
});
