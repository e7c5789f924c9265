import {describe, expect, test} from "vitest";
import {hoverAt} from "./cursor.ts";

const APP = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
spec:
  interval: 1h
  suspend: false
  dependsOn: &deps
    - name: other
  install:
    skipCRDs: true
    strategy:
      name: RetryOnFailure
  upgrade:
    chartNameChangeStrategy: Reinstall
  values:
    interval: 1h
`;

describe("a field", () => {
  test("its name, type and description", () => {
    const found = hoverAt(APP.replace("interval", "inter$0val"));
    expect(found?.word).toBe("interval");
    expect(found?.markdown).toMatch(/^\*\*interval\*\*: duration, required\n\n.*reconcile/s);
  });

  test("its value tells the same, allowed values included", () => {
    const found = hoverAt(APP.replace("RetryOn", "Retry$0On"));
    expect(found?.word).toBe("RetryOnFailure");
    expect(found?.markdown).toContain("Allowed: `RemediateOnFailure`, `RetryOnFailure`.");
    expect(found?.markdown).toContain("Since Flux 2.7.");
  });

  test("what is deprecated, and since when a field is there", () => {
    expect(hoverAt(APP.replace("skipCRDs", "skip$0CRDs"))?.markdown).toContain("Deprecated.");
    expect(hoverAt(APP.replace("chartName", "chart$0Name"))?.markdown).toContain("Since Flux 2.9.");
  });

  test("in an item of a list, and of the list itself", () => {
    expect(hoverAt(APP.replace("- name", "- na$0me"))?.markdown).toMatch(/^\*\*name\*\*: text, required/);
    expect(hoverAt(APP.replace("dependsOn", "dependsOn$0"))?.markdown).toMatch(/^\*\*dependsOn\*\*: list of maps/);
  });

  test("in an inline patch", () => {
    const found = hoverAt(
      `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: app
      spec:
        suspend$0: true
`,
      "kustomization.yaml",
    );
    expect(found).toMatchObject({word: "suspend", markdown: expect.stringMatching(/^\*\*suspend\*\*: true or false/)});
  });
});

describe("a kind", () => {
  test("what it is and where its schema comes from", () => {
    const found = hoverAt(APP.replace("HelmRelease", "Helm$0Release"));
    expect(found?.markdown).toMatch(/^\*\*HelmRelease\*\* `helm\.toolkit\.fluxcd\.io\/v2`\n/);
    expect(found?.markdown).toContain("Schema: the test");
    expect(hoverAt(APP.replace("apiVersion", "api$0Version"))?.markdown).toBe(found?.markdown);
  });

  test("a version that Flux gave up", () => {
    const found = hoverAt(APP.replace("fluxcd.io/v2", "fluxcd.io/v2be$0ta1"));
    expect(found?.markdown).toContain("removed in 2.7. Use `v2`.");
  });
});

describe("nothing", () => {
  test.each([
    ["about values that only the chart knows", APP.replace("    interval: 1h", "    inter$0val: 1h")],
    ["about kinds without a schema", "apiVersion: example.com/v1\nkind: Th$0ing\nspec:\n  a: 1\n"],
    ["in a file of another kind", "serv$0ices:\n  web: {}\n"],
    ["between the lines", APP.replace("spec:\n", "$0\nspec:\n")],
    ["behind an alias", `${APP}  postRenderers: *de$0ps\n`],
  ])("%s", (_, text) => {
    expect(hoverAt(text)).toBeUndefined();
  });
});

test("every position of a broken text gets an answer", () => {
  const text = `${APP}  chart: {a: [\n  "x\n\t- y: *z\n`;
  for (let offset = 0; offset <= text.length; offset++) {
    expect(() => hoverAt(`${text.slice(0, offset)}$0${text.slice(offset)}`)).not.toThrow();
  }
});
