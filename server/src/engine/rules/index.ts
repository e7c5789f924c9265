// Written by `npm run generate`.
import fluxInvalidDuration from "./flux/invalid-duration.ts";
import type {Rule} from "./rule.ts";
import schemaInvalidFormat from "./schema/invalid-format.ts";
import schemaInvalidValue from "./schema/invalid-value.ts";
import schemaMissingField from "./schema/missing-field.ts";
import schemaUnknownField from "./schema/unknown-field.ts";
import schemaWrongType from "./schema/wrong-type.ts";
import yamlDuplicateKey from "./yaml/duplicate-key.ts";
import yamlSyntax from "./yaml/syntax.ts";
import yamlTabIndentation from "./yaml/tab-indentation.ts";
import yamlUnresolvableAlias from "./yaml/unresolvable-alias.ts";

/** All rules, in the order of their ids. */
export const RULES: readonly Rule[] = [
  fluxInvalidDuration,
  schemaInvalidFormat,
  schemaInvalidValue,
  schemaMissingField,
  schemaUnknownField,
  schemaWrongType,
  yamlDuplicateKey,
  yamlSyntax,
  yamlTabIndentation,
  yamlUnresolvableAlias,
];
