import type {Severity} from "../../engine/finding.ts";

/** How parts of the text stand out in a terminal. */
export interface Style {
  severity(severity: Severity, text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  /** A unified diff. */
  diff(text: string): string;
}

/** Text as it is. */
export const PLAIN: Style = {
  severity: (_, text) => text,
  bold: (text) => text,
  dim: (text) => text,
  diff: (text) => text,
};

const COLOURS: Readonly<Record<Severity, number>> = {error: 31, warning: 33, info: 36, hint: 35};

/** Text with the escape sequences that terminals understand. */
export const COLOURED: Style = {
  severity: (severity, text) => `\u001b[1;${COLOURS[severity]}m${text}\u001b[0m`,
  bold: (text) => `\u001b[1m${text}\u001b[0m`,
  dim: (text) => `\u001b[2m${text}\u001b[0m`,
  diff: (text) =>
    text
      .replace(/^(?:---|\+\+\+) .*$/gm, "\u001b[1m$&\u001b[0m")
      .replace(/^@@.*$/gm, "\u001b[36m$&\u001b[0m")
      .replace(/^-.*$/gm, "\u001b[31m$&\u001b[0m")
      .replace(/^\+.*$/gm, "\u001b[32m$&\u001b[0m"),
};
