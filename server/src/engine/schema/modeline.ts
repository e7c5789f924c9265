import type {Span} from "../text/span.ts";
import type {YamlDocument} from "../yaml/parse.ts";

/** A comment that names the schema of a document: `# yaml-language-server: $schema=…`. */
export interface Modeline {
  /** The address or path, as it is written. */
  readonly url: string;
  /** Where it is written. */
  readonly span: Span;
}

const MODELINE = /^[ \t]*#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)/gm;

/**
 * The modeline of a document: the first one between what the document before it ends with and what it starts with
 * itself. One below the document's own `---` goes before one above.
 */
export function modelineOf(document: YamlDocument): Modeline | undefined {
  const {file, index, root, span} = document;
  const previous = file.documents[index - 1];
  const from = previous ? Math.max(previous.root.contentEnd, previous.span.start) : 0;
  const to = root.exists ? root.span.start : span.end;
  const lineStart = from === 0 ? 0 : file.text.indexOf("\n", from - 1) + 1;
  const text = file.text.slice(lineStart, Math.max(lineStart, to));
  const separator = text.search(/^---/m);
  const found = [...text.matchAll(MODELINE)];
  const match = found.find(({index: at}) => at > separator) ?? found[0];
  const url = match?.[1];
  if (!match || url === undefined) return undefined;
  const start = lineStart + match.index + match[0].length - url.length;
  return {url, span: {start, end: start + url.length}};
}
