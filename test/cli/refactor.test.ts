import fs from "node:fs";
import path from "node:path";
import {stripVTControlCharacters} from "node:util";
import {describe, expect, test} from "vitest";
import {REFACTORINGS} from "../../server/src/engine/refactors/index.ts";
import {AROUND, call, GUARDED, ingress, UNMAPPED} from "./ingresses.ts";
import {repository, run} from "./run.ts";

describe("a call that can't be carried out says why in one sentence and ends with 2", () => {
  const folder = repository({"docs/ingress.yaml": ingress()});
  const calls: [args: string[], sentence: string][] = [
    [["ingres-to-route"], "There is no refactoring `ingres-to-route`. Did you mean `ingress-to-route`?"],
    [["docs"], "There is no refactoring `docs`. `flux-workbench refactor` lists them."],
    [["ingress-to-route", "absent"], "`absent` can't be checked: no such file or directory."],
    [["ingress-to-route", "--writ"], "There is no option `--writ`. Did you mean `--write`?"],
    [["ingress-to-route", "--write=yes"], "`--write` takes no value."],
    [["ingress-to-route", "--gateway"], "`--gateway` needs a value."],
    [["ingress-to-route", "--confirm"], "`--confirm` needs a value."],
    [
      ["ingress-to-route", "--gateway", "internal=main"],
      "`--gateway` can't be `internal=main`. It takes CLASS=NAMESPACE/NAME or CLASS=NAMESPACE/NAME/SECTION.",
    ],
    [
      ["ingress-to-route", "--chart-version", "4"],
      "`--chart-version` can't be `4`. It takes a whole version such as 4.6.1.",
    ],
    [["ingress-to-route", "--format", "sarif"], "`--format` can't be `sarif`. It takes one of text, json."],
  ];
  test.each(calls)("%j", async (args, sentence) => {
    expect(await run(["refactor", ...args], folder)).toEqual({code: 2, out: "", err: `flux-workbench: ${sentence}\n`});
  });
});

test("without an id the refactorings are listed", async () => {
  expect(await run(["refactor"], repository({}))).toEqual({
    code: 0,
    out: REFACTORINGS.map(({id, title}) => `${id}  ${title}.\n`).join(""),
    err: "",
  });
});

test("every option is in the help", async () => {
  const {out} = await run(["refactor", "--help"], repository({}));
  const options = [
    "--write",
    "--gateway",
    "--chart-version",
    "--confirm",
    "--comments",
    "--new-file",
    "--format",
    "--component",
    "--replacement",
    "--set",
    "--endpoint",
  ];
  for (const option of options) expect(out).toContain(`  ${option}`);
});

describe("exit codes", () => {
  test("0 where there is nothing to convert", async () => {
    expect(await call(repository(AROUND))).toEqual({code: 0, out: "There is nothing to convert.\n", err: ""});
  });

  test("0 where all is converted, 1 where something is refused or asked", async () => {
    expect((await call(repository({...AROUND, "docs/a.yaml": ingress()}))).code).toBe(0);
    expect((await call(repository({...AROUND, "docs/a.yaml": ingress("web")}))).code).toBe(1);
    expect((await call(repository({"docs/a.yaml": ingress()}))).code).toBe(1);
  });

  test("2 where a file could not be read, which is said", async () => {
    const folder = repository(AROUND);
    fs.writeFileSync(path.join(folder, "latin1.yaml"), Uint8Array.of(0xe4));
    expect(await call(folder)).toMatchObject({
      code: 2,
      err: `flux-workbench: ${folder}/latin1.yaml was not checked: not UTF-8 text.\n`,
    });
    expect((await call(folder, "docs")).code).toBe(0);
  });
});

describe("the table", () => {
  test("asks each question once, and its options answer it", async () => {
    const folder = repository({
      ...UNMAPPED,
      "docs/a.yaml": ingress(),
      "docs/b.yaml": ingress(80, {name: "b", annotations: GUARDED}),
    });
    const first = (await call(folder)).out;
    const gateway = /^ +(--gateway \S+)/m.exec(first)?.[1];
    expect(first.split(gateway ?? "")).toHaveLength(2);
    const second = (await call(folder, ...(gateway ?? "").split(" "))).out;
    expect(second).toMatch(/needs an answer:\n {2}docs\/b\.yaml: /);
    const confirm = /^ +(--confirm \S+)/m.exec(second)?.[1];
    const answers = `${gateway} ${confirm}`.split(" ");
    expect(await call(folder, ...answers)).toMatchObject({code: 0, out: expect.stringMatching(/2 converted/)});
  });

  test("does not say what another change of the same run settles", async () => {
    const route = (name: string, rule: string) => `apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: ${name}
  namespace: docs
  annotations: {kubernetes.io/ingress.class: internal}
spec:
  entryPoints: [websecure]
  routes: [{kind: Rule, match: "${rule}", services: [{name: wiki, port: 80}]}]
`;
    const other = route("other", "Host(`wiki.example.org`) && Path(`/health`)");
    const folder = repository({
      ...AROUND,
      "docs/a.yaml": route("wiki", "Host(`wiki.example.org`)"),
      "docs/b.yaml": other,
    });
    expect((await call(folder, "docs/a.yaml")).out).toContain("IngressRoute `other` serves `wiki.example.org` too");
    expect((await call(folder)).out).not.toContain("serves `wiki.example.org` too");
  });

  test("names files as seen from the current folder", async () => {
    const folder = repository({...AROUND, "docs/a.yaml": ingress("web")});
    expect((await call(path.join(folder, "docs"))).out).toContain("\n  a.yaml: ");
    expect((await call(path.join(folder, "network"), "../docs")).out).toContain("\n  ../docs/a.yaml: ");
  });

  test("has colours where the terminal has", async () => {
    const folder = repository({...AROUND, "docs/a.yaml": ingress(), "docs/b.yaml": ingress("web", {name: "b"})});
    const {out} = await run(["refactor", "ingress-to-route"], folder, {hasColours: true});
    expect(out).toContain("\u001b[31m-kind: Ingress\u001b[0m\n");
    expect(stripVTControlCharacters(out)).toBe((await call(folder)).out);
  });

  test("is sorted by file", async () => {
    const names = ["docs/b.yaml", "docs/a.yaml", "docs/a-b.yaml", "docs/B.yaml", "docs/a/z.yaml"];
    const files = Object.fromEntries(names.map((file, i) => [file, ingress("web", {name: `n${i}`})]));
    const {out} = await call(repository({...AROUND, ...files}));
    expect([...out.matchAll(/^ {2}(\S+): /gm)].map(([, file]) => file)).toEqual([...names].sort());
  });
});

test("json is exactly what is promised", async () => {
  const folder = repository({
    ...AROUND,
    "docs/a.yaml": ingress(),
    "docs/b.yaml": ingress("web", {name: "b"}),
    "docs/c.yaml": ingress(80, {name: "c", annotations: GUARDED}),
  });
  const {out} = await call(folder, "--format", "json");
  const report = JSON.parse(out);
  expect(report).toEqual({
    version: 1,
    root: folder,
    refactoring: "ingress-to-route",
    written: false,
    outcomes: [
      {file: "docs/a.yaml", name: expect.any(String), result: "converted", notes: expect.any(Array)},
      {file: "docs/b.yaml", name: expect.any(String), result: "refused", reason: expect.stringMatching(/\.$/)},
      {
        file: "docs/c.yaml",
        name: expect.any(String),
        result: "asked",
        asks: expect.stringContaining("nginx.ingress.kubernetes.io/auth-url"),
        choices: [{title: expect.any(String), options: "--confirm nginx.ingress.kubernetes.io/auth-url"}],
      },
    ],
    files: [{file: "docs/a.yaml", change: "changed", diff: expect.stringMatching(/^--- a\/docs\/a\.yaml\n/)}],
  });
  expect(JSON.parse((await call(folder, "--format", "json", "--write")).out)).toMatchObject({written: true});
});
