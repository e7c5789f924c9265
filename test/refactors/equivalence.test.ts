import {describe, expect, test} from "vitest";
import {comments, commentsInBlocks, hasIngress, lost, withoutBlocks, withoutDocuments} from "./equivalence/bytes.ts";
import {type Case, goldIds, HAS_CASES, readCases} from "./equivalence/cases.ts";
import {type Converted, convert} from "./equivalence/convert.ts";
import {routingOf} from "./routing/routing.ts";
import type {Routing} from "./routing/table.ts";

const cases = HAS_CASES ? readCases() : [];
const gold = HAS_CASES ? goldIds() : new Set<string>();

/** What owners got wrong and had to repair: the checker must see it, and no conversion may repeat it. */
const MISTAKES: Readonly<Record<string, string>> = {
  "151": "an explicit rule is required",
  "153": "an explicit rule is required",
  "154": "an explicit rule is required",
  "155": "| 50413",
  "156": "an explicit rule is required",
  "159": "the chart knows no identifier",
  "161": "port http is no number",
  "168": "no rules, nothing answers",
  "169": "no rules, nothing answers",
  "173": "a rule without backends",
  "183": "no enabled service main",
};

const results = new Map<string, Promise<Converted>>();
function resultOf(one: Case): Promise<Converted> {
  const known = results.get(one.id) ?? convert(one);
  results.set(one.id, known);
  return known;
}

function before(one: Case): Routing {
  return routingOf(one.before, {version: one.version ?? "4.4.0"});
}

async function after(one: Case): Promise<Routing> {
  const {files} = await resultOf(one);
  const texts = [...files].filter(([file]) => !file.startsWith("flux/") && !file.startsWith("."));
  return routingOf(texts.map(([, text]) => text).join("\n---\n"), {version: one.version ?? "4.4.0"});
}

if (!HAS_CASES) test.skip("the real conversions: there is no folder ../shared/cases");

describe.skipIf(!HAS_CASES)("real conversions", () => {
  test.each(cases.map((one) => [one.id, one] as const))(
    "%s: the routing is the same, and so is the rest",
    async (_, one) => {
      const {files, reasons, outcomes} = await resultOf(one);
      const [was, is] = [before(one), await after(one)];
      expect(is.rows).toEqual(was.rows);
      expect(lost(is.problems, was.problems)).toEqual([]);
      expectTheRest(one, files);
      const isDone = outcomes.length > 0 && reasons.length === 0;
      if (isDone)
        expect([...files.values()].filter((text) => hasIngress(text) || /^kind: Ingress/m.test(text))).toEqual([]);
      if (gold.has(one.id)) expect({isDone, reasons}).toEqual({isDone: true, reasons: []});
    },
  );

  test("what is not converted has a reason that somebody has read", async () => {
    const lines: string[] = [];
    for (const one of cases) lines.push(lineOf(one, await resultOf(one)));
    await expect(`${HEAD}${lines.join("")}`).toMatchFileSnapshot("equivalence.md");
  });

  const owned = cases.filter(({id}) => id in MISTAKES).map((one) => [one.id, one] as const);
  test.each(owned)("%s: what its owner got wrong is seen", (id, one) => {
    const routing = routingOf(one.after ?? "", {version: one.versionAfter ?? one.version ?? ""});
    expect([...routing.rows, ...routing.problems].join("\n")).toContain(MISTAKES[id]);
    expect(routing).not.toEqual(before(one));
  });
});

/** Outside of what is converted nothing changes, and no comment is lost. */
function expectTheRest(one: Case, files: ReadonlyMap<string, string>): void {
  const text = files.get(one.path) ?? "";
  if (one.before.includes("kind: HelmRelease")) {
    expect(withoutBlocks(text)).toBe(withoutBlocks(one.before));
    expect(lost(commentsInBlocks(one.before), comments(text))).toEqual([]);
    return;
  }
  const everything = [...files].filter(([file]) => !file.startsWith("flux/")).map(([, each]) => each);
  expect(lost(comments(one.before), everything.flatMap(comments))).toEqual([]);
  if (files.has(one.path)) expect(withoutDocuments(text, KINDS)).toBe(withoutDocuments(one.before, KINDS));
}

/** What manifests are converted from and to. */
const KINDS = ["Ingress", "IngressRoute", "HTTPRoute"];

const HEAD = `# What becomes of real ingresses

\`equivalence.test.ts\` converts them and writes this table: the routing of all that are converted is the same as before.
Names in the reasons are left out. To write it anew: \`npx vitest run test/refactors/equivalence.test.ts --update\`.

| case | result | why |
|---|---|---|
`;

function lineOf({id}: Case, {outcomes, reasons, confirmed}: Converted): string {
  const converted = outcomes.length - reasons.length;
  const words = [
    converted > 0 ? `${converted} converted${confirmed.length > 0 ? ", confirmed" : ""}` : "",
    reasons.length > 0 ? `${reasons.length} refused` : "",
  ].filter(Boolean);
  return `| ${id} | ${words.join("; ") || "nothing to convert"} | ${[...new Set(reasons.map(withoutNames))].join(" ")} |\n`;
}

/** A sentence without what it quotes of a repository. */
function withoutNames(sentence: string): string {
  return sentence.replace(/`([^`]*)`/g, (whole, quoted: string) => (OURS.test(quoted) ? whole : "`…`"));
}

const OURS =
  /^(?:nginx\.ingress\.kubernetes\.io\/.*|scheme|https|version|tag|ingressClassName|\.flux-workbench\.yaml)$/;
