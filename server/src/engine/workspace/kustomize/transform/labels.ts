import {METADATA_LABELS, SELECTOR_LABELS, TEMPLATE_LABELS} from "./field-spec-tables.ts";
import {entrySetter, type FieldSpec, setFields} from "./field-specs.ts";
import {Failure, fieldOf, isMap, type PlainObject} from "./plain.ts";

/** An entry of a kustomization's `labels`. */
export interface Labels {
  readonly pairs: Readonly<Record<string, string>>;
  readonly includeSelectors?: boolean;
  readonly includeTemplates?: boolean;
  /** Further fields that get the labels, in the terms of kustomize's configuration. */
  readonly fields?: readonly unknown[];
}

/** Sets labels in the metadata, and in templates and selectors where the entry says so. */
export function setLabels(object: PlainObject, labels: Labels): PlainObject {
  const builtIn = labels.includeSelectors
    ? SELECTOR_LABELS
    : [...(labels.includeTemplates ? TEMPLATE_LABELS : []), METADATA_LABELS];
  const specs = builtIn.reduce(addSpec, (labels.fields ?? []).flatMap(asFieldSpec));
  // Without a pair, not even the maps are made.
  return Object.keys(labels.pairs).length === 0 ? object : setFields(object, specs, entrySetter(labels.pairs));
}

/** Adds a field that is not there yet; the same field of the same type can't both be made and not be made. */
function addSpec(specs: readonly FieldSpec[], added: FieldSpec): readonly FieldSpec[] {
  const twin = specs.find((spec) => spec.path === added.path && isWithin(spec, added));
  if (!twin) return [...specs, added];
  if (Boolean(twin.create) !== Boolean(added.create)) {
    throw new Failure(`\`fields\` of labels contradict kustomize's own about creating \`${added.path}\``);
  }
  return specs;
}

function isWithin(spec: FieldSpec, other: FieldSpec): boolean {
  return (["group", "version", "kind"] as const).every((part) => !other[part] || spec[part] === other[part]);
}

function asFieldSpec(entry: unknown): FieldSpec[] {
  if (!isMap(entry)) return [];
  const text = (name: string): string => {
    const value = fieldOf(entry, name);
    return typeof value === "string" ? value : "";
  };
  const type = {group: text("group"), version: text("version"), kind: text("kind")};
  return [{...type, path: text("path"), create: fieldOf(entry, "create") === true}];
}
