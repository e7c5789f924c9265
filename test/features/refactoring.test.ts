import {describe, expect, test} from "vitest";
import {proposalFor, refactorAll, textsOf} from "../../server/src/engine/features/refactoring.ts";
import type {Change, Proposal, Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {addEntries} from "../../server/src/engine/yaml/edit/insert.ts";
import {schemas, workspaceOf} from "../support/check.ts";

/** Makes `old: x` to `new: x` in each document, and writes the value down in another file. */
const RENAME: Refactoring = {
  id: "rename",
  title: "Rename",
  subjects: (workspace, path) =>
    (workspace.file(path)?.documents ?? []).flatMap(({root}) => {
      const field = root.get("old");
      if (!field.keySpan) return [];
      const {keySpan} = field;
      return [
        {
          file: path,
          name: `document of ${field.string}`,
          title: "Rename",
          span: root.span,
          mark: keySpan,
          propose: (): Proposal => {
            if (field.string === "no") return {refused: "It says no."};
            const notes = workspace.file("notes.yaml");
            const map = notes?.documents[0]?.root.get("data");
            const written = notes && map && addEntries(notes, map, `${field.string}: seen`);
            if (!written) return {refused: "There is nowhere to write it down."};
            return {
              edits: new Map([
                [path, [{span: keySpan, newText: "new"}]],
                ["notes.yaml", written],
              ]),
              notes: [],
            };
          },
        },
      ];
    }),
};

const NOTES = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: notes\ndata:\n  first: seen\n";

describe("many subjects", () => {
  const files = {
    "a.yaml": "old: one\n---\nold: no\n---\nold: two # kept\n",
    "b.yaml": "old: three\n",
    "notes.yaml": NOTES,
  };

  test("each is done upon what the others left, in one file and in shared ones", async () => {
    const workspace = workspaceOf(files);
    const batch = await refactorAll(workspace, schemas, RENAME, ["a.yaml", "b.yaml"], {});
    expect(batch?.outcomes.map(({name, proposal}) => [name, "refused" in proposal])).toEqual([
      ["document of one", false],
      ["document of no", true],
      ["document of two", false],
      ["document of three", false],
    ]);
    expect(Object.fromEntries(batch?.texts ?? [])).toEqual({
      "a.yaml": "new: one\n---\nold: no\n---\nnew: two # kept\n",
      "b.yaml": "new: three\n",
      "notes.yaml": `${NOTES}  one: seen\n  two: seen\n  three: seen\n`,
    });
    expect(workspace.file("a.yaml")?.text).toBe(files["a.yaml"]);
  });

  test("somebody may end it", async () => {
    const seen: number[] = [];
    const batch = await refactorAll(workspaceOf(files), schemas, RENAME, ["a.yaml", "b.yaml"], {}, async (done) => {
      seen.push(done);
      return done < 1;
    });
    expect(batch).toBeUndefined();
    expect(seen).toEqual([0, 1]);
  });
});

describe("what a change would bring", () => {
  const subject = (change: Change) => ({
    file: "a.yaml",
    name: "a",
    title: "Change",
    span: {start: 0, end: 0},
    mark: {start: 0, end: 0},
    propose: () => change,
  });
  const workspace = workspaceOf({"a.yaml": NOTES});
  const start = {start: 0, end: 0};

  test("a fault of its own is refused", () => {
    const end = {start: NOTES.length, end: NOTES.length};
    const change = {edits: new Map([["a.yaml", [{span: end, newText: "surprise: 1\n"}]]]), notes: []};
    expect(proposalFor(workspace, schemas, subject(change), {})).toEqual({
      refused: expect.stringMatching(/^The result would have a fault: .*surprise/),
    });
  });

  test("a text that can't be read any more is refused", () => {
    const change = {edits: new Map([["a.yaml", [{span: start, newText: "{"}]]]), notes: []};
    expect(proposalFor(workspace, schemas, subject(change), {})).toHaveProperty("refused");
  });

  test("edits that touch each other, and new files that are there already, can't be applied", () => {
    const twice = {span: {start: 0, end: 3}, newText: "x"};
    expect(textsOf(workspace, {edits: new Map([["a.yaml", [twice, twice]]]), notes: []})).toBeUndefined();
    expect(textsOf(workspace, {edits: new Map(), created: new Map([["a.yaml", ""]]), notes: []})).toBeUndefined();
    expect(textsOf(workspace, {edits: new Map([["c.yaml", []]]), notes: []})).toBeUndefined();
  });

  test("a refactoring that fails is a refusal", () => {
    const failing = {
      ...subject({edits: new Map(), notes: []}),
      propose: (): Proposal => {
        throw new Error("no map");
      },
    };
    expect(proposalFor(workspace, schemas, failing, {})).toEqual({
      refused: "It failed (no map). This is a mistake in Flux Workbench.",
    });
  });

  test("nothing is changed in the workspace", () => {
    const change = {edits: new Map([["a.yaml", [{span: start, newText: "# top\n"}]]]), notes: []};
    expect(proposalFor(workspace, schemas, subject(change), {})).toEqual(change);
    expect(workspace.file("a.yaml")?.text).toBe(NOTES);
  });
});
