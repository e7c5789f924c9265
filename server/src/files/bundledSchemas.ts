import fs from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import type {Schemas} from "../engine/ports.ts";
import type {SchemaError, SchemaNode} from "../engine/schema/schema.ts";

type Validate = ((value: unknown) => boolean) & {errors?: readonly SchemaError[] | null};

interface Documentation {
  readonly kinds: Readonly<Record<string, SchemaNode>>;
  readonly defs: Readonly<Record<string, SchemaNode>>;
}

/**
 * The schemas that were built into `folder`. A kind's validator is loaded when the first document of the kind is met,
 * the schemas with their descriptions when the first fault, hover or completion asks for them.
 */
export function bundledSchemas(folder: string): Schemas {
  const load = createRequire(path.join(folder, "index.json"));
  const index = load("./index.json") as Record<string, {readonly validator: string}>;
  const validators = new Map<string, Validate>();
  let documentation: Documentation | undefined;

  const validatorOf = (key: string): Validate | undefined => {
    const file = Object.hasOwn(index, key) ? index[key]?.validator : undefined;
    if (file === undefined) return undefined;
    let validate = validators.get(file);
    if (!validate) {
      validate = load(`./validators/${file}`) as Validate;
      validators.set(file, validate);
    }
    return validate;
  };
  const documented = (): Documentation => {
    documentation ??= JSON.parse(fs.readFileSync(path.join(folder, "schemas.json"), "utf8")) as Documentation;
    return documentation;
  };

  return {
    keys: Object.keys(index),
    has: (key) => Object.hasOwn(index, key),
    validate(key, value) {
      const validate = validatorOf(key);
      if (!validate) return undefined;
      return validate(value) ? [] : (validate.errors ?? []);
    },
    schema: (key) => documented().kinds[key],
    resolve(node) {
      if (node.$ref === undefined) return node;
      const {$ref, ...own} = node;
      return {...documented().defs[$ref.replace(/^#\/defs\//, "")], ...own};
    },
  };
}
