import {type MarkupContent, MarkupKind} from "vscode-languageserver/node";

/** Markdown of ours as the client wants it. */
export function markup(kind: MarkupKind, markdown: string): MarkupContent {
  if (kind === MarkupKind.Markdown) return {kind, value: markdown};
  return {
    kind,
    value: markdown
      .replace(/\*\*(.*?)\*\*/g, "$1")
      .replace(/\[(`[^`]*`)\]\([^)]*\)/g, "$1")
      .replaceAll("`", "")
      .replaceAll("\\<", "<"),
  };
}
