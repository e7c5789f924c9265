import type {TextEdit} from "../../text/edit.ts";
import {layoutOf} from "../../yaml/edit/compose.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {indent} from "../../yaml/edit/lines.ts";
import {prependEntries} from "../../yaml/edit/prepend.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";

/** What stands before `annotations` by habit. In values they come first. */
const BEFORE = ["labels", "namespace", "name", "enabled"];

/**
 * Adds an annotation to the map of an object's metadata or of app-template's values, with the map `annotations` where
 * there is none. Undefined where it would reach more than this, or there is no place for it.
 */
export function addAnnotation(file: YamlFile, map: Field, key: string, value: string): TextEdit[] | undefined {
  if (isShared(file, map)) return undefined;
  const own = map.entries.find((entry) => entry.key === "annotations");
  if (!own) return map.get("annotations").type === "missing" ? addMap(file, map, key, value) : undefined;
  if (!own.isMap || own.isAlias || isAnchored(file, own)) return undefined;
  if (own.isFlow) return addToFlow(own, key, value);
  return addEntries(file, own, entryOf(key, value, quoteIn(own), 2));
}

function addMap(file: YamlFile, map: Field, key: string, value: string): TextEdit[] | undefined {
  const {step} = layoutOf(file, map);
  const margin = " ".repeat(step);
  const text = `annotations:\n${margin}${indent(entryOf(key, value, '"', step), step)}`;
  const after = BEFORE.find((name) => map.entries.some((entry) => entry.key === name));
  return after === undefined ? prependEntries(file, map, text) : addEntries(file, map, text, after);
}

/** A text over several lines has no place in braces. */
function addToFlow(map: Field, key: string, value: string): TextEdit[] | undefined {
  const last = map.entries.at(-1);
  if (value.includes("\n") || value.includes(":")) return undefined;
  const entry = `${key}: ${quoteIn(map)}${value}${quoteIn(map)}`;
  if (!last) return map.written === "{}" ? [{span: map.span, newText: `{${entry}}`}] : undefined;
  return [{span: {start: last.contentEnd, end: last.contentEnd}, newText: `, ${entry}`}];
}

/** A word in quotes, a YAML text as a block. */
function entryOf(key: string, value: string, quote: string, step: number): string {
  if (!value.includes(":")) return `${key}: ${quote}${value}${quote}`;
  return `${key}: |-\n${" ".repeat(step)}${indent(value, step)}`;
}

/** The quotes that the others have. */
function quoteIn(map: Field): string {
  const quoted = map.entries.filter(({style}) => style === "quoted");
  return quoted.length > 0 && quoted.every(({written}) => written.startsWith("'")) ? "'" : '"';
}

/** Whether what is written in a map counts elsewhere too. */
function isShared(file: YamlFile, map: Field): boolean {
  for (let field: Field | undefined = map; field; field = field.parent) {
    if (field.isAlias || isAnchored(file, field)) return true;
  }
  return false;
}

function isAnchored(file: YamlFile, {anchor}: Field): boolean {
  return anchor !== undefined && file.text.includes(`*${anchor}`);
}
