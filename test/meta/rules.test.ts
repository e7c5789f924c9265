import {execFileSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {RULE_IDS} from "../../server/src/engine/rules/ids.ts";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {ROOT} from "../support/check.ts";
import {filesBelow} from "./sources.ts";

// The script is plain JavaScript.
const {faultOf, pageSource, ruleSource} = (await import("../../scripts/new-rule.mjs" as string)) as {
  faultOf: (id: string | undefined, areas: readonly string[], exists: (id: string) => boolean) => string | undefined;
  pageSource: (id: string) => string;
  ruleSource: (id: string) => string;
};

const ids = RULES.map(({id}) => id);

describe("rules", () => {
  test("are those of the files, in the order of their ids, each once", () => {
    const files = filesBelow("server/src/engine/rules")
      .filter((file) => file.split("/").length === 6)
      .map((file) => file.replace(/^server\/src\/engine\/rules\/|\.ts$/g, ""));
    expect(ids).toEqual(files.sort());
    expect(RULE_IDS).toEqual(ids);
  });

  test("have a page each, and no page is left over", () => {
    const pages = filesBelow("test/rules", /\.md$/).map((file) => file.replace(/^test\/rules\/|\.md$/g, ""));
    expect(pages).toEqual([...ids].sort());
  });

  test("say in a sentence what they find", () => {
    const unsaid = RULES.filter(({summary}) => !/^[A-Z`].*\.$/.test(summary) || summary.length > 140);
    expect(unsaid.map(({id, summary}) => `${id}: ${summary}`)).toEqual([]);
  });

  test("supersede rules that exist", () => {
    expect(RULES.flatMap(({supersedes}) => supersedes ?? []).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("look only at types that are written as rules write them", () => {
    const types = RULES.flatMap((rule) => ("types" in rule ? (rule.types ?? []) : []));
    expect(types.filter((type) => !/^(?:[a-z0-9.-]+\/)?[A-Z]\w+$|^config$/.test(type))).toEqual([]);
  });

  test("are on all lists; `npm run generate` would change nothing", () => {
    const generate = path.join(ROOT, "scripts/generate.mjs");
    expect(execFileSync(process.execPath, [generate, "--check"], {encoding: "utf8"})).toBe("");
  });
});

describe("a new rule", () => {
  const areas = ["flux", "yaml"];
  const never = () => false;

  test.each([
    [undefined, "Say what the rule is called"],
    ["rule", "is no id"],
    ["flux/", "is no id"],
    ["flux/a/b", "is no id"],
    ["style/line-length", "There is no area `style`; there are flux, yaml."],
    ["flux/NoCamels", "is no name for a rule"],
    ["flux/-dash", "is no name for a rule"],
    ["flux/../escape", "is no id"],
    ["flux/under_score", "is no name for a rule"],
  ])("is not called %s", (id, sentence) => {
    expect(faultOf(id, areas, never)).toContain(sentence);
  });

  test("has a name of its own", () => {
    expect(faultOf("flux/what-is-wrong", areas, never)).toBeUndefined();
    expect(faultOf("flux/what-is-wrong", areas, () => true)).toContain("already");
  });

  test("starts from what the lists can be made of", () => {
    expect(ruleSource("flux/what-is-wrong")).toMatch(
      /^ {2}id: "flux\/what-is-wrong",\n {2}summary: "[^"]+",\n {2}severity: "error",$/m,
    );
    expect(pageSource("flux/what-is-wrong")).toMatch(/^# flux\/what-is-wrong\n/);
  });

  test("can be made on the command line", () => {
    const script = path.join(ROOT, "scripts/new-rule.mjs");
    const refused = () => execFileSync(process.execPath, [script, "nonsense"], {encoding: "utf8", stdio: "pipe"});
    expect(refused).toThrow("`nonsense` is no id");
    expect(fs.existsSync(path.join(ROOT, "server/src/engine/rules/nonsense.ts"))).toBe(false);
  });
});
