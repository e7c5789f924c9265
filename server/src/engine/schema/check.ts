import type {ExternalSchema, Schemas} from "../ports.ts";
import type {Resource} from "../resources/resource.ts";
import type {Field} from "../yaml/field.ts";
import {fieldAt, type PlainValue, pointerOf, type YamlVersion} from "../yaml/value.ts";
import {schemaAt} from "./lookup.ts";
import {modelineOf} from "./modeline.ts";
import type {SchemaError, SchemaNode} from "./schema.ts";

/** One fault of a resource against the schema of its kind. */
export interface SchemaProblem {
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The value at fault; for an unknown or a missing field, the map that has or lacks it. */
  readonly field: Field;
  readonly pointer: string;
  /** The schema of the value at fault, when it can be found. */
  readonly schema: SchemaNode | undefined;
  /** Whether the schema is one that the document names itself, and not the API's own. */
  readonly isExternal: boolean;
}

/** The key under which schemas are filed. */
export function schemaKey(resource: Pick<Resource, "apiVersion" | "kind">): string {
  return `${resource.apiVersion}/${resource.kind}`;
}

/**
 * What is wrong with a resource according to its schema, without what can't be known: values that are substituted
 * or encrypted, and everything a patch need not have. One problem a fault.
 */
export function schemaProblems(resource: Resource, schemas: Schemas): SchemaProblem[] {
  const key = schemaKey(resource);
  const external = externalSchemaOf(resource, schemas);
  const plain = resource.document.plain(yamlVersionOf(resource));
  if (plain.isTooLarge || isEncrypted(plain.value)) return [];
  const found = (external ? external.validate(plain.value) : schemas.validate(key, plain.value)) ?? [];
  const errors = external ? found : [...found, ...unknownEmptyFields(key, schemas, plain)];
  return errors
    .filter((error) => !isUnknown(error, plain.unknown) && !isToldByType(error, errors))
    .filter((error) => !(resource.role === "patch" && isUsualInPatch(error)))
    .map((error) => ({
      keyword: error.keyword,
      params: error.params,
      field: fieldAt(resource.root, error.instancePath),
      pointer: error.instancePath,
      schema: error.parentSchema ?? (external ? undefined : schemaAt(schemas, key, error.instancePath)),
      isExternal: external !== undefined,
    }))
    .filter((problem) => !isOtherCase(problem, resource, schemas));
}

/** Fields with nothing behind them are kept from the validator; that it does not know them counts all the same. */
function unknownEmptyFields(key: string, schemas: Schemas, {empty}: PlainValue): SchemaError[] {
  return empty.flatMap(({map, key: additionalProperty}) => {
    const schema = schemaAt(schemas, key, map);
    const isClosed = schema?.additionalProperties === false && schema.properties !== undefined;
    if (!isClosed || Object.hasOwn(schema.properties ?? {}, additionalProperty)) return [];
    return {keyword: "additionalProperties", instancePath: map, params: {additionalProperty}};
  });
}

/** The schema that an object of an unknown kind names in a comment, when it can be used. */
export function externalSchemaOf(resource: Resource, schemas: Schemas): UsableSchema | undefined {
  if (resource.role === "patch" || schemas.has(schemaKey(resource))) return undefined;
  const modeline = schemas.external && modelineOf(resource.document);
  const schema = modeline && schemas.external?.(resource.document.file.path, modeline.url);
  return schema?.reason === undefined ? schema : undefined;
}

type UsableSchema = Extract<ExternalSchema, {readonly reason?: undefined}>;

/** Kustomize reads its own files by YAML 1.1; everything else passes through a reader of YAML 1.2. */
export function yamlVersionOf(resource: Pick<Resource, "group" | "role">): YamlVersion {
  return resource.group === "kustomize.config.k8s.io" && resource.role === "object" ? "1.1" : "1.2";
}

/** Whether SOPS has encrypted a document: what stands in it is not what the cluster gets. */
function isEncrypted(value: unknown): boolean {
  const sops = typeof value === "object" && value !== null && "sops" in value ? value.sops : undefined;
  return typeof sops === "object" && sops !== null && "mac" in sops && Boolean(sops.mac);
}

/** A value of a wrong type is never among the allowed values either; once is enough. */
function isToldByType({keyword, instancePath}: SchemaError, errors: readonly SchemaError[]): boolean {
  if (keyword !== "enum" && keyword !== "const") return false;
  return errors.some((other) => other.keyword === "type" && other.instancePath === instancePath);
}

/** An error says nothing when it depends on a value that only the cluster knows. */
function isUnknown(error: SchemaError, unknown: ReadonlySet<string>): boolean {
  if (unknown.size === 0) return false;
  if (unknown.has(error.instancePath)) return true;
  if (
    error.keyword === "required" &&
    unknown.has(error.instancePath + pointerOf([String(error.params.missingProperty)]))
  ) {
    return true;
  }
  const dependsOnParts = ["oneOf", "anyOf", "not", "if", "uniqueItems", "const"].includes(error.keyword);
  if (!dependsOnParts) return false;
  for (const pointer of unknown) if (pointer.startsWith(`${error.instancePath}/`)) return true;
  return false;
}

function isUsualInPatch(error: SchemaError): boolean {
  // `$patch`, `$retainKeys`, `$setElementOrder/…` direct the merge.
  const extra = error.params.additionalProperty;
  return (
    error.keyword === "required" ||
    error.keyword === "minItems" ||
    error.keyword === "minProperties" ||
    (typeof extra === "string" && extra.startsWith("$"))
  );
}

/** Kustomize reads its own files with Go's JSON decoder, which does not mind `Resources:` for `resources:`. */
function isOtherCase(problem: SchemaProblem, resource: Resource, schemas: Schemas): boolean {
  if (resource.group !== "kustomize.config.k8s.io") return false;
  if (problem.keyword === "required") {
    const missing = String(problem.params.missingProperty).toLowerCase();
    return problem.field.entries.some((entry) => String(entry.key).toLowerCase() === missing);
  }
  if (problem.keyword !== "additionalProperties") return false;
  const key = String(problem.params.additionalProperty).toLowerCase();
  const properties = problem.schema ? schemas.resolve(problem.schema).properties : undefined;
  return Object.keys(properties ?? {}).some((property) => property.toLowerCase() === key);
}

/** The pointer of a field in its document. */
export function fieldPointer(field: Field): string {
  return pointerOf(field.path);
}
