import {type ReferenceTarget, splitType} from "../resources/references/row.ts";
import {splitApiVersion} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";

/** The types that a map may lead to; none where the type is unknown, or not one of those that it may have. */
export function typesOf(to: ReferenceTarget, at: Field): readonly string[] {
  if (to.kind === undefined) return to.types;
  const kind = below(at, to.kind);
  const kindText = kind.exists ? kind.string : to.assumedKind;
  const group = groupOf(to, at);
  if (to.types.length === 0) {
    if (!kindText || group === undefined) return [];
    return [group === "" ? kindText : `${group}/${kindText}`];
  }
  // Of a kind that is not written yet, or only known in the cluster, every type is possible.
  const isOpen = kind.exists ? kind.isUnknown : kindText === undefined;
  return to.types.filter((type) => isOpen || splitType(type).kind === kindText);
}

function groupOf(to: ReferenceTarget, at: Field): string | undefined {
  const path = to.group ?? to.apiVersion;
  const field = path === undefined ? undefined : below(at, path);
  if (!field?.exists) return to.assumedGroup;
  const text = field.string;
  return to.group !== undefined || text === undefined ? text : splitApiVersion(text).group;
}

/** The field at a path of keys; the field itself for "". */
export function below(field: Field, path: string): Field {
  return path === "" ? field : field.at(...path.split("."));
}

/** A text as it is written, `${VAR}` included; an empty one is none. */
export function writtenText(field: Field): string | undefined {
  const {scalar} = field;
  return typeof scalar === "string" && scalar !== "" ? scalar : undefined;
}
