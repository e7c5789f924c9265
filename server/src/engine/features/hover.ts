import type {Schemas} from "../ports.ts";
import {retiredVersion} from "../resources/flux-versions.ts";
import {KUSTOMIZE_TYPES} from "../resources/kustomize.ts";
import type {Resource} from "../resources/resource.ts";
import {schemaKey} from "../schema/check.ts";
import {schemaAt} from "../schema/lookup.ts";
import {type Span, touches} from "../text/span.ts";
import {FLUX_KUSTOMIZATION} from "../workspace/flux/kustomization.ts";
import {objectReferences} from "../workspace/references.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {pointerOf} from "../yaml/value.ts";
import {describeField, descriptionOf} from "./describe.ts";
import {effectiveName} from "./effectiveName.ts";
import {aboutEndpoint} from "./hover/endpoint.ts";
import {aboutFlux} from "./hover/flux.ts";
import {aboutKustomization} from "./hover/kustomization.ts";
import {type AddressOf, Links} from "./hover/links.ts";
import {aboutPath} from "./hover/path.ts";
import {aboutReference} from "./hover/reference.ts";
import {aboutResource} from "./hover/resource.ts";
import {pathsOf} from "./names/paths.ts";

/** What is known about the thing at a place, as Markdown, and where that thing stands. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What a hover says beyond the workspace and the schemas. */
export interface HoverSources {
  /** Where the schema of a key comes from, in words. */
  schemaSource?(key: string): string | undefined;
  /** How a place in the repository can be opened. */
  readonly addressOf?: AddressOf;
  /** Whether all of the repository is known; otherwise nothing is said about it. */
  readonly isComplete?: boolean;
}

/** Describes the resource, the reference or the field at an offset. What nobody knows anything about gets no answer. */
export function hover(
  workspace: Workspace,
  schemas: Schemas,
  path: string,
  offset: number,
  {schemaSource = () => undefined, addressOf = () => undefined, isComplete = true}: HoverSources = {},
): Hover | undefined {
  const judgement = workspace.judgement(path);
  const resource = innermost([...(judgement?.resources ?? []), ...(judgement?.inlinePatches ?? [])], offset);
  const found = resource && fieldAtOffset(resource.root, offset);
  if (!resource) return undefined;
  if (!found) return aboutEndpoint(resource, offset);
  const {field, span} = found;
  const links = new Links(workspace, addressOf);
  const name = field.path.join(".");
  const lines = (): string[] => (isComplete ? linesAbout(links, resource) : []);
  const isValue = isComplete && span.start !== field.keySpan?.start && field.type === "scalar";
  const markdown =
    name === "kind" || name === "apiVersion"
      ? describeKind(schemas, resource, schemaSource, lines())
      : ((isValue ? describeValue(links, resource, field, name) : undefined) ?? describe(schemas, resource, field));
  return markdown === undefined ? undefined : {span, markdown};
}

/** What the repository says about a resource; nothing about a patch, which is no object. */
function linesAbout(links: Links, resource: Resource): string[] {
  if (resource.role === "patch") return [];
  if (KUSTOMIZE_TYPES.includes(resource.type)) return aboutKustomization(links, resource);
  return resource.type === FLUX_KUSTOMIZATION ? aboutFlux(links, resource) : aboutResource(links, resource);
}

/** What a name or a path leads to; for the own name of a resource, what the repository says about it. */
function describeValue(links: Links, resource: Resource, field: Field, name: string): string | undefined {
  const isHere = (span: Span): boolean => span.start < field.span.end && field.span.start < span.end;
  if (name === "metadata.name") {
    const lines = linesAbout(links, resource);
    const title = `**${resource.kind}** \`${effectiveName(links.workspace.graph, resource) ?? ""}\``;
    return lines.length > 0 ? [title, asList(lines)].join("\n\n") : undefined;
  }
  const reference = objectReferences(resource).find(({nameField}) => nameField.exists && isHere(nameField.span));
  if (reference) return aboutReference(links, resource, reference);
  const pathReference = pathsOf(links.workspace, resource).find((one) => isHere(one.span));
  return pathReference && aboutPath(links, resource, pathReference);
}

function asList(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
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
  lines: readonly string[],
): string | undefined {
  const key = schemaKey({apiVersion, kind});
  const head = `**${kind}** \`${apiVersion}\``;
  const retired = retiredVersion(group, version, kind);
  const schema = schemas.schema(key);
  if (!retired && !schema && lines.length === 0) return undefined;
  const source = schema && sourceOf(key);
  const parts = [
    head,
    retired &&
      `Deprecated since Flux ${retired.deprecated}, removed in ${retired.removed}. Use \`${retired.replacement}\`.`,
    lines.length > 0 && asList(lines),
    schema && descriptionOf(schemas.resolve(schema)),
    source && `Schema: ${source}`,
  ];
  return parts.filter((part) => part).join("\n\n");
}
