import {expect} from "vitest";
import {prepareRename, rename} from "../../server/src/engine/features/rename/rename.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {marked} from "./repository.ts";

type Files = Readonly<Record<string, string>>;

/** Files of `HOME` that have names. */
export const RELEASE = "main/apps/plex/app/release.yaml";
export const SECRET = "main/apps/plex/app/secret.yaml";
export const KS = "main/apps/plex/ks.yaml";
export const ROOT = "main/apps/kustomization.yaml";
export const CLAIM = "shared/volume/claim.yaml";

/** What a renaming does. */
export interface Renamed {
  /** The lines that are new, by file. */
  readonly lines: Record<string, string[]>;
  readonly guesses: Record<string, string[]>;
  readonly consequences: readonly string[];
}

/** Renames at the mark; a text is the reason why not. */
export function renameAt(files: Files, newName: string): Renamed | string | undefined {
  const {workspace, path, offset} = marked(files);
  const found = rename(workspace, path, offset, newName);
  if (!found) return undefined;
  if ("refused" in found) return found.refused;
  const lines = (edits: typeof found.edits): Record<string, string[]> =>
    Object.fromEntries(
      [...edits].map(([file, ofFile]) => {
        const text = workspace.file(file)!.text;
        const before = text.split("\n");
        const after = applyEdits(text, ofFile).split("\n");
        expect(after.length).toBe(before.length);
        return [file, after.filter((line, i) => line !== before[i]).map((line) => line.trim())];
      }),
    );
  return {lines: lines(found.edits), guesses: lines(found.guesses), consequences: found.consequences};
}

/** The new lines of a renaming at the mark. */
export function linesAt(files: Files, newName: string): Record<string, string[]> {
  const found = renameAt(files, newName);
  if (!found || typeof found === "string") throw new Error(`not renamed: ${found}`);
  return found.lines;
}

/** Why there is no renaming at the mark. */
export function refusal(files: Files, newName = "other"): string {
  const {workspace, path, offset} = marked(files);
  const prepared = prepareRename(workspace, path, offset);
  const found = renameAt(files, newName);
  if (typeof found !== "string") throw new Error(`renamed: ${JSON.stringify(found)}`);
  if (prepared && "refused" in prepared) expect(found).toBe(prepared.refused);
  return found;
}

/** The files with another text in one of them. */
export const changed = (files: Files, path: string, search: string, replacement: string): Files => {
  expect(files[path]).toContain(search);
  return {...files, [path]: files[path]!.replace(search, replacement)};
};
