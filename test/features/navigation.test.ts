import fs from "node:fs";
import path from "node:path";
import {beforeAll, describe, expect, test} from "vitest";
import {definition} from "../../server/src/engine/features/definition.ts";
import {findAt} from "../../server/src/engine/features/names/at.ts";
import {declarationsIn} from "../../server/src/engine/features/names/declarations.ts";
import {referencesTo} from "../../server/src/engine/features/referencesTo.ts";
import {prepareRename, type Renaming, rename} from "../../server/src/engine/features/rename/rename.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {objectReferences} from "../../server/src/engine/workspace/references.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {findingsOf, ROOT, workspaceOf} from "../support/check.ts";
import {HOME} from "./home.ts";
import {shown} from "./repository.ts";

interface Name {
  readonly file: string;
  readonly offset: number;
  readonly text: string;
}

function sample(): Record<string, string> {
  const root = path.join(ROOT, "test/repos/sample");
  const files = fs.readdirSync(root, {recursive: true, encoding: "utf8"}).sort();
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => [file.split(path.sep).join("/"), fs.readFileSync(path.join(root, file), "utf8")]),
  );
}

function namesIn(workspace: Workspace, of: "references" | "declarations"): Name[] {
  return [...workspace.paths].flatMap((file) => {
    const {resources = [], inlinePatches = []} = workspace.judgement(file) ?? {};
    const fields = [...resources, ...inlinePatches].flatMap((resource) =>
      of === "references"
        ? objectReferences(resource).map(({nameField}) => nameField)
        : declarationsIn(resource).map(({field}) => field),
    );
    return fields
      .filter((field) => typeof field.scalar === "string")
      .map((field) => ({file, offset: field.span.start, text: String(field.scalar)}));
  });
}

/** The texts of all files after a renaming, and whether all aliases are still there. */
function textsAfter(
  workspace: Workspace,
  {edits, guesses}: Renaming,
): {texts: Record<string, string>; isRestorable: boolean} {
  const texts: Record<string, string> = {};
  let isRestorable = true;
  for (const file of workspace.paths) {
    const {text} = workspace.file(file)!;
    const ofFile = [...(edits.get(file) ?? []), ...(guesses.get(file) ?? [])];
    texts[file] = applyEdits(text, ofFile);
    if (ofFile.some(({span}) => text[span.start] === "*")) isRestorable = false;
  }
  return {texts, isRestorable};
}

function renamed(workspace: Workspace, {file, offset}: Name, newName: string): Renaming {
  const found = rename(workspace, file, offset, newName);
  if (!found || "refused" in found) throw new Error(`${file}: ${found?.refused}`);
  return found;
}

/** What refers to a declaration, by file and line: names differ before and after. */
function linesOf(workspace: Workspace, {file, offset}: Name): string[] {
  const places = referencesTo(workspace, file, offset, true) ?? [];
  return places.map((place) => shown(workspace, place).split(" ")[0]!);
}

describe.each([
  ["the sample repository", sample()],
  ["a repository of two clusters", HOME],
])("in %s", (_, files) => {
  let workspace: Workspace;
  beforeAll(() => {
    workspace = workspaceOf(files);
  });

  test("every reference is among those of what it leads to", () => {
    const names = namesIn(workspace, "references").filter(({file, offset}) => {
      const found = findAt(workspace, file, offset);
      return found?.type === "name" && found.means.length > 0;
    });
    expect(names.length).toBeGreaterThan(5);
    for (const {file, offset} of names) {
      const {destinations = []} = definition(workspace, file, offset) ?? {};
      expect(destinations).not.toEqual([]);
      for (const destination of destinations) {
        const back = referencesTo(workspace, destination.file, destination.span.start, false);
        expect(back?.map((place) => `${place.file}:${place.span.start}`)).toContain(`${file}:${offset}`);
      }
    }
  });

  test("a new name breaks nothing, and the old one brings everything back", () => {
    const before = findingsOf(workspace).map(({file, rule, message}) => `${file} ${rule} ${message}`);
    const names = namesIn(workspace, "declarations").filter(({file, offset}) => {
      const prepared = prepareRename(workspace, file, offset);
      return prepared && !("refused" in prepared);
    });
    expect(names.length).toBeGreaterThan(7);
    for (const name of names) {
      const newName = `new-${name.text}`;
      const {texts, isRestorable} = textsAfter(workspace, renamed(workspace, name, newName));
      const there = workspaceOf(texts);
      expect(
        findingsOf(there).map(({file, rule, message}) => `${file} ${rule} ${message.replaceAll("new-", "")}`),
      ).toEqual(before);
      expect(linesOf(there, name)).toEqual(linesOf(workspace, name));
      const back = textsAfter(there, renamed(there, name, name.text));
      if (isRestorable) expect(back.texts).toEqual(files);
    }
  });

  test("every place of every file gets an answer", () => {
    for (const [file, text] of Object.entries(files)) {
      for (let offset = 0; offset <= text.length; offset += 3) {
        expect(() => definition(workspace, file, offset)).not.toThrow();
      }
    }
  });
});
