import fs from "node:fs";
import path from "node:path";
import {afterEach, describe, expect, test, vi} from "vitest";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {helmRelease, repository, run, runJson} from "./run.ts";

const UNKNOWN = helmRelease("  upgrad: {}\n");
const CERTIFICATE = "apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata:\n  name: tls\n";

afterEach(() => vi.restoreAllMocks());

describe("the exit code", () => {
  test("is 0 where nothing is wrong", async () => {
    const folder = repository({"app.yaml": helmRelease()});
    expect(await run(["check"], folder)).toEqual({
      code: 0,
      out: "Checked 1 document in 1 file: no findings.\n",
      err: "",
    });
  });

  test("is 1 for an error", async () => {
    expect((await run(["check"], repository({"app.yaml": UNKNOWN}))).code).toBe(1);
  });

  test("is 0 for a warning, and 1 with --strict", async () => {
    const folder = repository({
      "app.yaml": UNKNOWN,
      ".flux-workbench.yaml": "rules:\n  schema/unknown-field: warning\n",
    });
    expect((await run(["check"], folder)).code).toBe(0);
    expect((await run(["check", "--strict"], folder)).code).toBe(1);
  });

  test("is 0 for a kind without a schema, and 1 with --strict", async () => {
    const folder = repository({"tls.yaml": CERTIFICATE});
    const {code, out} = await run(["check"], folder);
    expect(code).toBe(0);
    expect(out).toBe(
      "Checked 0 documents in 1 file: no findings. Skipped 1: 1 of a kind without a schema (--strict fails at them).\n",
    );
    expect((await run(["check", "--strict"], folder)).code).toBe(1);
  });

  test("is 2 when a rule fails, and everything else goes on", async () => {
    const rule = RULES.find(({id}) => id === "yaml/duplicate-key");
    if (!rule || !("checkFile" in rule)) throw new Error("the rule is gone");
    vi.spyOn(rule, "checkFile").mockImplementation(() => {
      throw new Error("out of luck");
    });
    const folder = repository({"app.yaml": UNKNOWN});
    const {code, out, err} = await run(["check"], folder);
    expect(code).toBe(2);
    expect(out).toContain("error[schema/unknown-field] app.yaml:10:3");
    expect(err).toBe(
      `flux-workbench: the rule yaml/duplicate-key failed in ${folder}/app.yaml (Error: out of luck). ` +
        "This is a mistake in Flux Workbench.\n",
    );
  });
});

describe("what is reported", () => {
  const files = {
    "apps/podinfo/app.yaml": UNKNOWN,
    "apps/grafana/app.yaml": UNKNOWN,
    "notes/app.txt": UNKNOWN,
    "drafts/app.yaml": UNKNOWN,
    "archive/app.yaml": UNKNOWN,
    ".gitignore": "drafts/\n",
    ".flux-workbench.yaml": 'ignore: ["archive/**"]\n',
  };
  const folder = repository(files);
  const found = async (args: readonly string[], cwd = folder): Promise<string[]> =>
    (await runJson(args, cwd)).report.findings.map(({file}) => file);

  test("is the current folder by default", async () => {
    expect(await found([])).toEqual(["apps/grafana/app.yaml", "apps/podinfo/app.yaml"]);
    expect(await found([], path.join(folder, "apps/podinfo"))).toEqual(["apps/podinfo/app.yaml"]);
  });

  test("is what the paths name, once, in the order of the paths of the files", async () => {
    expect(await found(["apps/podinfo", "apps/grafana/app.yaml", "apps"])).toEqual([
      "apps/grafana/app.yaml",
      "apps/podinfo/app.yaml",
    ]);
  });

  test("is not a folder whose name only begins alike", async () => {
    const twins = repository({"app/a.yaml": UNKNOWN, "apps/b.yaml": UNKNOWN});
    expect(await found(["app"], twins)).toEqual(["app/a.yaml"]);
  });

  test("is a named file that Git ignores, or that has another ending", async () => {
    expect(await found(["drafts/app.yaml", "notes/app.txt"])).toEqual(["drafts/app.yaml", "notes/app.txt"]);
  });

  test("is never a file that the repository ignores", async () => {
    const {code, report} = await runJson(["archive/app.yaml"], folder);
    expect(code).toBe(0);
    expect(report.skipped).toEqual([{file: "archive/app.yaml", reason: "ignored by .flux-workbench.yaml"}]);
  });

  test("takes the rest of the repository into account", async () => {
    // The file is a patch only for the kustomization in the other folder; as an object it would lack fields.
    const patched = repository({
      "base/patch.yaml":
        "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: podinfo\nspec: {}\n",
      "apps/kustomization.yaml": "resources: []\npatches:\n  - path: ../base/patch.yaml\n",
    });
    expect((await runJson(["base"], patched)).report.findings).toEqual([]);
    fs.rmSync(path.join(patched, "apps/kustomization.yaml"));
    expect((await runJson(["base"], patched)).report.findings.map(({rule}) => rule)).toContain("schema/missing-field");
  });

  test("follows a symbolic link that is named", async () => {
    const link = path.join(repository({}), "link");
    fs.symlinkSync(path.join(folder, "apps/podinfo"), link);
    expect(await found([link])).toEqual(["apps/podinfo/app.yaml"]);
  });

  test("lies in one repository", async () => {
    const other = repository({"app.yaml": UNKNOWN});
    expect(await run(["check", "apps", other], folder)).toEqual({
      code: 2,
      out: "",
      err: `flux-workbench: \`${other}\` is not in \`${folder}\`, the repository of \`apps\`.\n`,
    });
  });
});

test("--flux-version goes before the configuration", async () => {
  // What a version changes is the rules' business; here it only has to arrive.
  const folder = repository({"app.yaml": helmRelease(), ".flux-workbench.yaml": 'flux: "2.8"\n'});
  expect((await run(["check", "--flux-version", "2.7"], folder)).code).toBe(0);
  expect((await run(["check", "--flux-version=v2.7.3"], folder)).code).toBe(0);
});

test("a schema in the repository that a document names is used for its kind", async () => {
  const schema = {type: "object", properties: {spec: {type: "object", required: ["secretName"]}}};
  const folder = repository({
    "tls.yaml": `# yaml-language-server: $schema=./schemas/certificate.json\n${CERTIFICATE}spec: {}\n`,
    "schemas/certificate.json": JSON.stringify(schema),
  });
  const {report} = await runJson([], folder);
  expect(report).toMatchObject({
    documents: 1,
    skipped: [],
    findings: [{rule: "schema/missing-field", file: "tls.yaml"}],
  });
});
