import {parseDocument, stringify} from "yaml";
import type {TextEdit} from "../../text/edit.ts";
import type {Field} from "../field.ts";

/** A text as a YAML scalar on one line: plain where YAML reads it back as the same text, else quoted. */
export function scalarText(value: string | number | boolean): string {
  if (typeof value !== "string") return String(value);
  const text = stringify(value, {lineWidth: 0, defaultStringType: "PLAIN", blockQuote: false}).trimEnd();
  // Flux's tools read YAML 1.1, where more plain words are something else than texts.
  const isAmbiguous = /^(?:y|n|yes|no|on|off|0[0-7_]+|[-+]?\d[\d_]*(?::[0-5]?\d)+)$/i.test(text);
  return isAmbiguous ? JSON.stringify(value) : text;
}

/**
 * Replaces the value of a scalar field; undefined where the field is an alias or is no scalar on one line, and where
 * it has an anchor, because other places may have its value through that.
 */
export function replaceScalar(field: Field, value: string | number | boolean): TextEdit[] | undefined {
  if (!isPlainPlace(field) || field.type !== "scalar" || field.style === "block") return undefined;
  const quote = field.written[0];
  const text = typeof value === "string" && (quote === '"' || quote === "'") ? quoted(value, quote) : scalarText(value);
  return [{span: field.span, newText: text}];
}

/** Puts quotes around a scalar that is written without, so that it is read as a text. */
export function quoteScalar(field: Field): TextEdit[] | undefined {
  if (!isPlainPlace(field) || field.style !== "plain") return undefined;
  return [{span: field.span, newText: quoted(field.written, '"')}];
}

/** Takes the quotes off a scalar; undefined when YAML would read it as the same text then. */
export function unquoteScalar(field: Field): TextEdit[] | undefined {
  if (!isPlainPlace(field) || field.style !== "quoted" || typeof field.scalar !== "string") return undefined;
  const {contents, errors} = parseDocument(field.scalar, {logLevel: "silent"});
  if (errors.length > 0 || typeof contents?.toJSON() === "string") return undefined;
  return [{span: field.span, newText: field.scalar}];
}

function isPlainPlace(field: Field): boolean {
  return !field.isAlias && field.anchor === undefined;
}

function quoted(value: string, quote: '"' | "'"): string {
  if (quote === "'" && !/[\n\r\t]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value);
}
