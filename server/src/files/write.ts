import fs from "node:fs";
import path from "node:path";
import {readText} from "./read.ts";

/** Why a text was not written. */
export class WriteError extends Error {}

/**
 * Replaces a file's text when it still is `before`; `undefined` stands for no file. The file is never half written:
 * readers see the old text or the new one. Its byte order mark and permissions stay.
 */
export function replaceText(file: string, before: string | undefined, after: string | undefined): void {
  const mark = expectText(file, before);
  if (after === undefined) {
    fs.rmSync(file);
    return;
  }
  const mode = before === undefined ? {} : {mode: fs.statSync(file).mode};
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
  if (before === undefined) fs.mkdirSync(path.dirname(file), {recursive: true});
  try {
    fs.writeFileSync(draft, `${mark}${after}`, {...mode, flag: "wx"});
    fs.renameSync(draft, file);
  } catch (error) {
    fs.rmSync(draft, {force: true});
    throw error;
  }
}

/** Throws unless a file's text is still this one, `undefined` for no file; else its byte order mark, if it has one. */
export function expectText(file: string, text: string | undefined): "" | "\ufeff" {
  if (text === undefined) {
    if (fs.existsSync(file)) throw new WriteError("there is such a file already");
    return "";
  }
  const current = readText(file);
  if ("skipped" in current) throw new WriteError(current.skipped);
  if (current.text !== text) throw new WriteError("changed by somebody else in the meantime");
  return current.hasBom ? "\ufeff" : "";
}
