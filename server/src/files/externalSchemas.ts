import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import type {ExternalSchema, Schemas} from "../engine/ports.ts";
import {type Compile, externalSchema} from "../engine/schema/external.ts";
import {loadCompiler} from "./schemaCompiler.ts";
import {messageOf} from "./walk.ts";

/** Larger schemas are no schemas of one kind. */
const MAX_BYTES = 5 * 1024 * 1024;

/** Compiled schemas that are kept; no repository names as many. */
const MAX_COMPILED = 200;

/** Where the schemas come from that documents name themselves. */
export interface ExternalSources {
  /** The root of the repository; schemas outside of it are not read. */
  readonly root: string;
  /** The text at an `https:` address as far as it is at hand; left out where nothing may be downloaded. */
  readonly remote?: (url: string) => string | undefined;
  /** Called when schemas that were asked for can be used from now on. */
  readonly onReady?: () => void;
}

/** The schemas that documents of unknown kinds name themselves. */
export interface ExternalSchemas {
  find(file: string, url: string): ExternalSchema | undefined;
  /** Loads what is needed to use them; who can't wait is told through `onReady`. */
  prepare(): Promise<void>;
  /** What is being loaded since the first document asked for it; undefined where none did. */
  readonly loading: Promise<void> | undefined;
}

/** Adds the schemas that documents name themselves to others. */
export function withExternal(schemas: Schemas, external: ExternalSchemas): Schemas {
  return {...schemas, external: external.find};
}

/**
 * Schemas from files in the repository, named relative to the file or as `file:` addresses, and from what was
 * downloaded. The compiler is loaded when the first one is met.
 */
export function externalSchemas({root, remote, onReady}: ExternalSources): ExternalSchemas {
  const compiled = new Map<string, ExternalSchema>();
  const read = reader();
  let compile: Compile | undefined;
  let loading: Promise<void> | undefined;

  const prepare = (): Promise<void> => {
    // Without the compiler, documents of unknown kinds stay what they are without it: not checked.
    loading ??= loadCompiler().then(
      (loaded) => {
        compile = loaded;
        onReady?.();
      },
      () => undefined,
    );
    return loading;
  };
  const schemaOf = (text: string): ExternalSchema | undefined => {
    if (!compile) {
      void prepare();
      return undefined;
    }
    let schema = compiled.get(text);
    if (!schema) {
      if (compiled.size >= MAX_COMPILED) compiled.clear();
      schema = externalSchema(text, compile);
      compiled.set(text, schema);
    }
    return schema;
  };

  return {
    prepare,
    get loading() {
      return loading;
    },
    find(file, url) {
      if (/^https:\/\//i.test(url)) {
        const text = remote?.(url);
        return text === undefined ? undefined : schemaOf(text);
      }
      const place = placeOf(root, file, url);
      if (place === undefined) return undefined;
      const content = read(root, place);
      return "reason" in content ? {reason: content.reason} : schemaOf(content.text);
    },
  };
}

/** The file that an address means; undefined for addresses of other kinds. */
function placeOf(root: string, file: string, url: string): string | undefined {
  const plain = url.replace(/[?#].*$/, "");
  if (/^file:\/\//i.test(plain)) {
    try {
      return fileURLToPath(plain);
    } catch {
      return undefined;
    }
  }
  const relative = plain.replace(/^file:/i, "");
  // A letter alone before the colon is a drive.
  if (/^[a-z][a-z0-9+.-]+:/i.test(relative)) return undefined;
  return path.resolve(path.join(root, path.dirname(file)), relative);
}

type Content = {readonly text: string} | {readonly reason: string};

/** Reads files, and those that did not change once. */
function reader(): (root: string, file: string) => Content {
  const known = new Map<string, {readonly stamp: string; readonly content: Content}>();
  return (root, file) => {
    try {
      // A link may lead out of the repository.
      const real = fs.realpathSync(file);
      if (!isWithin(fs.realpathSync(root), real)) return {reason: "it is not in this repository"};
      const {mtimeMs, size} = fs.statSync(real);
      const stamp = `${mtimeMs} ${size}`;
      const cached = known.get(real);
      if (cached?.stamp === stamp) return cached.content;
      const content =
        size > MAX_BYTES
          ? {reason: "it is larger than 5 MB"}
          : {text: fs.readFileSync(real, "utf8").replace(/^\uFEFF/, "")};
      known.set(real, {stamp, content});
      return content;
    } catch (error) {
      return {reason: `it can't be read: ${messageOf(error)}`};
    }
  };
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative !== "" && !relative.startsWith("..") && !path.isAbsolute(relative);
}
