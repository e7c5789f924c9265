import {compareMinors} from "../../resources/flux-versions.ts";
import type {SchemaNode} from "../../schema/schema.ts";
import type {Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {booleans, escaped, textOf} from "./snippet.ts";

/** What a scalar can be: what is allowed, both booleans, the default. */
export function valueCompletions(
  context: CompletionContext,
  place: Place,
  node: SchemaNode,
  prefix = "",
): Completion[] {
  const fallback = typeof node.default === "object" ? undefined : node.default;
  const values = node.type === "boolean" ? booleans(node) : (node.enum ?? (fallback === undefined ? [] : [fallback]));
  return values
    .filter((value) => !isTooNew(context, node, value))
    .map((value) => ({
      label: prefix + String(value),
      kind: "value",
      ...(value === fallback && {detail: "default"}),
      span: context.span(place),
      snippet: `${place.needsSpace ? " " : ""}${prefix}${escaped(textOf(value))}`,
      rank: value === fallback ? RANK.first : RANK.usual,
    }));
}

function isTooNew({flux}: CompletionContext, node: SchemaNode, value: unknown): boolean {
  const since = (node as {"x-enum-since"?: Readonly<Record<string, string>>})["x-enum-since"]?.[String(value)];
  return since !== undefined && compareMinors(since, flux) > 0;
}
