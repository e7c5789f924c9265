import {composeKinds} from "./compose.mjs";
import {share} from "./share.mjs";
import {validatorModule} from "./validators.mjs";

/** Every file of schemas/generated: its name and its text. */
export async function generateFiles() {
  const composed = composeKinds();
  const validators = await Promise.all(composed.map(({schema}) => validatorModule(schema)));
  const files = new Map();
  const index = {};
  const schemas = {};
  for (const [position, {keys, source, schema}] of composed.entries()) {
    const validator = `${keys[0].replaceAll("/", "_")}.cjs`;
    files.set(`validators/${validator}`, validators[position]);
    for (const key of keys) {
      index[key] = {validator, source};
      schemas[key] = schema;
    }
  }
  files.set("schemas.json", JSON.stringify(share(schemas, "defs")));
  files.set("index.json", `${JSON.stringify(index, null, 2)}\n`);
  return files;
}
