import {childSchema} from "../../schema/lookup.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import {allOf, judgeOf, quoted, severityOf} from "../../schema/words.ts";
import {indentEntries, indentStep} from "../../yaml/edit/indent.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type RuleContext} from "../rule.ts";

/** An empty key, and the entries behind it that have just the names of its fields. */
interface Misplaced {
  readonly owner: Field;
  readonly entries: readonly Field[];
}

export default defineRule({
  id: "schema/wrong-indentation",
  summary: "Fields that stand beside the empty key they belong to.",
  severity: "error",
  patches: true,
  supersedes: [
    "schema/unknown-field",
    "schema/missing-field",
    "schema/empty-field",
    "flux/chart-or-chart-ref",
    "kubernetes/missing-name",
  ],

  *check(context) {
    const {resource} = context;
    for (const unknown of unknownFields(context)) {
      const {map, schema, keys} = unknown;
      for (const {owner, entries} of misplacedIn(map, keys, schema, context)) {
        const [first] = entries;
        if (!first?.keySpan) continue;
        const names = allOf(quoted(entries.map((entry) => entry.key)));
        const [belong, them] = entries.length === 1 ? ["belongs", "it"] : ["belong", "them"];
        yield {
          at: first.keySpan,
          covers: [map.markOfKey, ...[owner, ...entries].flatMap((entry) => entry.keySpan ?? [])],
          message: `${names} ${belong} to \`${owner.key}\`, which is empty here; beside it ${judgeOf(resource, unknown)} rejects ${them}.`,
          ...severityOf(unknown),
          fixes: [
            {
              title: `Indent ${names}`,
              edits: indentEntries(resource.document.file, entries, indentStep(resource.document.file, map)),
            },
          ],
        };
      }
    }
  },
});

interface UnknownFields {
  readonly map: Field;
  readonly schema: SchemaNode;
  readonly keys: Set<string>;
  readonly isExternal: boolean;
}

/** The unknown fields of each map that has a schema. */
function unknownFields({schemaProblems}: RuleContext): UnknownFields[] {
  const byPointer = new Map<string, UnknownFields>();
  for (const {keyword, params, field, pointer, schema, isExternal} of schemaProblems) {
    if (keyword !== "additionalProperties" || !schema) continue;
    const known = byPointer.get(pointer) ?? {map: field, schema, keys: new Set(), isExternal};
    known.keys.add(String(params.additionalProperty));
    byPointer.set(pointer, known);
  }
  return [...byPointer.values()];
}

function misplacedIn(
  map: Field,
  unknown: ReadonlySet<string>,
  schema: SchemaNode,
  {schemas}: RuleContext,
): Misplaced[] {
  const fits = (owner: Field, key: string): boolean => {
    const ownerSchema = childSchema(schemas, schema, String(owner.key));
    return Object.hasOwn((ownerSchema && schemas.resolve(ownerSchema).properties) ?? {}, key);
  };
  const found: Misplaced[] = [];
  let owner: Field | undefined;
  let entries: Field[] = [];
  for (const entry of map.entries) {
    const key = String(entry.key);
    if (owner && unknown.has(key) && fits(owner, key)) {
      entries.push(entry);
      if (entries.length === 1) found.push({owner, entries});
      continue;
    }
    owner = entry.type === "null" && !entry.isAlias ? entry : undefined;
    entries = [];
  }
  return found;
}
