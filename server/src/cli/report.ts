import path from "node:path";
import type {Finding} from "../engine/finding.ts";
import type {Schemas} from "../engine/ports.ts";
import {CONFIG_FILE} from "../engine/resources/resource.ts";
import {checkFile, type RuleFailure} from "../engine/rules/run.ts";
import type {Workspace} from "../engine/workspace/workspace.ts";
import type {Repository, Skipped} from "../files/repository.ts";
import type {Scope} from "./scope.ts";

/** What checking a scope gave. */
export interface Report {
  readonly root: string;
  readonly workspace: Workspace;
  /** How many files were looked at, those that were then skipped included. */
  readonly files: number;
  /** How many documents were judged. */
  readonly documents: number;
  readonly findings: readonly Finding[];
  /** What was not judged: files, or a document of one, and why. */
  readonly skipped: readonly Skipped[];
  /** Those of `skipped` that should have been judged. */
  readonly unreadable: readonly Skipped[];
  readonly failures: readonly RuleFailure[];
  /** Whether `.flux-workbench.yaml` has errors, so that not all that it asks for is done. */
  readonly isConfigBroken: boolean;
}

/** Checks the files of a scope, in the order of their paths. */
export function checkScope(repository: Repository, schemas: Schemas, scope: Scope): Report {
  const {root, workspace} = repository;
  const results = [...workspace.paths]
    .filter(scope.has)
    .sort()
    .map((file) => ({file, ...checkFile(workspace, schemas, file)}));
  const inScope = (files: readonly Skipped[]): readonly Skipped[] => files.filter(({file}) => scope.has(file));
  const unreadable = unreadableIn(repository, scope);
  const leftAlone = [...inScope(repository.skipped), ...inScope(repository.unreadable)];
  return {
    root,
    workspace,
    files: results.length + leftAlone.length,
    documents: results.reduce((sum, result) => sum + result.documents, 0),
    findings: results.flatMap((result) => result.findings),
    skipped: [...leftAlone, ...results.flatMap(({file, skipped}) => skipped.map((reason) => ({file, reason})))].sort(
      (a, b) => compare(a.file, b.file),
    ),
    unreadable,
    failures: results.flatMap((result) => result.failures),
    isConfigBroken: isConfigBroken(workspace, schemas),
  };
}

/** What could not be read of a scope or of the configuration, in sentences. */
export function readingProblems(repository: Repository, schemas: Schemas, scope: Scope): string[] {
  const {root, workspace} = repository;
  return readingSentences(root, unreadableIn(repository, scope), isConfigBroken(workspace, schemas));
}

/** The same for what is known already. */
export function readingSentences(root: string, unreadable: readonly Skipped[], isBroken: boolean): string[] {
  const config = `${path.join(root, CONFIG_FILE)} has errors; what is wrong in it is left at its default.`;
  return [
    ...unreadable.map(({file, reason}) => `${path.join(root, file)} was not checked: ${reason}.`),
    ...(isBroken ? [config] : []),
  ];
}

function unreadableIn({workspace, unreadable}: Repository, scope: Scope): Skipped[] {
  return unreadable.filter(({file}) => scope.has(file) && !workspace.isIgnored(file));
}

function isConfigBroken(workspace: Workspace, schemas: Schemas): boolean {
  return checkFile(workspace, schemas, CONFIG_FILE).findings.some(({severity}) => severity === "error");
}

/** Compares texts in the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
