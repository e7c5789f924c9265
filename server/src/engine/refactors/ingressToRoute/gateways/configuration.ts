import type {GatewayTarget} from "../../../config.ts";
import {CONFIG_FILE} from "../../../resources/resource.ts";
import type {TextEdit} from "../../../text/edit.ts";
import {addEntries} from "../../../yaml/edit/insert.ts";
import {lineBreak, wholeLines} from "../../../yaml/edit/lines.ts";
import {scalarText} from "../../../yaml/edit/scalar.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";

/** Gateways by the ingress classes whose place they take. */
export type ClassMap = ReadonlyMap<string, GatewayTarget>;

/** A new `.flux-workbench.yaml` that knows these Gateways. */
export function newConfiguration(classes: ClassMap): string {
  return `# ${CONFIG_FILE}: what Flux Workbench knows of this repository.
# The Gateway that takes the place of each ingress class.
gateways:
  ${entriesText(classes).replaceAll("\n", "\n  ")}
`;
}

/** The edits that add Gateways to a `.flux-workbench.yaml`; none where it is written in a way that leaves no place. */
export function configurationEdits(file: YamlFile, classes: ClassMap): TextEdit[] | undefined {
  const document = file.documents[0];
  if (file.documents.length > 1 || document?.problems.length) return undefined;
  const root = document?.root;
  if (!root || root.type === "missing") return appended(file, `gateways:\n  ${indented(classes)}`);
  const gateways = root.get("gateways");
  if (root.isFlow) return inFlow(root, gateways, classes);
  if (gateways.isFlow) return intoFlow(gateways, flowEntries(classes));
  if (gateways.isMap) return addEntries(file, gateways, entriesText(classes, gateways.entries.at(-1)?.isFlow));
  if (gateways.type === "missing") return addEntries(file, root, `gateways:\n  ${indented(classes)}`);
  return gateways.type === "null" && !gateways.isAlias ? intoEmpty(file, gateways, classes) : undefined;
}

function inFlow(root: Field, gateways: Field, classes: ClassMap): TextEdit[] | undefined {
  if (gateways.isMap) return intoFlow(gateways, flowEntries(classes));
  return gateways.type === "missing" ? intoFlow(root, `gateways: { ${flowEntries(classes)} }`) : undefined;
}

/** `key: value` entries behind the last of a map in braces. */
function intoFlow(map: Field, text: string): TextEdit[] | undefined {
  if (map.isAlias) return undefined;
  const last = map.entries.at(-1);
  if (!last) return [{span: map.span, newText: `{ ${text} }`}];
  return [{span: {start: last.contentEnd, end: last.contentEnd}, newText: `, ${text}`}];
}

/** The entries of a key that stands there with nothing behind it but perhaps a comment. */
function intoEmpty(file: YamlFile, empty: Field, classes: ClassMap): TextEdit[] | undefined {
  const key = empty.keySpan;
  if (!key) return undefined;
  if (empty.written !== "") return [{span: empty.span, newText: `{ ${flowEntries(classes)} }`}];
  const {end} = wholeLines(file, key);
  const text = `  ${indented(classes)}`.replaceAll("\n", lineBreak(file));
  const isEnded = file.text[end - 1] === "\n";
  const newText = isEnded ? `${text}${lineBreak(file)}` : `${lineBreak(file)}${text}`;
  return [{span: {start: end, end}, newText}];
}

/** Lines at the end of a file that has nothing but comments. */
function appended(file: YamlFile, text: string): TextEdit[] {
  const newline = lineBreak(file);
  const end = file.text.length;
  const before = file.text === "" || file.text.endsWith("\n") ? "" : newline;
  return [{span: {start: end, end}, newText: `${before}${text.replaceAll("\n", newline)}${newline}`}];
}

function indented(classes: ClassMap): string {
  return entriesText(classes).replaceAll("\n", "\n  ");
}

function entriesText(classes: ClassMap, isFlow = false): string {
  return [...classes]
    .map(([name, target]) => {
      if (isFlow) return `${flowText(name)}: { ${flowTarget(target)} }`;
      return [`${scalarText(name)}:`, ...fieldsOf(target).map((field) => `  ${field}`)].join("\n");
    })
    .join("\n");
}

function flowEntries(classes: ClassMap): string {
  return [...classes].map(([name, target]) => `${flowText(name)}: { ${flowTarget(target)} }`).join(", ");
}

function flowTarget(target: GatewayTarget): string {
  return fieldsOf(target, flowText).join(", ");
}

/** A text between braces, where fewer characters can stand without quotes. */
export function flowText(text: string): string {
  return /[{}[\],]/.test(text) ? JSON.stringify(text) : scalarText(text);
}

function fieldsOf(
  {name, namespace, sectionName}: GatewayTarget,
  textOf: (text: string) => string = scalarText,
): string[] {
  return Object.entries({name, namespace, sectionName}).flatMap(([key, value]) =>
    value === undefined ? [] : `${key}: ${textOf(value)}`,
  );
}
