import {type Resource, resourceOf} from "../../../resources/resource.ts";
import {sortEdits, type TextEdit} from "../../../text/edit.ts";
import {lineBreak} from "../../../yaml/edit/lines.ts";
import {parseYaml} from "../../../yaml/parse.ts";

/** The resource as it is in a file that ends with a line break, so that its last line is a line like all others. */
export function withFileEnd(resource: Resource): Resource {
  const {file, index} = resource.document;
  if (file.text.endsWith("\n")) return resource;
  const document = parseYaml(file.path, file.text + lineBreak(file)).documents[index];
  return (document && resourceOf(document)) ?? resource;
}

/** Edits that were made for such a file, for the one without that line break: it has none afterwards either. */
export function withoutFileEnd(resource: Resource, edits: readonly TextEdit[]): readonly TextEdit[] {
  const {file} = resource.document;
  const {length} = file.text;
  if (file.text.endsWith("\n")) return edits;
  const joined = neighboursJoined(edits);
  const last = joined.at(-1);
  if (!last || last.span.end <= length) return joined;
  const rest = joined.slice(0, -1);
  const {start} = last.span;
  const newText = last.newText.replace(/\r?\n$/, "");
  if (start > length) return [...rest, {span: {start: length, end: length}, newText: lineBreak(file) + newText}];
  const before = newText === "" ? (/\r?\n$/.exec(file.text.slice(0, start))?.[0].length ?? 0) : 0;
  return [...rest, {span: {start: start - before, end: length}, newText}];
}

/** Edits that touch each other as one. */
function neighboursJoined(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sortEdits(edits)) {
    const before = joined.at(-1);
    if (before && before.span.end === edit.span.start) {
      joined[joined.length - 1] = {
        span: {start: before.span.start, end: edit.span.end},
        newText: before.newText + edit.newText,
      };
    } else joined.push(edit);
  }
  return joined;
}
