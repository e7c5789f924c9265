import type {Diagnostic} from "vscode-languageserver/node";
import type {Finding} from "../../engine/finding.ts";
import type {Span} from "../../engine/text/span.ts";
import type {YamlFile} from "../../engine/yaml/parse.ts";
import {SOURCE, toDiagnostic} from "../diagnostics.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";

/** What actions are asked for: a place in a file, and the diagnostics that the client shows there. */
export interface Asked {
  readonly place: Place;
  readonly file: YamlFile;
  readonly span: Span;
  readonly shown: readonly Diagnostic[];
}

/** The diagnostic of a finding, as the client sent it where it did: so it knows its own again. */
export function diagnosticOf(session: Session, {place, file, shown}: Asked, finding: Finding): Diagnostic {
  const {line, character} = file.lines.positionAt(finding.span.start);
  const own = shown.find(
    ({source, code, range: {start}}) =>
      source === SOURCE && code === finding.rule && start.line === line && start.character === character,
  );
  return own ?? toDiagnostic(session, place, file, finding);
}

/** Whether what is asked for touches a span, at its end too. */
export function meets({span: {start, end}}: Asked, span: Span): boolean {
  return span.start <= end && start <= span.end;
}
