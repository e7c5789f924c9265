import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {afterAll} from "vitest";
import {main} from "../../server/src/cli/main.ts";
import {ROOT} from "../support/check.ts";

/** What a call printed and how it ended. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Calls the command line inside this process. */
export async function run(
  args: readonly string[],
  cwd: string,
  options: {hasColours?: boolean; env?: object} = {},
): Promise<Outcome> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    cwd,
    env: {...options.env},
    hasColours: options.hasColours ?? false,
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    schemas: path.join(ROOT, "schemas/generated"),
    pages: [path.join(ROOT, "test/rules")],
    version: "1.2.3",
  });
  return {code, out: out.join(""), err: err.join("")};
}

/** What `--format json` prints, parsed. */
export async function runJson(args: readonly string[], cwd: string): Promise<Outcome & {report: JsonReport}> {
  const outcome = await run(["check", "--format", "json", ...args], cwd);
  return {...outcome, report: JSON.parse(outcome.out) as JsonReport};
}

export interface JsonReport {
  version: number;
  root: string;
  files: number;
  documents: number;
  skipped: {file: string; reason: string}[];
  findings: {
    rule: string;
    severity: string;
    file: string;
    range: {start: {line: number; character: number}; end: {line: number; character: number}};
    message: string;
    fixes: {title: string; safe: boolean}[];
  }[];
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, {recursive: true, force: true});
});

/** A folder with these files that is gone after the tests. A repository of its own: it has a `.git`. */
export function repository(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "flux-workbench-")));
  folders.push(folder);
  fs.mkdirSync(path.join(folder, ".git"));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
    fs.writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** A HelmRelease that is as it should be. `extra` goes below `spec`. */
export function helmRelease(extra = "", name = "podinfo"): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: podinfo
${extra}`;
}
