import {describe, expect, test} from "vitest";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {helmRelease, repository, run} from "./run.ts";

const folder = repository({"app.yaml": helmRelease()});

describe("a call that can't be carried out says why in one sentence and ends with 2", () => {
  const calls: [args: string[], sentence: string][] = [
    [["chek"], "There is no command `chek`. Did you mean `check`?"],
    [["repair"], "There is no command `repair`. `flux-workbench --help` lists them."],
    [["--versoin"], "There is no option `--versoin`."],
    [["check", "--fx"], "There is no option `--fx`. Did you mean `--fix`?"],
    [["check", "-x"], "There is no option `-x`."],
    [["check", "--fix=yes"], "`--fix` takes no value."],
    [["check", "--format"], "`--format` needs a value. It takes one of text, json, sarif, github."],
    [["check", "--format", "--fix"], "`--format` needs a value. It takes one of text, json, sarif, github."],
    [["check", "--format", "xml"], "`--format` can't be `xml`. It takes one of text, json, sarif, github."],
    [["check", "--flux-version", "3.0"], "`--flux-version` can't be `3.0`. It takes a version such as 2.9."],
    [["check", "absent"], "`absent` can't be checked: no such file or directory."],
    [["check", "/dev/null"], "`/dev/null` can't be checked: neither a file nor a folder."],
    [["explain"], "`explain` takes the id of one rule."],
    [
      ["explain", "schema/unknown-feild"],
      "There is no rule `schema/unknown-feild`. Did you mean `schema/unknown-field`?",
    ],
    [["explain", "x"], "There is no rule `x`. `flux-workbench rules` lists them."],
    [["rules", "schema"], "`rules` takes no arguments."],
  ];
  test.each(calls)("%j", async (args, sentence) => {
    expect(await run(args, folder)).toEqual({code: 2, out: "", err: `flux-workbench: ${sentence}\n`});
  });
});

test("without a command the help goes to stderr", async () => {
  const {code, out, err} = await run([], folder);
  expect({code, out}).toEqual({code: 2, out: ""});
  expect(err).toContain("Usage:");
});

test.each([
  [["--help"]],
  [["check", "--help"]],
  [["refactor", "--help"]],
  [["explain", "--help"]],
  [["rules", "--help"]],
])("%j helps", async (args) => {
  const {code, out, err} = await run(args, folder);
  expect({code, err}).toEqual({code: 0, err: ""});
  expect(out).toContain("Usage:");
});

test("every option of `check` is in its help", async () => {
  const {out} = await run(["check", "--help"], folder);
  for (const option of ["--format text|json|sarif|github", "--fix", "--strict", "--flux-version"]) {
    expect(out).toContain(option);
  }
});

test("behind `--` everything is a path", async () => {
  expect((await run(["check", "--", "--help"], folder)).err).toBe(
    "flux-workbench: `--help` can't be checked: no such file or directory.\n",
  );
});

test("--version prints the version alone", async () => {
  expect(await run(["--version"], folder)).toEqual({code: 0, out: "1.2.3\n", err: ""});
});

test("explain prints the page of every rule", async () => {
  for (const {id} of RULES) {
    const {code, out} = await run(["explain", id], folder);
    expect(code, id).toBe(0);
    expect(out.startsWith(`# ${id}\n`), id).toBe(true);
  }
});

test("rules lists every rule once", async () => {
  const lines = (await run(["rules"], folder)).out.trimEnd().split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual(RULES.map((rule) => rule.id));
});
