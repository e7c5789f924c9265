import type {SchemaError, SchemaNode} from "./schema/schema.ts";

/** Where schemas come from. Keys are `apiVersion/Kind`, as `helm.toolkit.fluxcd.io/v2/HelmRelease`. */
export interface Schemas {
  /** All keys there is a schema for. */
  readonly keys: readonly string[];
  has(key: string): boolean;
  /** Checks a value against the schema of `key`; undefined when there is none. */
  validate(key: string, value: unknown): readonly SchemaError[] | undefined;
  /** The schema of `key`, with references resolvable through `resolve`. */
  schema(key: string): SchemaNode | undefined;
  resolve(node: SchemaNode): SchemaNode;
  /**
   * The schema that a document of an unknown kind names itself; `file` is the document's path in the repository.
   * Undefined when it is not at hand, as one that would have to be downloaded, or with nobody to follow addresses.
   */
  external?(file: string, url: string): ExternalSchema | undefined;
}

/** A schema from outside, or the reason why it can't be used. */
export type ExternalSchema =
  | {readonly reason?: undefined; validate(value: unknown): readonly SchemaError[]}
  | {readonly reason: string};
