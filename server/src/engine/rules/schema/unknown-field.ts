import {schemaKey} from "../../schema/check.ts";
import {childSchema, schemaAt} from "../../schema/lookup.ts";
import {didYouMean, kindInWords, severityOf, verdictOf} from "../../schema/words.ts";
import {folderOf} from "../../text/paths.ts";
import {outdentEntry} from "../../yaml/edit/indent.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import {columnOf} from "../../yaml/edit/lines.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import {pointerOf} from "../../yaml/value.ts";
import {defineRule, type ProposedFix, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "schema/unknown-field",
  summary: "A field that the kind does not have.",
  severity: "error",
  patches: true,

  *check(context) {
    const {resource, schemas} = context;
    for (const problem of context.schemaProblems) {
      const {keyword, params, field, schema} = problem;
      if (keyword !== "additionalProperties") continue;
      const name = String(params.additionalProperty);
      const extra = field.get(name);
      const known = Object.keys((schema && schemas.resolve(schema).properties) ?? {});
      const near = didYouMean(
        name,
        known.filter((key) => !field.get(key).exists),
      );
      const home = near === undefined ? homeOf(context, field, name) : undefined;
      const where = field.name === "" ? "" : ` in \`${field.name}\``;
      const dropped = droppedBy(context);
      yield {
        at: extra.keySpan ?? field.mark,
        message:
          [`${kindInWords(resource)} has no field \`${name}\`${where}`, dropped ?? verdictOf(resource, problem)].join(
            "; ",
          ) + (near ? `. Did you mean \`${near}\`?` : home ? `. It belongs ${placeOf(home)}.` : "."),
        ...(dropped ? {severity: "warning"} : severityOf(problem)),
        fixes: [
          near && extra.exists ? {title: `Rename to \`${near}\``, edits: renameKey(extra, near)} : undefined,
          home && extra.exists ? outdented(context, extra, home) : undefined,
          // Without a field that is needed, only under its right name, nothing is won.
          near && schema?.required?.includes(near)
            ? undefined
            : {title: `Remove \`${name}\``, edits: removeField(resource.document.file, extra)},
        ],
      };
    }
  },
});

/** Kubernetes' own groups. Flux reads their objects into typed ones before it applies them, all but those below. */
const TYPED_GROUPS = [
  "",
  "apps",
  "autoscaling",
  "batch",
  "networking.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "storage.k8s.io",
];
const UNTYPED = ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"];

/** Who loses an unknown field on the way without a word, so that nothing fails and nothing happens either. */
function droppedBy({resource, workspace}: RuleContext): string | undefined {
  const {group, type} = resource;
  if (group === "kustomize.config.k8s.io" && workspace.isFluxPath(folderOf(resource.document.file.path))) {
    // Flux rewrites the kustomization at a `spec.path` before it builds.
    return "Flux drops it silently, `kustomize build` stops at it";
  }
  if (!TYPED_GROUPS.includes(group) || UNTYPED.includes(type) || type === "config") return undefined;
  return "Flux drops it silently, `kubectl` rejects it";
}

/** The nearest map around a map that has the field in its schema, and not yet in the document. */
function homeOf({resource, schemas}: RuleContext, map: Field, name: string): Field | undefined {
  for (let home = map.parent; home; home = home.parent) {
    const schema = home.isMap ? schemaAt(schemas, schemaKey(resource), pointerOf(home.path)) : undefined;
    const isKnown = schema?.properties !== undefined && childSchema(schemas, schema, name) === schema.properties[name];
    if (isKnown && schema.properties?.[name] && !home.get(name).exists) return home;
  }
  return undefined;
}

function placeOf(home: Field): string {
  return home.name === "" ? "to the top level" : `to \`${home.name}\``;
}

/** Moves the last entry of a map left to the map around it; what follows an entry that is not the last would go along. */
function outdented({resource}: RuleContext, entry: Field, home: Field): ProposedFix | undefined {
  const {file} = resource.document;
  const keys = home.entries[0]?.keySpan;
  if (!entry.keySpan || !keys || home.isFlow) return undefined;
  let outermost: Field | undefined = entry;
  for (; outermost?.parent && outermost.parent.node !== home.node; outermost = outermost.parent) {
    if (!outermost.parent.isMap || outermost.parent.entries.at(-1)?.node !== outermost.node) return undefined;
  }
  const columns = columnOf(file, entry.keySpan.start) - columnOf(file, keys.start);
  return {title: `Move to ${placeOf(home).slice(3)}`, edits: outdentEntry(file, entry, columns)};
}
