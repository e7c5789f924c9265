import {anyOf, didYouMean, quoted} from "../schema/words.ts";
import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import {replaceScalar} from "../yaml/edit/scalar.ts";
import {faultOf} from "../yaml/faults.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlDocument} from "../yaml/parse.ts";

/** Why kustomize can't apply a patch. */
export interface PatchFault {
  readonly span: Span;
  readonly message: string;
  readonly fix?: {readonly title: string; readonly edits: readonly TextEdit[] | undefined};
}

/** The operations of a JSON patch, and the field that each can't do without besides `path`. */
const OPERATIONS: ReadonlyMap<string, string | undefined> = new Map([
  ["add", undefined],
  ["remove", undefined],
  ["replace", undefined],
  ["test", undefined],
  ["move", "from"],
  ["copy", "from"],
]);

/** What is wrong with the documents of one patch in themselves. */
export function patchFaults(documents: readonly YamlDocument[]): PatchFault[] {
  const syntax = documents.flatMap((document) => syntaxFault(document) ?? []);
  if (syntax.length > 0) return syntax;
  const [first, ...others] = documents.filter(({root}) => root.exists);
  if (!first) return [];
  // Of a JSON patch, kustomize reads the first document only.
  if (first.root.isList) return first.root.items.flatMap(operationFaults);
  return [first, ...others].flatMap(({root}) => mergePatchFault(root) ?? []);
}

/** What is wrong between a patch and the target that its entry names, which is a missing field where it names none. */
export function targetFaults(documents: readonly YamlDocument[], target: Field): PatchFault[] {
  const [first, second] = documents.filter(({root}) => root.exists);
  if (!first || documents.some(({problems}) => problems.length > 0)) return [];
  if (first.root.isList) {
    if (target.exists || first.root.items.length === 0) return [];
    const message = "A JSON patch does not say which object it changes; its entry in `patches` needs a `target`.";
    return [{span: first.root.item(0).get("op").keySpan ?? first.root.mark, message}];
  }
  if (!target.exists) {
    return documents.flatMap(({root}) => {
      if (!root.isMap || root.entries.length === 0 || root.get("apiVersion").exists) return [];
      return [
        {
          span: root.markOfKey,
          message: "Without a `target`, a patch needs `apiVersion` too to tell which object it changes.",
        },
      ];
    });
  }
  if (!second || !first.root.isMap) return [];
  const message = "Beside a `target`, a patch is one document; give this one an entry of its own.";
  return [{span: second.root.markOfKey, message}];
}

function syntaxFault(document: YamlDocument): PatchFault | undefined {
  const [problem] = document.problems;
  if (!problem) return undefined;
  const fault = faultOf(document);
  if (fault?.isTolerated) return undefined;
  const message = fault?.message ?? "YAML is indented with spaces, not with tabs.";
  return {
    span: fault?.span ?? problem.span,
    message: `This patch is no YAML. ${message}`,
    ...(fault?.repair && {fix: fault.repair}),
  };
}

function mergePatchFault(root: Field): PatchFault | undefined {
  // A variable may hold a whole patch.
  if (root.isUnknown) return undefined;
  if (!root.isMap) {
    const message = "A patch is a map that looks like its object, or a list of JSON patch operations; this is neither.";
    return {span: root.mark, message};
  }
  if (root.get("op").exists && !root.get("kind").exists) {
    const message = "A JSON patch is a list: put a dash before its first operation.";
    return {span: root.get("op").keySpan ?? root.mark, message};
  }
  // Kustomize wants them beside a target too, and does not look at what they say.
  const missing = [["kind"], ["metadata", "name"]].filter((path) => !root.at(...path).exists);
  if (root.entries.length === 0 || missing.length === 0) return undefined;
  const names = quoted(missing.map((path) => path.join("."))).join(" and ");
  const message = `This patch has no ${names}, and kustomize can't read it without; beside a \`target\` any text will do.`;
  return {span: root.markOfKey, message};
}

function operationFaults(item: Field): PatchFault[] {
  if (!item.isMap) {
    return [
      {span: item.mark, message: "An operation of a JSON patch is a map with `op`, `path` and most often `value`."},
    ];
  }
  const op = item.get("op");
  if (op.isUnknown) return [];
  if (op.string === undefined || !OPERATIONS.has(op.string)) return [operationFault(item, op)];
  const pointers = ["path", OPERATIONS.get(op.string)].filter((name) => name !== undefined);
  return pointers.flatMap((name) => pointerFault(item, name, op.string ?? "") ?? []);
}

function operationFault(item: Field, op: Field): PatchFault {
  const known = [...OPERATIONS.keys()];
  const near = op.string === undefined ? undefined : didYouMean(op.string, known);
  return {
    span: op.exists ? op.mark : item.markOfKey,
    message: op.exists
      ? `\`${op.written}\` is no operation of a JSON patch; there are ${anyOf(quoted(known)).replace(" or ", " and ")}.${near ? ` Did you mean \`${near}\`?` : ""}`
      : "This operation says what and where, but not `op`.",
    ...(near && {fix: {title: `Use \`${near}\``, edits: replaceScalar(op, near)}}),
  };
}

/** A JSON pointer starts with a slash. Without any, kustomize finds nothing; with one further on, it finds another field. */
function pointerFault(item: Field, name: string, op: string): PatchFault | undefined {
  const field = item.get(name);
  if (field.isUnknown) return undefined;
  if (!field.exists) return {span: item.get("op").mark, message: `\`${op}\` needs \`${name}\`.`};
  const text = field.string;
  if (text === undefined || text === "" || text.startsWith("/")) return undefined;
  const slash = text.indexOf("/");
  const pointer = `/${slash < 0 ? text.replaceAll(".", "/") : text}`;
  return {
    span: field.mark,
    message:
      slash < 0
        ? `\`${text}\` is no JSON pointer: it starts with \`/\`, and so does every part of it, as \`/spec/replicas\`.`
        : `A JSON pointer starts with \`/\`; without, kustomize takes \`${text}\` for \`${text.slice(slash)}\`.`,
    fix: {title: `Use \`${pointer}\``, edits: replaceScalar(field, pointer)},
  };
}
