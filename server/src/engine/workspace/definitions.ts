import {type DefinitionRow, definitionRows} from "../resources/references/definitions.ts";
import type {Resource} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";
import {select} from "../yaml/select.ts";
import {below, typesOf, writtenText} from "./reference-types.ts";

/** In a definition: whatever the type, whatever the name. Nobody can say then that an object is missing. */
export const ANY = "*";

/** An object that exists because a resource has it made. */
export interface Definition {
  /** `group/Kind`, or `ANY`. */
  readonly type: string;
  /** As written, `${VAR}` included, or `ANY`; undefined for an object that is named like the namespace it is in. */
  readonly name: string | undefined;
  /** As written; undefined where it is the resource's own. */
  readonly namespace: string | undefined;
  readonly isNamespaceUnknown: boolean;
  /** What gives the name: where it is written, or would be. */
  readonly field: Field;
}

/** The objects that exist because a resource has them made, beside the resource itself. */
export function definitionsBeside(resource: Resource): Definition[] {
  return definitionRows(resource.type).flatMap((row) =>
    select(resource.root, row.at)
      .filter((at) => at.isMap && isMade(row, at))
      .flatMap((at) => definitionsAt(row, at, resource)),
  );
}

function isMade(row: DefinitionRow, at: Field): boolean {
  const holds = ({field, values}: {readonly field: string; readonly values?: readonly string[]}): boolean => {
    const found = below(at, field);
    return values ? values.includes(found.string ?? "") : found.exists;
  };
  if (row.requires !== undefined && !below(at, row.requires).exists) return false;
  return !row.unless?.some(holds) && (row.where === undefined || holds(row.where));
}

function definitionsAt(row: DefinitionRow, at: Field, resource: Resource): Definition[] {
  const metadata = resource.root.get("metadata");
  const isPattern = (text: string | undefined): boolean =>
    row.patternMark !== undefined && text?.includes(row.patternMark) === true;
  const own = row.name === undefined ? metadata.get("name") : below(at, row.name);
  const field = own.exists || row.assumedName !== "name" ? own : metadata.get("name");
  const namespaceField = row.namespace === undefined ? undefined : below(at, row.namespace);
  const namespace = namespaceField && writtenText(namespaceField);
  const isNamedAfterNamespace = row.assumedName === "namespace" && !own.exists;
  const isNamed = row.name !== undefined || row.assumedName !== undefined;
  const text = isNamed ? writtenText(field) : undefined;
  const name = isNamedAfterNamespace ? undefined : text === undefined || isPattern(text) ? ANY : text;
  const types = typesOf(row.to, at).filter((type) => !isPattern(type));
  return (types.length > 0 ? types : [ANY]).map((type) => ({
    type,
    name,
    namespace: isPattern(namespace) ? undefined : namespace,
    isNamespaceUnknown: row.isElsewhere === true || isPattern(namespace) || namespaceField?.isUnknown === true,
    field,
  }));
}
