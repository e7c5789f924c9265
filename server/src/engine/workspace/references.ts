import type {ReferenceRow} from "../resources/references/row.ts";
import {referenceRows} from "../resources/references/table.ts";
import type {Resource} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";
import {select} from "../yaml/select.ts";
import {below, typesOf, writtenText} from "./reference-types.ts";

export {ANY, type Definition, definitionsBeside} from "./definitions.ts";

export type {PathKind, PathReference} from "./path-references.ts";
export {pathReferences} from "./path-references.ts";

/** A place in a resource that names another one. */
export interface ObjectReference {
  readonly row: ReferenceRow;
  /** The map, or the plain text, that makes the reference. */
  readonly at: Field;
  /** Where the name stands, or would stand: what a rename changes. */
  readonly nameField: Field;
  /** The name, where it is a known text. */
  readonly name: string | undefined;
  /** The name as written, `${VAR}` included; undefined where no text stands. */
  readonly rawName: string | undefined;
  /** Where the namespace stands, or would stand; undefined where the reference can't leave its own. */
  readonly namespaceField: Field | undefined;
  /** The namespace, where it is a known text; otherwise the referring object's own, or unknown. */
  readonly namespace: string | undefined;
  readonly isNamespaceUnknown: boolean;
  /** The types it may lead to; none where the type is unknown or not one that the field takes. */
  readonly types: readonly string[];
  /** Whether the object may be absent. */
  readonly isOptional: boolean;
}

/** The places in a resource that name other ones. */
export function objectReferences(resource: Resource): ObjectReference[] {
  const found: ObjectReference[] = [];
  for (const row of referenceRows(resource.type)) {
    for (const at of select(resource.root, row.at)) {
      if (row.name === "" ? at.type === "scalar" || at.type === "null" : at.isMap) found.push(referenceAt(row, at));
    }
  }
  return found;
}

function referenceAt(row: ReferenceRow, at: Field): ObjectReference {
  const nameField = below(at, row.name ?? "name");
  const rawName = writtenText(nameField);
  const isOneObject = rawName !== undefined && !row.exceptNames?.test(rawName);
  const namespaceField = row.namespace === undefined ? undefined : below(at, row.namespace);
  const namespace = namespaceField?.string || undefined;
  const optional = row.optional === undefined ? undefined : below(at, row.optional);
  return {
    row,
    at,
    nameField,
    name: isOneObject ? nameField.string : undefined,
    rawName,
    namespaceField,
    namespace,
    isNamespaceUnknown: namespaceField?.exists ? namespaceField.string === undefined : row.isElsewhere === true,
    types: typesOf(row.to, at),
    isOptional: optional?.exists === true && optional.boolean !== false,
  };
}

/** A reference as plain data, for the summary of a file. Texts are as written, `${VAR}` included. */
export interface ReferenceSummary {
  readonly type: string;
  readonly name: string;
  /** Left out where it is the referring object's own. */
  readonly namespace?: string;
}

/** The references of a resource that name an object of a known type, each once. */
export function referenceSummaries(resource: Resource): ReferenceSummary[] {
  const found = new Map<string, ReferenceSummary>();
  for (const {types, rawName, row, namespaceField} of objectReferences(resource)) {
    if (!rawName || row.exceptNames?.test(rawName)) continue;
    const namespace = namespaceField && writtenText(namespaceField);
    for (const type of types) {
      found.set(`${type}\n${namespace ?? ""}\n${rawName}`, {type, name: rawName, ...(namespace && {namespace})});
    }
  }
  return [...found.values()];
}
