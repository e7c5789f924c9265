import type {Schemas} from "../ports.ts";
import {retiredVersion} from "../resources/flux-versions.ts";
import type {Resource} from "../resources/resource.ts";
import {schemaKey} from "../schema/check.ts";
import {schemaAt} from "../schema/lookup.ts";
import {type Span, touches} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {pointerOf} from "../yaml/value.ts";
import {describeField, descriptionOf} from "./describe.ts";

/** What is known about the thing at a place, as Markdown, and where that thing stands. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** Describes the field or the kind at an offset. What the schemas do not know gets no answer. */
export function hover(
  workspace: Workspace,
  schemas: Schemas,
  path: string,
  offset: number,
  /** Where the schema of a key comes from, in words. */
  sourceOf: (key: string) => string | undefined = () => undefined,
): Hover | undefined {
  const judgement = workspace.judgement(path);
  const resource = innermost([...(judgement?.resources ?? []), ...(judgement?.inlinePatches ?? [])], offset);
  const found = resource && fieldAtOffset(resource.root, offset);
  if (!resource || !found) return undefined;
  const {field, span} = found;
  const isOfRoot = field.path.length === 1;
  const markdown =
    isOfRoot && (field.key === "kind" || field.key === "apiVersion")
      ? describeKind(schemas, resource, sourceOf)
      : describe(schemas, resource, field);
  return markdown === undefined ? undefined : {span, markdown};
}

/** Patches lie inside the documents that hold them, so the shortest document around a place is the right one. */
function innermost(resources: readonly Resource[], offset: number): Resource | undefined {
  return resources
    .filter(({document}) => touches(document.span, offset))
    .sort((a, b) => length(a.document.span) - length(b.document.span))[0];
}

function length({start, end}: Span): number {
  return end - start;
}

/** The field whose key or scalar value stands at an offset. What an alias stands for is written somewhere else. */
function fieldAtOffset(parent: Field, offset: number): {field: Field; span: Span} | undefined {
  const {entries} = parent;
  for (const field of entries) {
    // Keys first: a value above may reach down to the line break before the key.
    if (field.keySpan && touches(field.keySpan, offset)) return {field, span: field.keySpan};
  }
  for (const field of [...entries, ...parent.items]) {
    if (field.isAlias || !touches(field.span, offset)) continue;
    const below = fieldAtOffset(field, offset);
    if (below) return below;
    if (field.type === "scalar" && field.style !== "block") return {field, span: field.span};
  }
  return undefined;
}

function describe(schemas: Schemas, resource: Resource, field: Field): string | undefined {
  const key = schemaKey(resource);
  const schema = schemaAt(schemas, key, pointerOf(field.path));
  if (!schema) return undefined;
  const parent = field.parent && schemaAt(schemas, key, pointerOf(field.parent.path));
  const name = typeof field.key === "number" ? (field.parent?.name ?? "") : String(field.key);
  return describeField(schemas, name, schema, parent?.required?.includes(String(field.key)) ?? false);
}

function describeKind(
  schemas: Schemas,
  {apiVersion, group, version, kind}: Resource,
  sourceOf: (key: string) => string | undefined,
): string | undefined {
  const key = schemaKey({apiVersion, kind});
  const head = `**${kind}** \`${apiVersion}\``;
  const retired = retiredVersion(group, version, kind);
  const schema = schemas.schema(key);
  if (!retired && !schema) return undefined;
  const source = schema && sourceOf(key);
  const parts = [
    head,
    retired &&
      `Deprecated since Flux ${retired.deprecated}, removed in ${retired.removed}. Use \`${retired.replacement}\`.`,
    schema && descriptionOf(schemas.resolve(schema)),
    source && `Schema: ${source}`,
  ];
  return parts.filter((part) => part).join("\n\n");
}
