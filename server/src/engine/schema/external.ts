import type {ExternalSchema} from "../ports.ts";
import type {SchemaError} from "./schema.ts";

/** The versions of JSON Schema that are told apart; older ones are read as the first. */
export type Dialect = "draft-07" | "2020-12";

/** A compiled schema, as ajv makes it with all errors and with the schemas at fault. */
export type Validate = ((value: unknown) => unknown) & {errors?: readonly AjvError[] | null | undefined};

interface AjvError extends SchemaError {
  /** Where the keyword stands, as `#/properties/spec/oneOf/0/type`. */
  readonly schemaPath: string;
}

/** Compiles a schema, or throws. The caller brings it, so that nobody pays for it before it is needed. */
export type Compile = (schema: object, dialect: Dialect) => Validate;

/** Makes a schema of the text of a JSON Schema. Never throws. */
export function externalSchema(text: string, compile: Compile): ExternalSchema {
  const schema = parse(text);
  if (schema === undefined) return {reason: "it is no JSON"};
  if (typeof schema !== "object" || schema === null || Array.isArray(schema)) return {reason: "it is no JSON Schema"};
  const {$schema, ...rest} = schema as {$schema?: unknown};
  const dialect = typeof $schema === "string" && /\/20(?:19-09|20-12)\//.test($schema) ? "2020-12" : "draft-07";
  try {
    const validate = compile(rest, dialect);
    return {
      validate(value) {
        validate(value);
        return oneForEachFault(validate.errors ?? []).map(renamed);
      },
    };
  } catch (error) {
    return {reason: `it can't be used: ${error instanceof Error ? error.message : String(error)}`};
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a value lacks for each of several forms says nothing, when it may have any of them. */
function oneForEachFault(errors: readonly AjvError[]): AjvError[] {
  const forms = errors
    .filter(({keyword}) => keyword === "oneOf" || keyword === "anyOf")
    .map(({schemaPath}) => schemaPath);
  return errors.filter(
    ({keyword, schemaPath}) => keyword !== "if" && !forms.some((form) => schemaPath.startsWith(`${form}/`)),
  );
}

/** Keywords that say the same as older ones take their names. */
function renamed({keyword, instancePath, params, parentSchema}: AjvError): SchemaError {
  const same = {instancePath, ...(parentSchema && {parentSchema})};
  if (keyword === "unevaluatedProperties") {
    return {...same, keyword: "additionalProperties", params: {additionalProperty: params.unevaluatedProperty}};
  }
  if (keyword === "dependencies" || keyword === "dependentRequired") return {...same, keyword: "required", params};
  return {...same, keyword, params};
}
