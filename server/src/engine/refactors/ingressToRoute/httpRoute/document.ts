import {HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import type {TextEdit} from "../../../text/edit.ts";
import type {Span} from "../../../text/span.ts";
import type {Comment} from "../../../yaml/comments.ts";
import {compose, type Entry, leaf} from "../../../yaml/edit/compose.ts";
import {lineBreak, linesOf} from "../../../yaml/edit/lines.ts";
import {scalarText} from "../../../yaml/edit/scalar.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlDocument, YamlFile} from "../../../yaml/parse.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import {annotationEdits} from "../annotations.ts";
import {fieldsByStart, settledAnchors} from "./anchors.ts";
import {differsFrom} from "./faithful.ts";
import {metadataEntries} from "./metadata.ts";
import {routeModeline} from "./modeline.ts";
import type {RoutePlan} from "./plan.ts";
import {blockBelow, commentsIn, sharedOut, specEntries, specLayout, specText} from "./spec.ts";

const API_VERSION = "gateway.networking.k8s.io/v1";
const KIND = HTTP_ROUTE.slice(HTTP_ROUTE.indexOf("/") + 1);

/** What makes HTTPRoutes of a manifest, in the place where it stands. */
export interface DocumentEdits {
  readonly edits: readonly TextEdit[];
  readonly notes: readonly Note[];
}

/**
 * Makes HTTPRoutes of a manifest in its place: its `spec` is written anew, further routes follow as documents of their
 * own, and everything else stays as it is.
 */
export function documentEdits(plan: RoutePlan): DocumentEdits | Refusal {
  const {resource, drafts, verdicts, answers} = plan;
  const {root, document} = resource;
  const {file} = document;
  const spec = root.get("spec");
  const region = blockBelow(file, spec);
  if (!region) return {refused: "`spec` is not written as a block of its own."};
  const layout = specLayout(file, root);
  const fields = fieldsByStart(root);
  const specs = drafts.map((draft) => specEntries(draft, plan));
  const comments = sharedOut(inOrder([...commentsIn(file, region, specs), ...plan.comments]), specs);
  const settled: Entry[][] = [];
  for (const [i, entries] of specs.entries()) {
    const result = settledAnchors(entries, fields, i === 0 ? region : undefined);
    if ("lost" in result) return {refused: `\`&${result.lost}\` is needed outside of what is replaced.`};
    settled.push([...result]);
  }

  const annotations = root.at("metadata", "annotations");
  const onAnnotations = annotations.exists ? annotationEdits(file, annotations, verdicts, answers) : [];
  if (!onAnnotations) return {refused: "The annotations can't be changed without changing something else."};
  const modeline = routeModeline(resource);
  const [first = [], ...others] = settled;
  const further = others.map((entries, i): string => {
    const metadata = metadataEntries(root.get("metadata"), plan.names[i + 1] ?? "", verdicts);
    const head: Entry[] = [
      ["apiVersion", leaf(API_VERSION)],
      ["kind", leaf(KIND)],
      ["metadata", {entries: metadata}],
    ];
    const lines = modeline.comment === undefined ? [] : [modeline.comment + layout.newline];
    const inner = {...layout, column: layout.step};
    return [
      `---${layout.newline}`,
      ...lines,
      compose(head, {...layout, column: 0}),
      `spec:${layout.newline}`,
      specText(entries, inner, comments[i + 1] ?? []),
    ].join("");
  });
  const edits = [
    ...valueEdit(root.get("apiVersion"), API_VERSION),
    ...valueEdit(root.get("kind"), KIND),
    ...onAnnotations,
    ...modeline.edits,
    specEdit(file, spec, region, specText(first, layout, comments[0] ?? [])),
    ...(further.length === 0 ? [] : [behind(file, document, further.join(""))]),
  ];
  const fault = differsFrom(plan, edits);
  if (fault !== undefined) return {refused: fault};
  const notes: Note[] = modeline.isLost
    ? [{weight: "info", text: `The \`$schema\` comment was for ${resource.kind} and is left out.`}]
    : [];
  return {edits, notes};
}

function inOrder(comments: readonly Comment[]): Comment[] {
  return [...comments].sort((a, b) => a.span.start - b.span.start);
}

function valueEdit(field: Field, text: string): TextEdit[] {
  const quote = field.isAlias ? "" : field.written[0];
  const newText = quote === '"' || quote === "'" ? `${quote}${text}${quote}` : scalarText(text);
  return [{span: field.span, newText}];
}

/** The new entries in the place of the old ones; a text without a line break at its end keeps it that way. */
function specEdit(file: YamlFile, spec: Field, region: Span, text: string): TextEdit {
  const newline = lineBreak(file);
  const endsLine = file.text[region.end - 1] === "\n";
  const lines = endsLine ? text : text.slice(0, -newline.length);
  if (!spec.isFlow) return {span: region, newText: lines};
  const start = file.text.slice(0, region.start).trimEnd().length;
  return {span: {start, end: region.end}, newText: newline + lines};
}

/** Further documents behind one: before the line that starts the next one, or at the end of the file. */
function behind(file: YamlFile, {root}: YamlDocument, documents: string): TextEdit {
  const end = Math.max(...root.entries.map((entry) => linesOf(file, entry).end));
  const separator = /^(?:---|\.\.\.)(?=\s|$)/m.exec(file.text.slice(end));
  const isSchemaBetween = separator && /^#.*\$schema=/m.test(file.text.slice(end, end + separator.index));
  const at = separator && !isSchemaBetween ? end + separator.index : separator ? end : file.text.length;
  const before = at > 0 && file.text[at - 1] !== "\n" ? lineBreak(file) : "";
  const newline = lineBreak(file);
  const isOpenEnd = before !== "";
  return {span: {start: at, end: at}, newText: isOpenEnd ? before + documents.slice(0, -newline.length) : documents};
}
