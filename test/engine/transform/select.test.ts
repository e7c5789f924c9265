import {describe, expect, test} from "vitest";
import {goPattern} from "../../../server/src/engine/workspace/kustomize/transform/go-pattern.ts";
import {
  parseLabelSelector,
  type Selectable,
  type Selector,
  selects,
} from "../../../server/src/engine/workspace/kustomize/transform/select.ts";

const resource: Selectable = {
  group: "apps",
  version: "v1",
  kind: "Deployment",
  names: ["web", "prod-web"],
  namespaces: [undefined, "prod"],
  labels: {app: "web", tier: "front", "example.com/size": "12", empty: ""},
  annotations: {note: "yes"},
};

describe("a selector", () => {
  test.each<[Selector, boolean | undefined]>([
    [{}, true],
    [{kind: "Deployment"}, true],
    [{kind: "Deploy"}, false],
    [{kind: "deployment"}, false],
    [{kind: "Deployment|StatefulSet"}, true],
    [{kind: "StatefulSet|Deploy"}, false],
    [{kind: ".*Set"}, false],
    [{group: "apps", version: "v1"}, true],
    [{group: "app"}, false],
    [{group: ""}, true],
    [{version: "v1beta1"}, false],
    [{name: "web"}, true],
    [{name: "prod-.*"}, true],
    [{name: "^web$"}, true],
    [{name: "we"}, false],
    [{name: "[a-z]+"}, true],
    [{name: "(prod|dev)-web"}, true],
    [{namespace: "default"}, true],
    [{namespace: "prod"}, true],
    [{namespace: "dev"}, false],
    [{labelSelector: "app=web"}, true],
    [{labelSelector: "app=web,tier!=front"}, false],
    [{annotationSelector: "note=yes", labelSelector: "app"}, true],
    [{annotationSelector: "note=no"}, false],
  ])("%j: %s", (selector, expected) => expect(selects(selector, resource)).toBe(expected));

  test.each<[string, Selector, boolean | undefined]>([
    ["lookaround, which Go hasn't", {name: "(?!web).*"}, undefined],
    ["a class that only Go has", {name: "[[:alpha:]]+"}, undefined],
    ["a flag", {name: "(?i)WEB"}, undefined],
    ["a broken pattern", {name: "(web"}, undefined],
    ["a variable", {name: "${APP}"}, undefined],
    ["a variable among the labels", {labelSelector: "app=${APP}"}, undefined],
    ["a label selector that is none", {labelSelector: "app=web tier"}, undefined],
    ["what can't be decided where something else decides", {name: "(?!web).*", kind: "Service"}, false],
  ])("%s", (_, selector, expected) => expect(selects(selector, resource)).toBe(expected));
});

describe("a selector's namespace", () => {
  const role: Selectable = {...resource, group: "rbac.authorization.k8s.io", kind: "ClusterRole"};

  test.each<[Selector, boolean]>([
    [{namespace: "default"}, false],
    [{namespace: "prod"}, false],
    [{namespace: ".*"}, true],
    [{namespace: ""}, true],
  ])("%j for a kind that has none: %s", (selector, expected) => expect(selects(selector, role)).toBe(expected));
});

describe("a label selector", () => {
  const matches = (labelSelector: string): boolean | undefined => selects({labelSelector}, resource);

  test.each([
    "app",
    "!missing",
    "! missing",
    "app == web",
    "app!=db",
    "missing!=x",
    "app in (db, web)",
    "app notin (db,cache)",
    "missing notin (x)",
    "empty=",
    "empty in ()",
    "empty in (a,)",
    "example.com/size=12",
    "example.com/size>11",
    "example.com/size<13",
    " app , tier ",
    " ",
  ])("%j fits", (text) => expect(matches(text)).toBe(true));

  test.each([
    "!app",
    "missing",
    "app=db",
    "app in (db)",
    "app notin (web)",
    "app in ()",
    "example.com/size>12",
    "app>1",
  ])("%j doesn't", (text) => expect(matches(text)).toBe(false));

  test.each([
    "app=web,",
    ",app",
    "app,,tier",
    "app in web",
    "app in (web",
    "app in (web))",
    "app=(web)",
    "app web",
    "app=a=b",
    "-app",
    "app=-web",
    "a/b/c",
    "A.com/x",
    "app>x",
    "app=é",
    `${"a".repeat(64)}`,
    "!app=web",
  ])("%j is none", (text) => expect(parseLabelSelector(text)).toBeUndefined());

  test("has its conditions in order", () => {
    expect(parseLabelSelector("b!=1,!a,c in (x, y)")).toEqual([
      {key: "b", operator: "notin", values: ["1"]},
      {key: "a", operator: "absent", values: []},
      {key: "c", operator: "in", values: ["x", "y"]},
    ]);
  });
});

describe("a pattern", () => {
  test.each(["web", "web-.*", "a|b", "(a|b)?-x", "[^.]+\\.com", "\\d{1,3}", "ghcr.io/org/app"])(
    "%s is read",
    (text) => {
      expect(goPattern(text, "^", "$")).toBeInstanceOf(RegExp);
    },
  );

  test.each([
    "\\z",
    "\\pL",
    "\\Qa\\E",
    "a(?=b)",
    "(?P<x>a)",
    "[]a]",
    "[a-\\w]",
    "x**",
    "é",
    "((a+)+)+b",
    "(a|a)*b",
    ".*.*.*.*x",
    `${"?".repeat(60)}\\z`,
    `[${"a-".repeat(60)}\\z]`,
  ])("%s is not", (text) => expect(goPattern(text, "^", "$")).toBeUndefined());
});
