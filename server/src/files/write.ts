import fs from "node:fs";
import path from "node:path";
import {readText} from "./read.ts";

/** Why a text was not written. */
export class WriteError extends Error {}

/**
 * Replaces a file's text when it still is `before`. The file is never half written: readers see the old text or the
 * new one. Its byte order mark and permissions stay.
 */
export function replaceText(file: string, before: string, after: string): void {
  const current = readText(file);
  if ("skipped" in current) throw new WriteError(current.skipped);
  if (current.text !== before) throw new WriteError("changed by somebody else in the meantime");
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  try {
    fs.writeFileSync(draft, `${current.hasBom ? "\ufeff" : ""}${after}`, {mode: fs.statSync(file).mode, flag: "wx"});
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, {force: true});
    throw error;
  }
}
