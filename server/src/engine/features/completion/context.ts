import type {Schemas} from "../../ports.ts";
import type {Span} from "../../text/span.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import type {Place} from "../place.ts";
import {SnippetWriter} from "./snippet.ts";

/** What all completions of one request share. */
export interface CompletionContext {
  readonly file: YamlFile;
  readonly path: string;
  readonly schemas: Schemas;
  /** The Flux minor that the clusters run. */
  readonly flux: string;
  span(place: Place): Span;
  /** A writer that counts places to fill in from 1. */
  writer(): SnippetWriter;
}

/** Prepares the completions of a file. */
export function completionContext(file: YamlFile, schemas: Schemas, flux: string): CompletionContext {
  let hasCompactLists: boolean | undefined;
  return {
    file,
    path: file.path,
    schemas,
    flux,
    span({line, start, end}) {
      const lineStart = file.lines.lineStart(line);
      return {start: lineStart + start, end: lineStart + end};
    },
    writer() {
      hasCompactLists ??= /^( *)[\w"'].*:[ \t]*\r?\n\1- /m.test(file.text);
      return new SnippetWriter(schemas, hasCompactLists);
    },
  };
}
