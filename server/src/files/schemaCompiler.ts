import type {Compile, Validate} from "../engine/schema/external.ts";

/** Ajv, in the two versions that schemas are written for. Lenient: what it does not know is not the document's fault. */
export async function loadCompiler(): Promise<Compile> {
  const [{Ajv}, {Ajv2020}] = await Promise.all([import("ajv"), import("ajv/dist/2020.js")]);
  const options = {
    allErrors: true,
    strict: false,
    messages: false,
    verbose: true,
    logger: false as const,
    validateSchema: false,
    validateFormats: false,
    unicodeRegExp: false,
  };
  return (schema, dialect) => {
    // One for each, because schemas from different places may have the same `$id`.
    const ajv = dialect === "2020-12" ? new Ajv2020(options) : new Ajv(options);
    return ajv.compile(schema) as Validate;
  };
}
