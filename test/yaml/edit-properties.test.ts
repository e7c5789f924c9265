import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {Lexer} from "yaml";
import {applyEdits, type TextEdit} from "../../server/src/engine/text/edit.ts";
import {indentEntries, wrapInList} from "../../server/src/engine/yaml/edit/indent.ts";
import {addEntries, addItem} from "../../server/src/engine/yaml/edit/insert.ts";
import {renameKey} from "../../server/src/engine/yaml/edit/key.ts";
import {moveItems} from "../../server/src/engine/yaml/edit/move.ts";
import {removeField} from "../../server/src/engine/yaml/edit/remove.ts";
import {quoteScalar, replaceScalar} from "../../server/src/engine/yaml/edit/scalar.ts";
import type {Field} from "../../server/src/engine/yaml/field.ts";
import {parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";
import {plainValue} from "../../server/src/engine/yaml/value.ts";
import {walk} from "../../server/src/engine/yaml/walk.ts";
import {documentText} from "../support/documents.ts";

type Data = Record<string, unknown> | unknown[];

/** An operation on the text, and the same on plain data; data that lacks the place is left alone. */
interface Operation {
  readonly name: string;
  readonly edit: (file: YamlFile, field: Field) => TextEdit[] | undefined;
  readonly onData: (parent: Data, key: string | number, field: Field) => void;
  /** Whether comments of the place may go with it. */
  readonly removes?: boolean;
}

const OPERATIONS: readonly Operation[] = [
  {
    name: "remove",
    edit: removeField,
    onData: (parent, key) => {
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    },
    removes: true,
  },
  {
    name: "replace a scalar",
    edit: (_, field) => replaceScalar(field, "new: value # here"),
    onData: (parent, key) => Object.assign(parent, {[key]: "new: value # here"}),
  },
  {
    name: "quote a scalar",
    edit: (_, field) => quoteScalar(field),
    onData: (parent, key, field) => Object.assign(parent, {[key]: field.written}),
  },
  {
    name: "rename a key",
    edit: (_, field) => renameKey(field, "newName"),
    onData: (parent, key) => renamed(parent, key, "newName"),
  },
  {
    name: "add an entry behind",
    edit: (file, field) =>
      field.parent?.isMap ? addEntries(file, field.parent, "newKey:\n  - a\n  - b", String(field.key)) : undefined,
    onData: (parent) => Object.assign(parent, {newKey: ["a", "b"]}),
  },
  {
    name: "add an item",
    edit: (file, field) => (field.isList ? addItem(file, field, "name: new\nvalue: 1") : undefined),
    onData: (parent, key) => (parent as Record<string, unknown[]>)[key]?.push({name: "new", value: 1}),
  },
  {
    name: "indent an entry",
    edit: (file, field) => (field.parent?.entries.length === 1 ? indentEntries(file, [field], 2) : undefined),
    onData: () => {},
  },
  {
    name: "wrap in a list",
    edit: (file, field) => (field.keySpan ? wrapInList(file, field) : undefined),
    onData: (parent, key) => Object.assign(parent, {[key]: [(parent as Record<string, unknown>)[key] ?? null]}),
  },
  {
    name: "move an item",
    edit: (file, field) => (field.parent?.isList ? moveItems(file, [field], "moved") : undefined),
    onData: () => {},
  },
];

describe.each(OPERATIONS)("$name", ({edit, onData, removes, name}) => {
  test("does to the text what it does to the data, and nothing else", {timeout: 600_000}, () => {
    let applied = 0;
    fc.assert(
      fc.property(documentText, fc.nat(), (text, seed) => {
        const file = parseYaml("a.yaml", text);
        const root = file.documents[0]!.root;
        expect(file.documents[0]!.problems).toEqual([]);
        const fields = [...walk(root)].filter((field) => field.parent !== undefined);
        const field = fields[seed % fields.length]!;
        const edits = edit(file, field);
        if (!edits) return;
        applied++;
        const after = applyEdits(text, edits);
        const parsed = parseYaml("a.yaml", after).documents[0]!;
        expect(parsed.problems, after).toEqual([]);
        if (text.includes("\r\n")) expect(after.replaceAll("\r\n", ""), after).not.toContain("\n");
        else expect(after).not.toContain("\r");
        if (!removes) expect(comments(after).sort(), after).toEqual(comments(text).sort());
        const data = structuredClone(dataOf(root)) as Data;
        if (name === "move an item") moved(data, field);
        else onData(at(data, field.parent!.path), field.key!, field);
        expect(dataOf(parsed.root), `${text}\n=>\n${after}`).toEqual(data);
      }),
      {numRuns: Number(process.env.PROPERTY_RUNS ?? 300)},
    );
    // An operation that always refuses would hold everything above.
    expect(applied).toBeGreaterThan(5);
  });
});

/** Null entries are kept as null, so that a key without a value is not the same as no key. */
function dataOf(field: Field): unknown {
  if (field.isMap) return Object.fromEntries(field.entries.map((entry) => [String(entry.key), dataOf(entry)]));
  if (field.isList) return field.items.map(dataOf);
  return field.type === "null" ? null : plainValue(field).value;
}

function at(data: unknown, path: readonly (string | number)[]): Data {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], data) as Data;
}

function renamed(parent: Data, key: string | number, name: string): void {
  const entries = Object.entries(parent).map(([own, value]) => [own === key ? name : own, value] as const);
  for (const [own] of Object.entries(parent)) delete (parent as Record<string, unknown>)[own];
  Object.assign(parent, Object.fromEntries(entries));
}

function moved(data: Data, field: Field): void {
  const list = field.parent!;
  const map = at(data, list.parent!.path) as Record<string, unknown[]>;
  const [item] = map[list.key!]!.splice(Number(field.key), 1);
  if (map[list.key!]!.length === 0) delete map[list.key!];
  map.moved = [...(map.moved ?? []), item];
}

function comments(text: string): string[] {
  return [...new Lexer().lex(text)].filter((token) => token.startsWith("#")).map((token) => token.trim());
}
