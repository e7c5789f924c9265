import {isKustomizationFile} from "../../resources/resource.ts";
import type {TextEdit} from "../../text/edit.ts";
import {lineBreak} from "../../yaml/edit/lines.ts";
import type {Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {type KnownKind, knownKinds, textOf} from "./kinds.ts";

/** Other keys at the root of a document are no sign that it is meant to be a resource. */
const RESOURCE_KEYS = new Set(["apiVersion", "kind", "metadata", "spec"]);

/** The start of a resource: both lines at once, or the one that is missing. */
export function resourceCompletions(context: CompletionContext, place: Place): Completion[] {
  const {root} = place;
  if (![...root.keys()].every((key) => RESOURCE_KEYS.has(key)) || place.isKeyed) return [];
  const missing = ["apiVersion", "kind"].filter((key) => !root.has(key));
  if (missing.length === 0) return [];
  const newline = `${lineBreak(context.file)}${" ".repeat(place.start)}`;
  const resources = candidates(context, place).map((known) => {
    const lines = [`apiVersion: ${known.apiVersion}`, `kind: ${known.kind}`].filter((line) =>
      missing.some((key) => line.startsWith(`${key}:`)),
    );
    return {
      ...base(context, place, known),
      label: lines.length === 2 ? known.kind : (lines[0] ?? ""),
      detail: known.apiVersion,
      snippet: lines.join(newline),
    };
  });
  // Who types `kind` looks for the word; its value is completed next.
  const keys = missing.map((key): Completion => {
    return {label: key, kind: "field", span: context.span(place), snippet: `${key}: $1`, rank: RANK.required};
  });
  return isKustomizationFile(context.path) ? resources : [...keys, ...resources];
}

/** The values of `kind` at the root. The apiVersion follows the kind. */
export function kindCompletions(context: CompletionContext, place: Place): Completion[] {
  const own = place.root.get("apiVersion");
  return knownKinds(context.schemas, context.path).map((known) => ({
    ...base(context, place, known),
    label: known.kind,
    detail: known.apiVersion,
    snippet: `${place.needsSpace ? " " : ""}${known.kind}`,
    // Kinds of the group that is written down already come first.
    rank: textOf(own) === known.apiVersion ? RANK.first : RANK.usual,
    edits: apiVersionEdits(context, place, known),
  }));
}

/** The values of `apiVersion` at the root, with the kind where there is none yet. */
export function apiVersionCompletions(context: CompletionContext, place: Place): Completion[] {
  const space = place.needsSpace ? " " : "";
  if (place.root.has("kind")) {
    return candidates(context, place).map((known) => ({
      ...base(context, place, known),
      label: known.apiVersion,
      detail: known.kind,
      snippet: space + known.apiVersion,
    }));
  }
  return knownKinds(context.schemas, context.path).map((known) => ({
    ...base(context, place, known),
    label: `${known.apiVersion} ${known.kind}`,
    snippet: `${space}${known.apiVersion}${lineBreak(context.file)}kind: ${known.kind}`,
  }));
}

/** The kinds that fit what is written down already. */
function candidates({schemas, path}: CompletionContext, {root}: Place): KnownKind[] {
  const kind = textOf(root.get("kind"));
  const apiVersion = textOf(root.get("apiVersion"));
  return knownKinds(schemas, path).filter(
    (known) =>
      (kind === undefined || known.kind === kind) && (apiVersion === undefined || known.apiVersion === apiVersion),
  );
}

function base(context: CompletionContext, place: Place, known: KnownKind) {
  const schema = context.schemas.schema(`${known.apiVersion}/${known.kind}`);
  const documentation = schema && context.schemas.resolve(schema).description;
  return {
    kind: "resource" as const,
    span: context.span(place),
    rank: RANK.usual,
    ...(documentation !== undefined && {documentation}),
  };
}

function apiVersionEdits(context: CompletionContext, {root, line}: Place, known: KnownKind): TextEdit[] {
  const {lines} = context.file;
  const own = root.get("apiVersion");
  if (own && textOf(own) === known.apiVersion) return [];
  if (own) {
    const start = lines.lineStart(own.line) + own.valueColumn;
    return [{span: {start, end: start + own.value.length}, newText: known.apiVersion}];
  }
  const start = lines.lineStart(line);
  const margin = /^ */.exec(lines.lineText(line))?.[0] ?? "";
  return [{span: {start, end: start}, newText: `${margin}apiVersion: ${known.apiVersion}${lineBreak(context.file)}`}];
}
