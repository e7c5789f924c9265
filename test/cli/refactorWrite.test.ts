import {spawnSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {describe, expect, test, vi} from "vitest";
import {AROUND, CONFIG, call, ingress, textsIn, UNMAPPED, written} from "./ingresses.ts";
import {repository} from "./run.ts";

describe("the diff", () => {
  const files = {
    ...AROUND,
    "docs/kustomization.yaml": "resources:\n  - service.yaml\n  - my ingress.yaml\n  - ünï.yaml\n",
    "docs/my ingress.yaml": ingress(),
    "docs/ünï.yaml": `\ufeff${ingress(80, {name: "two"}).replaceAll("\n", "\r\n").trimEnd()}`,
    "docs/other.yaml": ingress("web", {name: "other"}),
  };

  const isThere = (program: string): boolean => spawnSync(program, ["--version"]).status === 0;

  test.each([
    ["git", ["apply"]],
    ["patch", ["-p1"]],
  ])("is what %s %j makes of all that is printed", async (program, args) => {
    if (!isThere(program)) return expect.soft(program, "not installed; not tried").toBe(program);
    for (const options of [[], ["--new-file"]]) {
      const folder = repository(files);
      const {out} = await call(folder, ...options);
      expect(out).toContain("refused:\n");
      expect(textsIn(folder)).toEqual(Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))));
      spawnSync("git", ["init", "--quiet"], {cwd: folder});
      const {status, stderr} = spawnSync(program, args, {cwd: folder, input: out, encoding: "utf8"});
      expect(status, stderr).toBe(0);
      fs.rmSync(path.join(folder, ".git"), {recursive: true});
      expect(textsIn(folder)).toEqual(await written(files, ...options));
    }
  });
});

describe("--write", () => {
  test("keeps byte order marks, line endings and permissions, and leaves no drafts", async () => {
    const text = `\ufeff${ingress().replaceAll("\n", "\r\n")}`;
    const folder = repository({...AROUND, "docs/a.yaml": text});
    const file = path.join(folder, "docs/a.yaml");
    fs.chmodSync(file, 0o640);
    expect(await call(folder, "--write")).toMatchObject({code: 0, err: ""});
    const after = fs.readFileSync(file, "utf8");
    expect(after).toMatch(/^\ufeffapiVersion: gateway\.networking\.k8s\.io\/v1\r\nkind: HTTPRoute\r\n/);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
    expect(fs.statSync(file).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(path.join(folder, "docs")).sort()).toEqual(["a.yaml", "service.yaml"]);
  });

  test("touches nothing outside of the paths, nor what is ignored", async () => {
    const texts = {"docs/a.yaml": ingress(), "old/a.yaml": ingress(), "other/a.yaml": ingress()};
    const config = `${CONFIG}ignore: ["old/**"]\n`;
    const after = await written({...AROUND, ...texts, ".flux-workbench.yaml": config}, "docs", "old");
    expect(after["old/a.yaml"]).toBe(ingress());
    expect(after["other/a.yaml"]).toBe(ingress());
    expect(after["docs/a.yaml"]).toContain("kind: HTTPRoute\n");
  });

  test("remembers a Gateway that was named", async () => {
    const after = await written(
      {...UNMAPPED, "docs/a.yaml": ingress()},
      "--gateway",
      "internal=network/internal/https",
    );
    expect(after[".flux-workbench.yaml"]).toMatch(/gateways:\s+internal:.*\bnetwork\b/s);
  });

  test("lets each change see the ones before it: files of a kustomization, documents of a file", async () => {
    const two = `${ingress(80, {name: "b"})}---\n${ingress(80, {name: "c"})}`;
    const list = "resources:\n  - service.yaml\n  - a.yaml\n  - two.yaml\n";
    const files = {...AROUND, "docs/kustomization.yaml": list, "docs/a.yaml": ingress(), "docs/two.yaml": two};
    const after = await written(files, "--new-file");
    const routes = Object.keys(after).filter((file) => file.endsWith("httproute.yaml"));
    expect(routes).toHaveLength(3);
    expect(Object.keys(after)).not.toEqual(expect.arrayContaining(["docs/a.yaml", "docs/two.yaml"]));
    const listed = after["docs/kustomization.yaml"]?.match(/[\w-]+\.yaml/g) ?? [];
    expect(listed.map((name) => `docs/${name}`).sort()).toEqual(["docs/service.yaml", ...routes].sort());
  });

  test("writes nothing at all where a file was changed in the meantime", async () => {
    const folder = repository({...AROUND, "docs/a.yaml": ingress(), "docs/b.yaml": ingress(80, {name: "b"})});
    const file = path.join(folder, "docs/b.yaml");
    const theirs = `${ingress(80, {name: "b"})}# theirs\n`;
    const readFile = fs.readFileSync;
    let reads = 0;
    const spy = vi.spyOn(fs, "readFileSync").mockImplementation(((at: string, options: never) => {
      if (at === file && ++reads === 2) fs.writeFileSync(file, theirs);
      return readFile(at, options);
    }) as typeof fs.readFileSync);
    const outcome = await call(folder, "--write");
    spy.mockRestore();
    expect(outcome).toEqual({
      code: 2,
      out: "",
      err: `flux-workbench: ${file}: changed by somebody else in the meantime. Nothing was written.\n`,
    });
    expect(textsIn(folder)).toMatchObject({"docs/a.yaml": ingress(), "docs/b.yaml": theirs});
  });

  test("says how far it came where a file can't be written", async () => {
    const folder = repository({...AROUND, "docs/a.yaml": ingress(), "docs/b.yaml": ingress(80, {name: "b"})});
    const rename = fs.renameSync;
    const spy = vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
      if (to === path.join(folder, "docs/b.yaml"))
        throw new Error(`EROFS: read-only file system, rename '${from}' -> '${to}'`);
      rename(from, to);
    });
    const {code, err} = await call(folder, "--write");
    spy.mockRestore();
    expect({code, err}).toEqual({
      code: 2,
      err: `flux-workbench: ${folder}/docs/b.yaml: read-only file system. 1 of 2 files was written.\n`,
    });
    expect(fs.readdirSync(path.join(folder, "docs")).sort()).toEqual(["a.yaml", "b.yaml", "service.yaml"]);
  });

  test("leaves a file that SOPS has signed as it is", async () => {
    const sealed = `${ingress()}sops:\n  mac: ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]\n  version: 3.9.0\n`;
    const folder = repository({...AROUND, "docs/a.yaml": sealed});
    const {code, out} = await call(folder, "--write");
    expect({code, out}).toEqual({code: 1, out: expect.stringContaining("is encrypted with SOPS")});
    expect(textsIn(folder)["docs/a.yaml"]).toBe(sealed);
  });
});
