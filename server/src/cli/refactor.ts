import path from "node:path";
import {type Batch, type Outcome, refactorAll} from "../engine/features/refactoring.ts";
import {REFACTORINGS} from "../engine/refactors/index.ts";
import type {Refactoring} from "../engine/refactors/refactoring.ts";
import {didYouMean} from "../engine/schema/words.ts";
import {bundledSchemas} from "../files/bundledSchemas.ts";
import {type Repository, readRepository} from "../files/repository.ts";
import {messageOf} from "../files/walk.ts";
import {expectText, replaceText} from "../files/write.ts";
import {ANSWER_OPTIONS, answersOf} from "./answers.ts";
import {readArguments, UsageError} from "./arguments.ts";
import type {Host} from "./host.ts";
import {refactorJson} from "./output/refactorJson.ts";
import {refactorText} from "./output/refactorText.ts";
import {readingProblems} from "./report.ts";
import {scopeOf} from "./scope.ts";

/** A file before and after; `undefined` where it is not there. Byte order marks are left out, as everywhere. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What a refactoring did, or would do. */
export interface RefactorReport {
  readonly root: string;
  readonly refactoring: Refactoring;
  /** In the order of their files. */
  readonly outcomes: readonly Outcome[];
  /** In the order of their paths. */
  readonly changes: readonly FileChange[];
  /** Files that start with a byte order mark. */
  readonly withBom: ReadonlySet<string>;
  readonly isWritten: boolean;
}

const FORMATS = {text: refactorText, json: refactorJson} as const;

/** `flux-workbench refactor ID [PATH...]`. */
export async function refactor(args: readonly string[], host: Host): Promise<number> {
  const given = readArguments(args, {...ANSWER_OPTIONS, write: "flag", format: Object.keys(FORMATS)});
  const [id, ...paths] = given.positionals;
  if (id === undefined) {
    for (const {id, title} of REFACTORINGS) host.out(`${id}  ${title}.\n`);
    return 0;
  }
  const refactoring = refactoringOf(id);
  const answers = answersOf(given);
  const scope = scopeOf(paths, host.cwd);
  const repository = readRepository(scope.root, scope.files);
  const {workspace, withBom} = repository;
  const files = [...workspace.paths].filter((file) => scope.has(file) && !workspace.isIgnored(file)).sort();
  const schemas = bundledSchemas(host.schemas);
  const batch = await refactorAll(workspace, schemas, refactoring, files, answers);
  if (!batch) throw new Error("ended, although nobody asked for it");
  const changes = changesOf(repository, batch);
  const isWritten = given.flags.has("write");
  const obstacle = isWritten ? writeAll(scope.root, changes) : undefined;
  if (obstacle !== undefined) {
    host.err(`flux-workbench: ${obstacle}\n`);
    return 2;
  }
  const report = {root: scope.root, refactoring, outcomes: batch.outcomes, changes, withBom, isWritten};
  host.out(FORMATS[(given.values.get("format") ?? "text") as keyof typeof FORMATS](report, host));
  const problems = readingProblems(repository, schemas, scope);
  for (const problem of problems) host.err(`flux-workbench: ${problem}\n`);
  if (problems.length > 0) return 2;
  return batch.outcomes.every(({proposal}) => "edits" in proposal) ? 0 : 1;
}

function refactoringOf(id: string): Refactoring {
  const refactoring = REFACTORINGS.find((one) => one.id === id);
  if (refactoring) return refactoring;
  const near = didYouMean(
    id,
    REFACTORINGS.map((one) => one.id),
  );
  const hint = near ? `Did you mean \`${near}\`?` : "`flux-workbench refactor` lists them.";
  throw new UsageError(`There is no refactoring \`${id}\`. ${hint}`);
}

function changesOf({workspace}: Repository, {texts, deleted}: Batch): FileChange[] {
  const before = (file: string): string | undefined => workspace.file(file)?.text;
  return [
    ...[...texts].map(([file, after]) => ({path: file, before: before(file), after})),
    ...deleted.map((file) => ({path: file, before: before(file), after: undefined})),
  ]
    .filter((change) => change.before !== change.after)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Writes all changes, or none where a file is not what it was: they belong together. Says what went wrong. */
function writeAll(root: string, changes: readonly FileChange[]): string | undefined {
  // What goes is taken away last: until then nothing is lost.
  const inOrder = [...changes].sort((a, b) => Number(a.after === undefined) - Number(b.after === undefined));
  for (const work of [expectText, replaceText]) {
    for (const [done, {path: file, before, after}] of inOrder.entries()) {
      try {
        work(path.join(root, file), before, after);
      } catch (error) {
        const written = work === expectText || done === 0 ? "Nothing" : `${done} of ${changes.length} files`;
        return `${path.join(root, file)}: ${messageOf(error)}. ${written} was written.`;
      }
    }
  }
  return undefined;
}
