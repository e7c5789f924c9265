import fs from "node:fs";
import path from "node:path";
import type {Schemas} from "../engine/ports.ts";
import {bundledSchemas} from "../files/bundledSchemas.ts";

/** What ships with the server. The first folder of each list that exists counts: the bundle's, then a checkout's. */
export interface ServerFiles {
  readonly schemas: readonly string[];
  readonly pages: readonly string[];
  readonly version: string;
}

const NO_SCHEMAS: Schemas = {
  keys: [],
  has: () => false,
  validate: () => undefined,
  schema: () => undefined,
  resolve: (node) => node,
};

/** The schemas and what is known about them. */
export interface LoadedSchemas {
  readonly schemas: Schemas;
  readonly sourceOf: (key: string) => string | undefined;
}

/** The schemas, or none with a sentence that says why. */
export function loadSchemas(folders: readonly string[]): LoadedSchemas & {readonly problem?: string} {
  const nothing = {schemas: NO_SCHEMAS, sourceOf: () => undefined};
  const folder = folders.find((one) => fs.existsSync(path.join(one, INDEX)));
  if (folder === undefined) {
    const places = folders.join(" or ");
    return {
      ...nothing,
      problem: `Flux Workbench finds no schemas in ${places}, so it checks no fields. Install it again.`,
    };
  }
  try {
    const index = JSON.parse(fs.readFileSync(path.join(folder, INDEX), "utf8")) as Index;
    return {schemas: bundledSchemas(folder), sourceOf: (key) => index[key]?.source};
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {...nothing, problem: `Flux Workbench can't read its schemas in ${folder}: ${reason}`};
  }
}

const INDEX = "index.json";

type Index = Readonly<Record<string, {readonly source?: string} | undefined>>;
