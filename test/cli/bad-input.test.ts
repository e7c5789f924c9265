import fs from "node:fs";
import path from "node:path";
import {afterEach, expect, test, vi} from "vitest";
import {helmRelease, repository, run, runJson} from "./run.ts";

const UNKNOWN = helmRelease("  upgrad: {}\n");
const FOUND = ["app.yaml schema/unknown-field"];

afterEach(() => vi.restoreAllMocks());

/** Checks a folder that holds `app.yaml` with an error beside something bad: the error has to be found all the same. */
async function checkBeside(folder: string): Promise<{code: number; err: string; skipped: unknown}> {
  const {code, err, report} = await runJson([], folder);
  expect(report.findings.map(({file, rule}) => `${file} ${rule}`)).toEqual(FOUND);
  return {code, err, skipped: report.skipped};
}

test("a file that is not UTF-8", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "latin1.yaml": Uint8Array.of(0x61, 0x3a, 0x20, 0xe4, 0x0a)});
  expect(await checkBeside(folder)).toEqual({
    code: 2,
    err: `flux-workbench: ${folder}/latin1.yaml was not checked: not UTF-8 text.\n`,
    skipped: [{file: "latin1.yaml", reason: "not UTF-8 text"}],
  });
});

test("a file in UTF-16", async () => {
  const text = Buffer.from(`\ufeff${UNKNOWN}`, "utf16le");
  const folder = repository({"app.yaml": UNKNOWN, "windows.yaml": text});
  expect((await checkBeside(folder)).err).toBe(
    `flux-workbench: ${folder}/windows.yaml was not checked: not UTF-8 text.\n`,
  );
});

test("a file of 10 MB, unless it is ignored", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "crds.yaml": "a: b\n".repeat(2_000_000)});
  expect(await checkBeside(folder)).toMatchObject({
    code: 2,
    err: `flux-workbench: ${folder}/crds.yaml was not checked: larger than 2 MB.\n`,
  });
  fs.writeFileSync(path.join(folder, ".flux-workbench.yaml"), "ignore: [crds.yaml]\n");
  expect(await checkBeside(folder)).toMatchObject({code: 1, err: ""});
});

test("a file of 100,000 lines is checked to its end", async () => {
  const data = Array.from({length: 100_000}, (_, i) => `  k${i}: v\n`).join("");
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large\ndata:\n${data}daat: {}\n`;
  const started = performance.now();
  const {report} = await runJson([], repository({"large.yaml": text}));
  expect(report.findings.map(({rule, range}) => [rule, range.start.line])).toEqual([["schema/unknown-field", 100_005]]);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test("aliases that multiply", async () => {
  const levels = Array.from({length: 30}, (_, i) => `  l${i + 1}: &l${i + 1} [*l${i}, *l${i}]\n`).join("");
  const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: bomb\ndata:\n  l0: &l0 x\n${levels}`;
  const folder = repository({"app.yaml": helmRelease(), "bomb.yaml": bomb});
  const {code, report} = await runJson([], folder);
  expect(code).toBe(1);
  expect(report.findings.map(({file, rule}) => `${file} ${rule}`)).toContain("bomb.yaml yaml/unresolvable-alias");
});

test("loops of symbolic links", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "apps/kustomization.yaml": "resources: []\n"});
  fs.symlinkSync("..", path.join(folder, "apps/loop"));
  fs.symlinkSync("self.yaml", path.join(folder, "apps/self.yaml"));
  expect(await checkBeside(folder)).toEqual({
    code: 1,
    err: "",
    skipped: [{file: "apps/self.yaml", reason: "symbolic link"}],
  });
  expect(await run(["check", "apps/self.yaml"], folder)).toEqual({
    code: 2,
    out: "",
    err: "flux-workbench: `apps/self.yaml` can't be checked: too many symbolic links encountered.\n",
  });
});

test("a folder that can't be read", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "secret/app.yaml": UNKNOWN});
  // Permissions do not hold back root, so the refusal is played.
  const readdir = fs.readdirSync;
  vi.spyOn(fs, "readdirSync").mockImplementation(((at: string, options: never) => {
    if (at !== path.join(folder, "secret")) return readdir(at, options);
    throw Object.assign(new Error(`EACCES: permission denied, scandir '${at}'`), {code: "EACCES"});
  }) as typeof fs.readdirSync);
  expect(await checkBeside(folder)).toEqual({
    code: 2,
    err: `flux-workbench: ${folder}/secret was not checked: can't be read: permission denied.\n`,
    skipped: [{file: "secret", reason: "can't be read: permission denied"}],
  });
});

test("a file that can't be read", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "locked.yaml": UNKNOWN});
  const read = fs.readFileSync;
  vi.spyOn(fs, "readFileSync").mockImplementation(((at: string, options: never) => {
    if (at !== path.join(folder, "locked.yaml")) return read(at, options);
    throw Object.assign(new Error(`EACCES: permission denied, open '${at}'`), {code: "EACCES"});
  }) as typeof fs.readFileSync);
  expect((await checkBeside(folder)).err).toBe(
    `flux-workbench: ${folder}/locked.yaml was not checked: can't be read: permission denied.\n`,
  );
});

test("a file that is deleted while the repository is read", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "gone.yaml": UNKNOWN});
  const stat = fs.statSync;
  vi.spyOn(fs, "statSync").mockImplementation(((at: string, options: never) => {
    if (at === path.join(folder, "gone.yaml")) fs.rmSync(at, {force: true});
    return stat(at, options);
  }) as typeof fs.statSync);
  expect(await checkBeside(folder)).toEqual({code: 1, err: "", skipped: []});
});

test("a repository without files", async () => {
  const folder = repository({});
  expect(await run(["check"], folder)).toEqual({
    code: 0,
    out: `There are no YAML files to check in ${folder}.\n`,
    err: "",
  });
});

test("files without contents", async () => {
  const folder = repository({
    "app.yaml": UNKNOWN,
    "empty.yaml": "",
    "bom.yaml": "\ufeff",
    "marker.yaml": "---\n",
  });
  expect(await checkBeside(folder)).toMatchObject({code: 1, err: ""});
});

test("a .flux-workbench.yaml that is no YAML", async () => {
  const folder = repository({"apps/app.yaml": UNKNOWN, ".flux-workbench.yaml": "rules: [\n"});
  const {code, out, err} = await run(["check", "apps"], folder);
  expect(code).toBe(2);
  expect(out).toContain("error[schema/unknown-field] apps/app.yaml");
  expect(err).toBe(
    `flux-workbench: ${folder}/.flux-workbench.yaml has errors; what is wrong in it is left at its default.\n`,
  );
});

test("a .flux-workbench.yaml with a wrong value keeps the rest of what it says", async () => {
  const folder = repository({"app.yaml": UNKNOWN, ".flux-workbench.yaml": "gateways: 7\nignore: [app.yaml]\n"});
  const {code, report} = await runJson([], folder);
  expect(code).toBe(2);
  expect(report.findings.map(({file}) => file)).toEqual([".flux-workbench.yaml"]);
  expect(report.skipped).toEqual([{file: "app.yaml", reason: "ignored by .flux-workbench.yaml"}]);
});

test("Windows line endings and a byte order mark", async () => {
  const folder = repository({"app.yaml": `\ufeff${UNKNOWN.replaceAll("\n", "\r\n")}`});
  const {report} = await runJson([], folder);
  expect(report.findings.map(({range}) => range)).toEqual([
    {start: {line: 9, character: 2}, end: {line: 9, character: 8}},
  ]);
  const {out} = await run(["check"], folder);
  expect(out).not.toContain("\r");
});

test("text that is no YAML at all", async () => {
  const folder = repository({"app.yaml": UNKNOWN, "noise.yaml": "\u0000\u0001{[}:\t- %&*!|>'\"\n@`"});
  expect((await checkBeside(folder)).code).toBe(1);
});
