import type {Finding} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import type {Answers, Change, Note, Proposal, Refactoring, Subject} from "../refactors/refactoring.ts";
import {checkFile} from "../rules/run.ts";
import {newFindings} from "../rules/verify.ts";
import {applyEdits, overlap} from "../text/edit.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {parseYaml} from "../yaml/parse.ts";

/** The texts of all files that a change touches or makes; undefined for a change that can't be applied as it stands. */
export function textsOf(workspace: Workspace, {edits, created}: Change): Map<string, string> | undefined {
  const texts = new Map(created ?? []);
  for (const path of texts.keys()) if (workspace.file(path)) return undefined;
  for (const [path, ofFile] of edits) {
    const text = workspace.file(path)?.text;
    if (text === undefined || overlap(ofFile)) return undefined;
    texts.set(path, applyEdits(text, ofFile));
  }
  return texts;
}

/**
 * What a refactoring would do with a subject, held against everything this tool knows: a result with a fault that was
 * not there before is refused. Faults that lie in what is around it become warnings.
 */
export function proposalFor(workspace: Workspace, schemas: Schemas, subject: Subject, answers: Answers): Proposal {
  const proposal = subject.propose(answers);
  if (!("edits" in proposal)) return proposal;
  const texts = textsOf(workspace, proposal);
  if (!texts) return {refused: "The edits touch each other. This is a mistake in Flux Workbench."};
  if (!areReadable(texts)) return {refused: "The result would be no YAML. This is a mistake in Flux Workbench."};
  const faults = faultsAfter(workspace, schemas, texts);
  const own = faults.find(({rule}) => !AROUND.has(rule));
  if (own) return {refused: `The result would have a fault: ${own.message}`};
  const notes = faults.map(({message}): Note => ({weight: "warning", text: message}));
  return {...proposal, notes: [...proposal.notes, ...notes]};
}

/** Whether the parser has nothing against texts; a file that it can't read may look like none of ours to the rules. */
function areReadable(texts: ReadonlyMap<string, string>): boolean {
  return [...texts].every(([path, text]) => parseYaml(path, text).documents.every((one) => one.problems.length === 0));
}

/** Rules about what a route meets on the cluster: a conversion is right all the same, and people must know. */
const AROUND = new Set([
  "gateway/backend-missing",
  "gateway/backend-port-missing",
  "gateway/hostname-not-on-listener",
  "gateway/listener-does-not-allow-namespace",
  "gateway/missing-listener",
  "gateway/missing-parent",
]);

/** The errors and warnings that other texts would bring. */
function faultsAfter(workspace: Workspace, schemas: Schemas, texts: ReadonlyMap<string, string>): Finding[] {
  const findings = (): Finding[] => [...texts.keys()].flatMap((path) => checkFile(workspace, schemas, path).findings);
  const before = findings();
  return newFindings(before, workspace.trying(texts, findings)).filter(
    ({severity}) => severity === "error" || severity === "warning",
  );
}

/** What a refactoring did with one subject. */
export interface Outcome {
  readonly file: string;
  readonly name: string;
  readonly proposal: Proposal;
}

/** What a refactoring does with many files. */
export interface Batch {
  readonly outcomes: readonly Outcome[];
  /** The texts of all files that change or are new. */
  readonly texts: ReadonlyMap<string, string>;
  readonly deleted: readonly string[];
}

/**
 * Applies a refactoring to everything it finds in some files, one subject after the other; none is applied to the
 * workspace. Between the subjects it waits for `pause`, where somebody may end it: then there is no answer.
 */
export async function refactorAll(
  workspace: Workspace,
  schemas: Schemas,
  refactoring: Refactoring,
  paths: readonly string[],
  answers: Answers,
  pause: (done: number) => Promise<boolean> = async () => true,
): Promise<Batch | undefined> {
  const texts = new Map<string, string>();
  const deleted = new Set<string>();
  const outcomes: Outcome[] = [];
  for (const [done, path] of paths.entries()) {
    if (!(await pause(done))) return undefined;
    // A subject that was converted is none any more, so the next one stands where it stood, or behind what was refused.
    let left = 0;
    for (;;) {
      const step = nextStep(workspace, schemas, refactoring, path, left, answers, texts);
      if (!step) break;
      const {subject, proposal, after} = step;
      outcomes.push({file: path, name: subject.name, proposal});
      for (const [file, text] of after ?? []) texts.set(file, text);
      if ("edits" in proposal) for (const file of proposal.deleted ?? []) deleted.add(file);
      if (!after) left++;
      if (deleted.has(path)) break;
    }
  }
  for (const file of deleted) texts.delete(file);
  return {outcomes, texts, deleted: [...deleted]};
}

interface Step {
  readonly subject: Subject;
  readonly proposal: Proposal;
  /** Texts by path; undefined where nothing changes. */
  readonly after: ReadonlyMap<string, string> | undefined;
}

/**
 * What happens to a subject when other texts have changed already. Only those count that the change touches too: to try
 * all of them for each subject would take a time that grows with the square of their number.
 */
function nextStep(
  workspace: Workspace,
  schemas: Schemas,
  refactoring: Refactoring,
  path: string,
  at: number,
  answers: Answers,
  texts: ReadonlyMap<string, string>,
): Step | undefined {
  const tried = new Map([...texts].filter(([file]) => file === path));
  for (;;) {
    const step = workspace.trying(tried, (): Step | undefined => {
      const subject = refactoring.subjects(workspace, path)[at];
      if (!subject) return undefined;
      const proposal = proposalFor(workspace, schemas, subject, answers);
      return {subject, proposal, after: "edits" in proposal ? textsOf(workspace, proposal) : undefined};
    });
    const more = [...(step?.after?.keys() ?? [])].filter((file) => texts.has(file) && !tried.has(file));
    if (more.length === 0) return step;
    for (const file of more) tried.set(file, texts.get(file) ?? "");
  }
}
