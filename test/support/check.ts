import path from "node:path";
import {fileURLToPath} from "node:url";
import type {Finding, Fix} from "../../server/src/engine/finding.ts";
import type {Schemas} from "../../server/src/engine/ports.ts";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {externalSchema} from "../../server/src/engine/schema/external.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {folderOf, joinPath} from "../../server/src/engine/text/paths.ts";
import {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {bundledSchemas} from "../../server/src/files/bundledSchemas.ts";
import {loadCompiler} from "../../server/src/files/schemaCompiler.ts";

/** The root of this project. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** The schemas as the build left them. */
export const schemas = bundledSchemas(path.join(ROOT, "schemas/generated"));

/** A workspace with these files. */
export function workspaceOf(files: ReadonlyMap<string, string> | Readonly<Record<string, string>>): Workspace {
  const workspace = new Workspace();
  const entries = files instanceof Map ? [...files] : Object.entries(files as Record<string, string>);
  for (const [file, text] of entries) workspace.setFile(file, text);
  return workspace;
}

const compile = await loadCompiler();

/** The schemas with those that documents name among the files of the workspace. */
function schemasIn(workspace: Workspace): Schemas {
  return {
    ...schemas,
    external(file, url) {
      const path = url.includes("://") ? undefined : joinPath(folderOf(file), url);
      const text = path === undefined ? undefined : workspace.file(path)?.text;
      if (text !== undefined) return externalSchema(text, compile);
      return path === undefined ? undefined : {reason: "it can't be read: no such file or directory"};
    },
  };
}

/** All findings of a workspace, file by file. A rule that throws fails the test. */
export function findingsOf(workspace: Workspace): Finding[] {
  const all = schemasIn(workspace);
  return [...workspace.paths].flatMap((file) => {
    const {findings, failures} = checkFile(workspace, all, file);
    if (failures[0]) throw failures[0].error;
    return findings;
  });
}

/** The findings of one text that stands alone. */
export function check(text: string, file = "app.yaml"): Finding[] {
  const workspace = workspaceOf({[file]: text});
  // Nothing is known of what is around it.
  workspace.mayHaveMore = true;
  return findingsOf(workspace);
}

/** The files after a fix. */
export function applyFix(files: ReadonlyMap<string, string>, fix: Fix): Map<string, string> {
  const result = new Map(files);
  for (const [file, edits] of fix.edits) result.set(file, applyEdits(result.get(file) ?? "", edits));
  return result;
}
