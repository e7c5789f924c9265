import type {TextEdit} from "../text/edit.ts";
import {toBlockScalar} from "../yaml/edit/block-scalar.ts";
import {wrapInList} from "../yaml/edit/indent.ts";
import {addEntries} from "../yaml/edit/insert.ts";
import {joinLists} from "../yaml/edit/join-lists.ts";
import {renameKey} from "../yaml/edit/key.ts";
import {dashOf, removeField} from "../yaml/edit/remove.ts";
import type {Field} from "../yaml/field.ts";
import {select} from "../yaml/select.ts";
import type {Resource} from "./resource.ts";

/** What a step has to do in one document. */
export interface Change {
  /** What is different in the new version, as the end of a sentence that begins with its name. */
  readonly note: string;
  /** Undefined where it has to be done by hand. */
  readonly edits: readonly TextEdit[] | undefined;
  /** Whether the edits keep the meaning for certain. */
  readonly isExact: boolean;
}

/** Looks for what a new version has in another way; nothing where the document has none of it. */
export type MigrationStep = (resource: Resource) => Change[];

/** A field that has gone and had no effect any more. */
export function removed(path: string): MigrationStep {
  return ({root, document}) =>
    written(root, path).map((field) => ({
      note: `has no \`${field.name}\``,
      edits: removeField(document.file, field),
      isExact: true,
    }));
}

/** A field with one text that became the first item of a list. */
export function listed(path: string, name: string): MigrationStep {
  return ({root, document: {file}}) =>
    written(root, path).map((field) => {
      const list = field.parent?.get(name);
      const edits = list?.exists ? prepended(file, field, list) : both(renameKey(field, name), wrapInList(file, field));
      // An empty text was as good as none, and the list would have an item for it.
      return {note: `has \`${name}\`, a list, for \`${field.key}\``, edits, isExact: Boolean(field.string)};
    });
}

/** A field that was optional on paper; without it nothing worked, so its value can only be guessed. */
export function guessed(map: string, name: string, value: string): MigrationStep {
  return ({root, role, document}) =>
    written(root, map)
      .filter((field) => role === "object" && field.isMap && !field.get(name).exists)
      .map((field) => ({
        note: `needs \`${field.name}.${name}\``,
        edits: addEntries(document.file, field, `${name}: ${value}`),
        isExact: false,
      }));
}

/**
 * The lists `patchesStrategicMerge` and `patchesJson6902` of objects, which became `patches` of texts. Kustomize applied
 * the first before and the other behind them. What names and namespaces did in between is not known to a reader of one
 * file, so the order of the JSON patches is certain only where there is nothing in between.
 */
export function joinedPatches(path: string, {isJsonExact}: {isJsonExact: boolean}): MigrationStep {
  return ({root, document: {file}}) =>
    select(root, path).flatMap((map) => {
      const [merges, patches, json] = ["patchesStrategicMerge", "patches", "patchesJson6902"].map((name) =>
        map.get(name),
      );
      if (!merges || !patches || !json || (!merges.keySpan && !json.keySpan)) return [];
      const lists = [merges, patches, json].filter((list) => list.keySpan);
      const [full, empty] = [
        lists.filter(({items}) => items.length > 0),
        lists.filter(({items}) => items.length === 0),
      ];
      const edits = both(
        ...merges.items.map((item) => toBlockScalar(file, item, "patch")),
        ...json.items.map((item) => toBlockScalar(file, item.get("patch"), "patch")),
      );
      const joined = edits && (full.length === 0 ? [] : joinLists(file, full, "patches", edits));
      const old = [merges, json].filter((list) => list.keySpan).map((list) => `\`${list.name}\``);
      return [
        {
          note: `has \`patches\` for ${old.join(" and ")}`,
          edits: both(joined, ...empty.map((list) => removeField(file, list))),
          isExact: isJsonExact || json.items.length === 0,
        },
      ];
    });
}

/** Template fields that have gone; what the author wants to say with the new ones, only the author knows. */
export function rewritten(path: string, fields: readonly TemplateField[]): MigrationStep {
  return ({root}) =>
    written(root, path).flatMap((template) =>
      fields
        .filter(({uses}) => typeof template.scalar === "string" && uses.test(template.scalar))
        .map(({name, instead}) => ({
          note: `has no \`${name}\` in \`${template.name}\` (write ${instead})`,
          edits: undefined,
          isExact: false,
        })),
    );
}

/** A field that templates can't use any more. */
export interface TemplateField {
  readonly name: string;
  readonly uses: RegExp;
  readonly instead: string;
}

function written(root: Field, path: string): Field[] {
  return select(root, path).filter((field) => field.keySpan !== undefined);
}

function both(...parts: (readonly TextEdit[] | undefined)[]): TextEdit[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** Moves a text to the front of a block list; the rest of its line goes along. */
function prepended(file: Resource["document"]["file"], field: Field, list: Field): TextEdit[] | undefined {
  const first = list.items[0];
  const dash = first && dashOf(file, first);
  if (field.style === "block" || field.isAlias || field.anchor !== undefined) return undefined;
  if (!first || dash === undefined || list.isAlias) return undefined;
  const dashLine = file.lines.lineStart(file.lines.positionAt(dash).line);
  const lineEnd = file.text.indexOf("\n", field.span.start) + 1;
  if (lineEnd === 0 || !list.keySpan) return undefined;
  const start = file.lines.lineStart(file.lines.positionAt(list.keySpan.start).line + 1);
  const newText = file.text.slice(dashLine, first.span.start) + file.text.slice(field.span.start, lineEnd);
  return both([{span: {start, end: start}, newText}], removeField(file, field));
}
