import path from "node:path";
import {pathToFileURL} from "node:url";
import {stripVTControlCharacters} from "node:util";
import {describe, expect, test} from "vitest";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {ROOT} from "../support/check.ts";
import {helmRelease, repository, run, runJson} from "./run.ts";

/** A wrong key behind an emoji, which is two UTF-16 units, in a folder whose name has to be escaped. */
const folder = repository({
  "apps, 100%/app.yaml": helmRelease('  upgrade: {"🚀": 1}\n'),
  "tls.yaml": "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata:\n  name: tls\n",
});

describe("text", () => {
  test("shows places as seen from the current folder", async () => {
    const {out} = await run(["check", ".."], path.join(folder, "apps, 100%"));
    expect(out).toContain('error[schema/unknown-field] app.yaml:10:13\n10 |   upgrade: {"🚀": 1}\n');
  });

  test("has colours where the terminal has", async () => {
    const {out} = await run(["check"], folder, {hasColours: true});
    expect(out).toContain(
      "\u001b[1;31merror[schema/unknown-field]\u001b[0m \u001b[1mapps, 100%/app.yaml:10:13\u001b[0m",
    );
    // Without the escape sequences it is the same text.
    expect(stripVTControlCharacters(out)).toBe((await run(["check"], folder)).out);
  });

  test("ends with one line that sums up", async () => {
    expect((await run(["check"], folder)).out.trimEnd().split("\n").at(-1)).toBe(
      "Checked 1 document in 2 files: 1 error. Skipped 1: 1 of a kind without a schema (--strict fails at them).",
    );
  });
});

test("json is exactly what is promised", async () => {
  const {report} = await runJson([], folder);
  expect(report).toEqual({
    version: 1,
    root: folder,
    files: 2,
    documents: 1,
    skipped: [{file: "tls.yaml", reason: "no schema for cert-manager.io/v1/Certificate"}],
    findings: [
      {
        rule: "schema/unknown-field",
        severity: "error",
        file: "apps, 100%/app.yaml",
        range: {start: {line: 9, character: 12}, end: {line: 9, character: 16}},
        message: "HelmRelease has no field `🚀` in `spec.upgrade`; the API server rejects it.",
        fixes: [],
      },
    ],
  });
});

test("json lists the fixes of a finding", async () => {
  const {report} = await runJson([], repository({"app.yaml": helmRelease("  upgrad: {}\n")}));
  expect(report.findings.map(({fixes}) => fixes)).toEqual([
    [
      {title: "Rename to `upgrade`", safe: false},
      {title: "Remove `upgrad`", safe: false},
    ],
  ]);
});

describe("sarif", async () => {
  const log = JSON.parse((await run(["check", "--format", "sarif"], folder)).out);
  const [result] = log.runs[0].results;

  test("names the place in UTF-16 columns, relative to the root", async () => {
    expect(log.version).toBe("2.1.0");
    expect(log.runs[0].columnKind).toBe("utf16CodeUnits");
    expect(log.runs[0].originalUriBaseIds.ROOT.uri).toBe(pathToFileURL(`${folder}/`).href);
    expect(result.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: {uri: "apps%2C%20100%25/app.yaml", uriBaseId: "ROOT"},
          region: {startLine: 10, startColumn: 13, endLine: 10, endColumn: 17},
        },
      },
    ]);
  });

  test("describes every rule, with a link to its page", async () => {
    const {rules} = log.runs[0].tool.driver;
    expect(rules.map((rule: {id: string}) => rule.id)).toEqual(RULES.map(({id}) => id));
    for (const rule of rules) {
      expect(rule.helpUri).toBe(pathToFileURL(path.join(ROOT, "test/rules", `${rule.id}.md`)).href);
      expect(rule.fullDescription.text.length, rule.id).toBeGreaterThan(20);
      expect(rule.fullDescription.text, rule.id).not.toContain("```");
    }
    expect(rules[result.ruleIndex].id).toBe(result.ruleId);
  });

  test("says what could not be checked", async () => {
    const broken = repository({"latin1.yaml": Uint8Array.of(0xe4)});
    const {invocations} = JSON.parse((await run(["check", "--format", "sarif"], broken)).out).runs[0];
    expect(invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: "error",
            message: {text: "Not checked: not UTF-8 text."},
            locations: [{physicalLocation: {artifactLocation: {uri: "latin1.yaml", uriBaseId: "ROOT"}}}],
          },
        ],
      },
    ]);
  });
});

describe("github", () => {
  const call = async (env = {}, cwd = folder): Promise<string> =>
    (await run(["check", "--format", "github", folder], cwd, {env})).out;

  test("escapes what would end a property", async () => {
    expect(await call()).toBe(
      "::error file=apps%2C 100%25/app.yaml,line=10,endLine=10,col=13,endColumn=17,title=schema/unknown-field::" +
        "HelmRelease has no field `🚀` in `spec.upgrade`; the API server rejects it.\n",
    );
  });

  test("names files as seen from the checkout", async () => {
    const above = path.dirname(folder);
    expect(await call({GITHUB_WORKSPACE: above}, "/")).toContain(`file=${path.basename(folder)}/apps`);
  });
});
