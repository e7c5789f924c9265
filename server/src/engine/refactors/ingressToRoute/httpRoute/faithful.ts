import {applyEdits, overlap, type TextEdit} from "../../../text/edit.ts";
import type {Leaf, MapPart, Part} from "../../../yaml/edit/compose.ts";
import {parseYaml, type YamlDocument} from "../../../yaml/parse.ts";
import {copiedFrom, type FieldsByStart, fieldsByStart} from "./anchors.ts";
import type {RoutePlan} from "./plan.ts";
import {specEntries} from "./spec.ts";

/**
 * Reads the text after the edits again, and says in which way it is not what was meant: other documents that are
 * changed, fields outside of `spec`, or a `spec` that does not say what was taken over.
 */
export function differsFrom(plan: RoutePlan, edits: readonly TextEdit[]): string | undefined {
  const {document} = plan.resource;
  const {file, index} = document;
  if (overlap(edits)) return "The edits touch each other. This is a mistake in Flux Workbench.";
  const after = parseYaml(file.path, applyEdits(file.text, edits)).documents;
  const added = plan.drafts.length - 1;
  const others = file.documents.every((one, i) => i === index || isSame(one, after[i < index ? i : i + added]));
  if (after.length !== file.documents.length + added || !others) return "Other documents of the file would change.";
  const fields = fieldsByStart(document.root);
  for (const [i, draft] of plan.drafts.entries()) {
    const written = after[index + i];
    if (!written || written.problems.length > 0) return "The result would be no YAML.";
    const spec = written.root.get("spec");
    const meant = meaningOf({entries: specEntries(draft, plan)}, fields);
    const value = (written.plain().value as {spec?: unknown} | undefined)?.spec;
    if (JSON.stringify(value) !== JSON.stringify(meant)) return `\`${spec.name}\` would not say the same.`;
  }
  return keepsTheRest(document, after[index]) ? undefined : "Anchors that other fields use would be lost.";
}

function isSame(before: YamlDocument, after: YamlDocument | undefined): boolean {
  return JSON.stringify(before.plain().value) === JSON.stringify(after?.plain().value);
}

/** Whether all fields but those that a conversion changes have the same values. */
function keepsTheRest(before: YamlDocument, after: YamlDocument | undefined): boolean {
  const rest = (document: YamlDocument | undefined): string => {
    const value = (document?.plain().value ?? {}) as Record<string, unknown>;
    const {apiVersion, kind, spec, metadata, ...others} = value;
    const {annotations, ...meta} = (metadata ?? {}) as Record<string, unknown>;
    return JSON.stringify([meta, others]);
  };
  const kept = annotationsOf(after);
  const old = annotationsOf(before);
  return rest(before) === rest(after) && Object.entries(kept).every(([key, value]) => value === old[key]);
}

function annotationsOf(document: YamlDocument | undefined): Record<string, unknown> {
  const value = document?.plain().value as {metadata?: {annotations?: Record<string, unknown>}} | undefined;
  return value?.metadata?.annotations ?? {};
}

/** What a part stands for: copies by the fields that they are copies of. */
function meaningOf(part: Part, fields: FieldsByStart): unknown {
  if ("text" in part) return leafValue(part, fields);
  if ("items" in part) return part.items.map((item) => meaningOf(item, fields));
  return Object.fromEntries((part as MapPart).entries.map(([key, value]) => [key, meaningOf(value, fields)]));
}

function leafValue(leaf: Leaf, fields: FieldsByStart): unknown {
  const field = copiedFrom(leaf, fields);
  return field ? field.scalar : parseYaml("", leaf.text).documents[0]?.plain().value;
}
