import type {Finding} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import type {Answers, Change, Note, Proposal, Refactoring, Subject} from "../refactors/refactoring.ts";
import {CONFIG_FILE} from "../resources/resource.ts";
import {isSealed} from "../resources/sops.ts";
import {checkFile} from "../rules/run.ts";
import {newFindings} from "../rules/verify.ts";
import {applyEdits, overlap} from "../text/edit.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {parseYaml, type YamlFile} from "../yaml/parse.ts";

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
  const proposal = proposed(subject, answers);
  if (!("edits" in proposal)) return proposal;
  const texts = textsOf(workspace, proposal);
  if (!texts) return {refused: "The edits touch each other. This is a mistake in Flux Workbench."};
  if (!areReadable(workspace, texts))
    return {refused: "The result would be no YAML. This is a mistake in Flux Workbench."};
  const sealed = [...proposal.edits.keys(), ...(proposal.deleted ?? [])].find((path) => isSealedIn(workspace, path));
  if (sealed) return {refused: `\`${sealed}\` is encrypted with SOPS, which would notice the change.`};
  const faults = faultsAfter(workspace, schemas, texts);
  const own = faults.find(({rule}) => !AROUND.has(rule));
  if (own) return {refused: `The result would have a fault: ${own.message}`};
  const notes = faults.map(({message}): Note => ({weight: "warning", text: message}));
  return {...proposal, notes: [...proposal.notes, ...notes]};
}

/** One subject that fails must not keep a person from all the others, nor from what else a menu has. */
function proposed(subject: Subject, answers: Answers): Proposal {
  try {
    return subject.propose(answers);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {refused: `It failed (${reason}). This is a mistake in Flux Workbench.`};
  }
}

/** Whether the parser has no more against texts than before; one that it can't read looks like none of ours to the rules. */
function areReadable(workspace: Workspace, texts: ReadonlyMap<string, string>): boolean {
  const problems = (file: YamlFile | undefined): number =>
    (file?.documents ?? []).reduce((sum, document) => sum + document.problems.length, 0);
  return [...texts].every(([path, text]) => problems(parseYaml(path, text)) <= problems(workspace.file(path)));
}

function isSealedIn(workspace: Workspace, path: string): boolean {
  const file = workspace.file(path);
  return file !== undefined && isSealed(file);
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
  const together: string[][] = [];
  for (const [done, path] of paths.entries()) {
    if (!(await pause(done))) return undefined;
    // A subject that was converted is none any more, so the next one stands where it stood; or behind it, where it was
    // refused or still is a subject: an app with one more Component is an app.
    let left = 0;
    while (!deleted.has(path)) {
      const step = nextStep(workspace, schemas, refactoring, path, left, answers, texts, together);
      if (!step) break;
      const {subject, proposal, after, isStillThere} = step;
      outcomes.push({file: path, name: subject.name, proposal});
      for (const [file, text] of after ?? []) texts.set(file, text);
      // What is written down for a whole repository does not make one change of all that wrote it down.
      // The file itself too: what is left to do in it depends on what was done elsewhere for it.
      if (after) together.push([path, ...after.keys()].filter((file) => file !== CONFIG_FILE));
      if ("edits" in proposal) for (const file of proposal.deleted ?? []) deleted.add(file);
      if (!after || isStillThere) left++;
    }
  }
  for (const file of deleted) texts.delete(file);
  return {outcomes: withoutSettled(outcomes), texts, deleted: [...deleted]};
}

/** The outcomes without what is no matter any more, because something else has been changed too. */
function withoutSettled(outcomes: readonly Outcome[]): Outcome[] {
  const isChanged = ({unless}: Note): boolean =>
    outcomes.some(({file, name, proposal}) => "edits" in proposal && unless?.file === file && unless.name === name);
  return outcomes.map((outcome) => {
    const {proposal} = outcome;
    if (!("edits" in proposal)) return outcome;
    return {
      ...outcome,
      proposal: {...proposal, notes: proposal.notes.filter((note) => !note.unless || !isChanged(note))},
    };
  });
}

interface Step {
  readonly subject: Subject;
  readonly proposal: Proposal;
  /** Texts by path; undefined where nothing changes. */
  readonly after: ReadonlyMap<string, string> | undefined;
  /** Whether the file has as many subjects afterwards. */
  readonly isStillThere: boolean;
}

/**
 * What happens to a subject when other texts have changed already. Only those count that the change touches too, and
 * what changed together with them: to try all of them for each subject would take a time that grows with the square of
 * their number.
 */
function nextStep(
  workspace: Workspace,
  schemas: Schemas,
  refactoring: Refactoring,
  path: string,
  at: number,
  answers: Answers,
  texts: ReadonlyMap<string, string>,
  together: readonly (readonly string[])[],
): Step | undefined {
  let tried = reach([path], together);
  for (;;) {
    const step = workspace.trying(only(texts, tried), (): Step | undefined => {
      const subjects = refactoring.subjects(workspace, path);
      const subject = subjects[at];
      if (!subject) return undefined;
      const proposal = proposalFor(workspace, schemas, subject, answers);
      const after = "edits" in proposal ? textsOf(workspace, proposal) : undefined;
      const left = after && workspace.trying(after, () => refactoring.subjects(workspace, path).length);
      return {subject, proposal, after, isStillThere: left !== undefined && left >= subjects.length};
    });
    // Where the change makes of a file what it is already, it is the same change: a Gateway that is written down.
    const more = [...(step?.after ?? [])].flatMap(([file, text]) =>
      texts.has(file) && texts.get(file) !== text && !tried.has(file) ? [file] : [],
    );
    if (more.length === 0) return step;
    tried = reach([...tried, ...more], together);
  }
}

/** Some files, those that changed together with them, those that changed together with these, and so on. */
function reach(files: readonly string[], together: readonly (readonly string[])[]): Set<string> {
  const reached = new Set(files);
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const group of together) {
      if (group.some((file) => reached.has(file))) for (const file of group) reached.add(file);
    }
  }
  return reached;
}

function only(texts: ReadonlyMap<string, string>, files: ReadonlySet<string>): Map<string, string> {
  return new Map([...texts].filter(([file]) => files.has(file)));
}
