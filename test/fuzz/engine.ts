import type {Finding} from "../../server/src/engine/finding.ts";
import {safeFixes} from "../../server/src/engine/rules/fixAll.ts";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import type {Random} from "../generator/random.ts";
import {schemas, workspaceOf} from "../support/check.ts";
import type {Failure} from "./failure.ts";
import {mutate} from "./mutate.ts";
import type {Original} from "./originals.ts";

/** What one document may take, many times what it takes on a machine that does something else too. */
const BUDGET_MS = 5000;
/** Files of one workspace, and changes to them before it is held against a fresh one. */
const FILES = 8;
const CHANGES = 20;

/** Changes the files of a small workspace at random and checks after each change; the first failure ends the round. */
export function fuzzEngine(originals: readonly Original[], random: Random): Failure | undefined {
  const texts = new Map<string, string>();
  while (texts.size < Math.min(FILES, originals.length)) {
    const {path, text} = random.pick(originals);
    texts.set(path, text);
  }
  const workspace = workspaceOf(texts);
  const paths = [...texts.keys()];
  for (let change = 0; change < CHANGES; change++) {
    const path = random.pick(paths);
    const text = mutate(texts.get(path) ?? "", random);
    texts.set(path, text);
    const what = attempt(() => changeAndCheck(workspace, path, text));
    if (what !== undefined) return {what, path, text};
  }
  return staleFile(workspace, texts);
}

/** Says what went wrong, if anything did. */
function attempt(act: () => void): string | undefined {
  const started = performance.now();
  try {
    act();
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const took = performance.now() - started;
  return took > BUDGET_MS ? `took ${took.toFixed(0)} ms, more than ${BUDGET_MS}` : undefined;
}

function changeAndCheck(workspace: Workspace, path: string, text: string): void {
  workspace.setFile(path, text);
  for (const finding of findings(workspace, path)) {
    if (finding.span.start < 0 || finding.span.end > text.length || finding.span.start > finding.span.end) {
      throw new RangeError(`${finding.rule} marks ${finding.span.start} to ${finding.span.end} of ${text.length}`);
    }
    for (const fix of finding.fixes) {
      for (const [file, edits] of fix.edits) parseYaml(file, applyEdits(workspace.file(file)?.text ?? "", edits));
    }
  }
  safeFixes(workspace, schemas, path);
}

function findings(workspace: Workspace, path: string): readonly Finding[] {
  const {findings, failures} = checkFile(workspace, schemas, path);
  if (failures[0]) throw failures[0].error;
  return findings;
}

/** A file of which a workspace that saw every change says something else than one that sees the last texts alone. */
function staleFile(workspace: Workspace, texts: ReadonlyMap<string, string>): Failure | undefined {
  const fresh = workspaceOf(texts);
  for (const [path, text] of texts) {
    const [kept, anew] = [workspace, fresh].map((each) => shown(findings(each, path)));
    if (kept !== anew)
      return {what: `said after all changes:\n${kept}\nand of the last texts alone:\n${anew}`, path, text};
  }
  return undefined;
}

function shown(all: readonly Finding[]): string {
  return all.map(({rule, span, message}) => `${span.start}-${span.end} ${rule} ${message}`).join("\n");
}
