import type {Schemas} from "../../ports.ts";
import type {Span} from "../../text/span.ts";
import type {Applied} from "../../workspace/graph.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import type {Place} from "../place.ts";
import {SnippetWriter} from "./snippet.ts";

/** What all completions of one request share. */
export interface CompletionContext {
  readonly workspace: Workspace;
  readonly offset: number;
  /** Index of the document that the cursor is in. */
  readonly document: number;
  /** The namespace of the document's resource as written. */
  readonly namespace: string | undefined;
  readonly file: YamlFile;
  readonly path: string;
  readonly schemas: Schemas;
  /** The Flux minor that the clusters run. */
  readonly flux: string;
  span(place: Place): Span;
  /** The ways in which the document's resource gets to clusters; none in broken YAML. */
  ways(): readonly Applied[];
  /** A writer that counts places to fill in from 1. */
  writer(): SnippetWriter;
}

/** Prepares the completions of a file. */
export function completionContext(
  workspace: Workspace,
  file: YamlFile,
  schemas: Schemas,
  offset: number,
): CompletionContext {
  const document = file.documents.findLastIndex(({span}) => span.start <= offset);
  let hasCompactLists: boolean | undefined;
  return {
    file,
    path: file.path,
    schemas,
    workspace,
    offset,
    document,
    namespace: file.documents[document]?.root.at("metadata", "namespace").string,
    flux: workspace.config.flux,
    ways: () => workspace.graph.applied({file: file.path, document}),
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
