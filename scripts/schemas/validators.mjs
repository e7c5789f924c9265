import Ajv, {_ as ajvCode} from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import {build} from "esbuild";
import {formats} from "./formats.mjs";
import {root} from "./packages.mjs";
import {ANNOTATIONS, mapChildren, share} from "./share.mjs";

/**
 * One self-contained CommonJS module: `validate(value)`, then `validate.errors`. Errors carry keyword, params and
 * instancePath and no message, since the engine writes its own.
 */
export async function validatorModule(schema) {
  const result = await build({
    stdin: {contents: validatorSource(schema), resolveDir: root, loader: "js"},
    bundle: true,
    minify: true,
    write: false,
    format: "cjs",
    platform: "neutral",
    mainFields: ["main"],
    target: "node20",
    logLevel: "error",
  });
  return result.outputFiles[0].text;
}

function validatorSource(schema) {
  const {kinds, defs} = share({kind: strip(schema)}, "definitions");
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    messages: false,
    inlineRefs: false,
    formats,
    code: {source: true, formats: formatCode()},
  });
  const validate = ajv.compile({...kinds.kind, definitions: defs});
  return standaloneCode(ajv, validate);
}

function formatCode() {
  return ajvCode`require("./scripts/schemas/formats.mjs").formats`;
}

function strip(schema) {
  const stripped = mapChildren(schema, strip);
  for (const keyword of ANNOTATIONS) delete stripped[keyword];
  return stripped;
}
