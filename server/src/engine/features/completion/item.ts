import type {TextEdit} from "../../text/edit.ts";
import type {Span} from "../../text/span.ts";

/** Something that can be inserted at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: "field" | "value" | "resource" | "reference" | "file" | "folder";
  /** A few words behind the label. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** What is replaced: the word at the cursor. It lies on one line. */
  readonly span: Span;
  /** The new text as a snippet: `$1`, `${1:default}`, `${1|one,other|}` are places to fill in. */
  readonly snippet: string;
  /** Lower comes first; items of the same rank are sorted by label. */
  readonly rank: number;
  readonly isDeprecated?: boolean;
  /** Edits elsewhere in the file that belong to it. */
  readonly edits?: readonly TextEdit[];
}

/** Ranks, in the order in which people look for things. */
export const RANK = {first: 0, required: 1, usual: 2, rare: 3, deprecated: 4} as const;

/** The text of a snippet without its places to fill in. */
export function plainText(snippet: string): string {
  return snippet.replace(/\\([\\$}|,])|\$\{\d+\|[^}]*\|\}|\$\{\d+:([^}]*)\}|\$\d+/g, (_, escaped, value) => {
    return escaped ?? value ?? "";
  });
}
