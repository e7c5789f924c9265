// The schema pipeline is plain JavaScript, so that it runs without a build; here is what the tests see of it.
import {spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join, resolve} from "node:path";
import {pathToFileURL} from "node:url";

export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  pattern?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: boolean | Schema;
  oneOf?: Schema[];
  nullable?: boolean;
  minimum?: number;
  default?: unknown;
  deprecated?: boolean;
  description?: string;
  $ref?: string;
  "x-since"?: string;
  "x-enum-since"?: Record<string, string>;
}

export interface KindEntry {
  kind: string;
  apiVersions: string[];
  package?: string;
  type?: string;
}

export interface ComposedKind {
  kind: string;
  keys: string[];
  source: string;
  schema: Schema;
}

interface Overlay {
  fields: Record<string, object>;
  file: string;
}

interface Overlays {
  types: Map<string, Overlay>;
  kinds: Map<string, Overlay>;
}

export interface Validate {
  (value: unknown): boolean;
  errors?: {keyword: string; instancePath: string; params: Record<string, unknown>}[] | null;
}

const root = resolve(import.meta.dirname, "../..");
const script = async <T>(name: string): Promise<T> =>
  (await import(pathToFileURL(join(root, "scripts/schemas", name)).href)) as T;

export const {kinds} = await script<{kinds: KindEntry[]}>("kinds.mjs");
export const {composeKinds} = await script<{composeKinds(overlays?: Overlays): ComposedKind[]}>("compose.mjs");
export const {readOverlays, typeFile} = await script<{readOverlays(): Overlays; typeFile(entry: KindEntry): string}>(
  "sources.mjs",
);
export const {applyOverlay} = await script<{
  applyOverlay(schema: Schema, fields: Record<string, object>, name: string): Schema;
}>("overlay.mjs");
export const {createDecompiler} = await script<{createDecompiler(): (file: string) => Schema}>("decompile.mjs");
export const {share} = await script<{
  share(kinds: Record<string, Schema>, root: string): {kinds: Record<string, Schema>; defs: Record<string, Schema>};
}>("share.mjs");
export const {formats} = await script<{formats: Record<string, RegExp>}>("formats.mjs");

const generated = join(root, "schemas/generated");

/** Brings schemas/generated up to date; nearly free when it is. */
export function buildGenerated(): void {
  const {status, stderr} = spawnSync(process.execPath, [join(root, "scripts/schemas/build.mjs")], {encoding: "utf8"});
  if (status !== 0 || stderr !== "") throw new Error(`the schemas cannot be built: ${stderr}`);
}

/** A JSON file of schemas/generated. */
export function readGenerated<T>(name: string): T {
  return JSON.parse(readFileSync(join(generated, name), "utf8")) as T;
}

/** The standalone validator in a file of schemas/generated/validators. */
export function loadValidator(file: string): Validate {
  return createRequire(import.meta.url)(join(generated, "validators", file)) as Validate;
}
