import fs from "node:fs";
import path from "node:path";
import {expect, test, vi} from "vitest";
import {helmRelease, repository, run} from "./run.ts";

/** `suspend` is a boolean; the fix takes the quotes away. */
const WRONG = helmRelease('  suspend: "true" # for now\n');
const RIGHT = helmRelease("  suspend: true # for now\n");

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), "utf8");

test("--fix writes what is safe to fix, says so, and reports what is left", async () => {
  const folder = repository({"apps/a.yaml": WRONG, "apps/b.yaml": helmRelease("  upgrad: {}\n")});
  expect(await run(["check", "--fix"], folder)).toMatchObject({
    code: 1,
    err: "Fixed 1 finding in apps/a.yaml: schema/wrong-type.\n",
    out: expect.stringMatching(/^error\[schema\/unknown-field\] apps\/b\.yaml:10:3\n[^[]*$/),
  });
  expect(read(folder, "apps/a.yaml")).toBe(RIGHT);
  expect(fs.readdirSync(path.join(folder, "apps"))).toEqual(["a.yaml", "b.yaml"]);
});

test("a second run changes nothing", async () => {
  const folder = repository({"app.yaml": WRONG});
  expect((await run(["check", "--fix"], folder)).code).toBe(0);
  expect(await run(["check", "--fix"], folder)).toEqual({
    code: 0,
    out: "Checked 1 document in 1 file: no findings.\n",
    err: "",
  });
});

test("byte order mark, Windows line endings and permissions stay", async () => {
  const windows = (text: string): string => `\ufeff${text.replaceAll("\n", "\r\n")}`;
  const folder = repository({"app.yaml": windows(WRONG)});
  fs.chmodSync(path.join(folder, "app.yaml"), 0o640);
  expect((await run(["check", "--fix"], folder)).code).toBe(0);
  expect(read(folder, "app.yaml")).toBe(windows(RIGHT));
  expect(fs.statSync(path.join(folder, "app.yaml")).mode & 0o777).toBe(0o640);
});

test("files outside the paths stay as they are", async () => {
  const folder = repository({"apps/app.yaml": WRONG, "other/app.yaml": WRONG});
  expect((await run(["check", "--fix", "apps"], folder)).code).toBe(0);
  expect(read(folder, "apps/app.yaml")).toBe(RIGHT);
  expect(read(folder, "other/app.yaml")).toBe(WRONG);
});

test("a file of which SOPS has encrypted a part stays as it is", async () => {
  const secret = `apiVersion: v1
kind: Secret
metadata:
  name: podinfo
stringData:
  token: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]
sops:
  mac: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]
  version: 3.9.0
`;
  const text = `${WRONG}---\n${secret}`;
  const folder = repository({"app.sops.yaml": text});
  const {code, err} = await run(["check", "--fix"], folder);
  expect({code, err}).toEqual({code: 1, err: ""});
  expect(read(folder, "app.sops.yaml")).toBe(text);
});

test("a suppressed finding is not fixed", async () => {
  const text = helmRelease('  suspend: "true" # flux-workbench: ignore schema/wrong-type\n');
  const folder = repository({"app.yaml": text});
  expect((await run(["check", "--fix"], folder)).code).toBe(0);
  expect(read(folder, "app.yaml")).toBe(text);
});

test("a file that somebody else changes in the meantime stays as they wrote it", async () => {
  const folder = repository({"app.yaml": WRONG});
  const file = path.join(folder, "app.yaml");
  const readFile = fs.readFileSync;
  const theirs = `${WRONG}  timeout: 5m\n`;
  let reads = 0;
  const spy = vi.spyOn(fs, "readFileSync").mockImplementation(((at: string, options: never) => {
    if (at === file && ++reads === 2) fs.writeFileSync(file, theirs);
    return readFile(at, options);
  }) as typeof fs.readFileSync);
  const {code, err} = await run(["check", "--fix"], folder);
  spy.mockRestore();
  expect({code, err}).toEqual({
    code: 2,
    err: `flux-workbench: ${file} was not fixed: changed by somebody else in the meantime.\n`,
  });
  expect(read(folder, "app.yaml")).toBe(theirs);
});

test("a file that can't be written is told, and the others are fixed", async () => {
  const folder = repository({"a.yaml": WRONG, "b.yaml": WRONG});
  const rename = fs.renameSync;
  const spy = vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
    if (to === path.join(folder, "a.yaml"))
      throw new Error(`EROFS: read-only file system, rename '${from}' -> '${to}'`);
    rename(from, to);
  });
  const {code, err} = await run(["check", "--fix"], folder);
  spy.mockRestore();
  expect({code, err}).toEqual({
    code: 2,
    err:
      "Fixed 1 finding in b.yaml: schema/wrong-type.\n" +
      `flux-workbench: ${folder}/a.yaml was not fixed: read-only file system.\n`,
  });
  expect(fs.readdirSync(folder).sort()).toEqual([".git", "a.yaml", "b.yaml"]);
  expect([read(folder, "a.yaml"), read(folder, "b.yaml")]).toEqual([WRONG, RIGHT]);
});
