import path from "node:path";
import type {Schemas} from "../engine/ports.ts";
import {isSealed} from "../engine/resources/sops.ts";
import {type AppliedFix, safeFixes} from "../engine/rules/fixAll.ts";
import type {YamlFile} from "../engine/yaml/parse.ts";
import type {Repository, Skipped} from "../files/repository.ts";
import {messageOf} from "../files/walk.ts";
import {replaceText} from "../files/write.ts";
import type {Scope} from "./scope.ts";

/** What `--fix` did. */
export interface FixReport {
  readonly fixed: readonly {readonly file: string; readonly applied: readonly AppliedFix[]}[];
  /** Files that could not be written, and why. */
  readonly failed: readonly Skipped[];
}

/** Applies the safe fixes of all files in a scope, on disk and in the workspace. */
export function fixScope({root, workspace}: Repository, schemas: Schemas, scope: Scope): FixReport {
  const fixed: {file: string; applied: readonly AppliedFix[]}[] = [];
  const failed: Skipped[] = [];
  for (const path of [...workspace.paths].filter(scope.has).sort()) {
    const file = workspace.file(path);
    if (!file || isSealed(file)) continue;
    const {newText, applied} = safeFixes(workspace, schemas, path);
    if (applied.length === 0) continue;
    const reason = write(root, file, newText);
    if (reason !== undefined) {
      failed.push({file: path, reason});
      continue;
    }
    workspace.setFile(path, newText);
    fixed.push({file: path, applied});
  }
  return {fixed, failed};
}

/** Writes a file; the reason where that was not possible. */
function write(root: string, file: YamlFile, newText: string): string | undefined {
  try {
    replaceText(path.join(root, file.path), file.text, newText);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
