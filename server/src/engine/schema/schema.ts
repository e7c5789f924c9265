/** The part of JSON Schema that our schemas use. */
export interface SchemaNode {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly deprecated?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly minimum?: number;
  readonly maximum?: number;
  /** First Flux minor whose API has the field. */
  readonly "x-since"?: string;
  /** The same for values of `enum` that came later than the field. */
  readonly "x-enum-since"?: Readonly<Record<string, string>>;
}

/** One fault that a validator found, as ajv reports it. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value at fault. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The schema that has the keyword, from validators that tell it. */
  readonly parentSchema?: SchemaNode;
}
