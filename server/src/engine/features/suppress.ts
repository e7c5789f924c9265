import type {Finding, Fix} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import {isSound, textsAfter} from "../rules/verify.ts";
import type {TextEdit} from "../text/edit.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {lineBreak} from "../yaml/edit/lines.ts";
import {parseYaml, type YamlFile} from "../yaml/parse.ts";
import {plainValue} from "../yaml/value.ts";

/**
 * The comment that silences a finding at its place: behind the line where there is room for one, else on a line of its
 * own above it. Undefined where a comment would become part of a value.
 */
export function suppression(workspace: Workspace, schemas: Schemas, finding: Finding): Fix | undefined {
  const file = workspace.file(finding.file);
  if (!file) return undefined;
  for (const edit of candidates(file, finding)) {
    const fix: Fix = {
      title: `Ignore ${finding.rule} on this line`,
      safe: false,
      edits: new Map([[finding.file, [edit]]]),
    };
    const after = textsAfter(workspace, fix)?.get(finding.file);
    if (after === undefined || valuesOf(parseYaml(file.path, after)) !== valuesOf(file)) continue;
    if (isSound(workspace, schemas, finding, fix)) return fix;
  }
  return undefined;
}

function* candidates(file: YamlFile, {rule, span}: Finding): Iterable<TextEdit> {
  const {line} = file.lines.positionAt(span.start);
  const at = (offset: number, newText: string): TextEdit => ({span: {start: offset, end: offset}, newText});
  for (const own of [line, line - 1]) {
    const directive = /^(.*#\s*flux-workbench:\s*ignore[ \t]+[a-z0-9/, -]*[a-z0-9])/.exec(file.lines.lineText(own));
    if (directive?.[1] !== undefined) yield at(file.lines.lineStart(own) + directive[1].length, `, ${rule}`);
  }
  const comment = `# flux-workbench: ignore ${rule}`;
  const text = file.lines.lineText(line);
  const end = file.lines.lineStart(line) + text.trimEnd().length;
  if (!/(^|\s)#/.test(text)) yield at(end, ` ${comment}`);
  const margin = /^[ \t]*/.exec(text)?.[0] ?? "";
  yield at(file.lines.lineStart(line), `${margin}${comment}${lineBreak(file)}`);
}

/** All values of a file as one text, to tell whether an edit left them alone. */
function valuesOf(file: YamlFile): string {
  return JSON.stringify(file.documents.map(({root, problems}) => [plainValue(root).value, problems.length]));
}
