import type {TextEdit} from "./text/edit.ts";
import type {Span} from "./text/span.ts";

export const SEVERITIES = ["error", "warning", "info", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** A change that mends a finding. `safe` fixes keep the meaning and may be applied without a look. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  /** Edits by file. */
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
}

/** A place in another file that explains a finding. */
export interface Related {
  readonly file: string;
  readonly span: Span;
  readonly message: string;
}

/** Something that is wrong at a place of a file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly span: Span;
  readonly message: string;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
}
