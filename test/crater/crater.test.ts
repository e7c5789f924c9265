import {spawnSync} from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import {expect, test} from "vitest";
import {helmRelease, repository} from "../cli/run.ts";
import {ROOT} from "../support/check.ts";

const WRONG = helmRelease("  upgrad: {}\n");

/** Runs the script on folders, with expectations of its own. */
function crater(expectations: string, ...args: readonly string[]): {status: number | null; out: string} {
  return craterWith(process.env.PATH, expectations, ...args);
}

/** The same with other programs within reach. */
function craterWith(programs: string | undefined, ...args: readonly string[]): {status: number | null; out: string} {
  const script = path.join(ROOT, "test/crater/crater.mjs");
  const env = {...process.env, PATH: programs};
  const {status, stdout} = spawnSync(process.execPath, [script, "--expectations", ...args], {encoding: "utf8", env});
  return {status, out: stdout};
}

test("a folder that is absent is skipped, visibly", () => {
  const {status, out} = crater(repository({}), "/nowhere/ops");
  expect({status, out}).toEqual({
    status: 0,
    out: "ops: skipped, there is no folder /nowhere/ops.\n\n0 passed, 0 failed, 1 skipped\n",
  });
});

test("what is found is held against what was written down", () => {
  const folder = repository({"app.yaml": WRONG});
  const name = path.basename(folder);
  const expectations = repository({});
  expect(crater(expectations, folder)).toMatchObject({
    status: 1,
    out: expect.stringContaining("nothing is expected of this folder yet"),
  });

  // What is written down lacks the reason why the error is one.
  expect(crater(expectations, "--update", folder)).toMatchObject({
    status: 1,
    out: expect.stringContaining("why is this an error? app.yaml:10 schema/unknown-field"),
  });
  const file = path.join(expectations, `${name}.json`);
  const expected = JSON.parse(fs.readFileSync(file, "utf8"));
  expect(expected).toEqual({
    files: 1,
    documents: 1,
    skipped: 0,
    findings: {error: {"schema/unknown-field": 1}},
    errors: {"app.yaml:10 schema/unknown-field": {why: ""}},
  });
  expected.errors["app.yaml:10 schema/unknown-field"].why = "The field is called upgrade.";
  fs.writeFileSync(file, JSON.stringify(expected));
  expect(crater(expectations, folder)).toMatchObject({
    status: 0,
    out: expect.stringContaining(`${name}: as expected.`),
  });

  fs.writeFileSync(path.join(folder, "app.yaml"), helmRelease("  instal: {}\n  upgrad: {}\n"));
  const {status, out} = crater(expectations, folder);
  expect(status).toBe(1);
  expect(out).toContain("  error schema/unknown-field: 1 expected, 2 found\n");
  expect(out).toContain("  app.yaml:11 schema/unknown-field: not expected, an error found\n");
  expect(out).toMatch(/0 passed, 1 failed, 0 skipped\n$/);
});

// Windows starts no script by its first line.
test.skipIf(process.platform === "win32")(
  "what our graph builds is held against kustomize",
  () => {
    const folder = repository({
      "kustomization.yaml": "namespace: media\nresources: [./app.yaml]\n",
      "app.yaml": helmRelease(),
    });
    const [right, other] = ["media", "apps"].map((namespace) =>
      kustomize(helmRelease().replace("name: podinfo", `name: podinfo\n  namespace: ${namespace}`)),
    );
    const expectations = repository({});
    expect(craterWith(right, expectations, "--update", folder)).toMatchObject({status: 0});
    const name = path.basename(folder);
    expect(craterWith(right, expectations, folder).out).toContain(
      `${name} beside kustomize: as expected. 1 objects in 1 of 1 folders: 0 differences.`,
    );
    const {status, out} = craterWith(other, expectations, folder);
    expect(status).toBe(1);
    expect(out).toContain(
      "  .: only kustomize builds helm.toolkit.fluxcd.io/HelmRelease apps/podinfo: not expected, a difference found\n",
    );
    expect(craterWith(repository({}), expectations, folder)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/neither kustomize nor kubectl is on the PATH.*\n\n1 passed, 0 failed, 1 skipped\n$/s),
    });
  },
  60_000,
);

/** A folder for the PATH with a `kustomize` that prints always the same. */
function kustomize(output: string): string {
  const folder = repository({kustomize: `#!${process.execPath}\nconsole.log(${JSON.stringify(output)});\n`});
  fs.chmodSync(path.join(folder, "kustomize"), 0o755);
  return folder;
}
