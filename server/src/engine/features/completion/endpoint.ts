import {ENDPOINT, ENDPOINT_EXAMPLES, ENDPOINT_KEYS, ENDPOINT_LISTS, ENDPOINT_MAPS} from "../../resources/gatus.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import type {BlockText, Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {escaped} from "./snippet.ts";

/** Whether a text in a block scalar is the annotation with an endpoint of Gatus. */
export function isEndpoint({lines}: YamlFile, {first}: BlockText): boolean {
  const key = /^\s*(?:- +)?["']?([^\s"']+?)["']?\s*:/.exec(lines.lineText(first - 1))?.[1];
  return key === ENDPOINT;
}

/** The keys that an endpoint of Gatus can have; what stands below them is left to people. */
export function endpointCompletions(context: CompletionContext, places: readonly Place[] | BlockText): Completion[] {
  if (!("length" in places)) return [];
  return places.flatMap((place) => {
    const {path, position, present} = place;
    if (path.length > 0 || position !== "line") return [];
    const free = Object.entries(ENDPOINT_KEYS).filter(([key]) => !present.has(key));
    return free.map(
      ([key, documentation]): Completion => ({
        label: key,
        kind: "field",
        detail: "Gatus",
        documentation,
        span: context.span(place),
        snippet: place.isKeyed ? escaped(key) : entryOf(key, place),
        rank: RANK.usual,
      }),
    );
  });
}

function entryOf(key: string, {keyColumn}: Place): string {
  const below = `\n${" ".repeat(keyColumn + 2)}`;
  const example = ENDPOINT_EXAMPLES[key];
  const value = example === undefined ? "$1" : `\${1:${escaped(example)}}`;
  if (ENDPOINT_LISTS.has(key)) return `${key}:${below}- ${value}`;
  return ENDPOINT_MAPS.has(key) ? `${key}:${below}${value}` : `${key}: ${value}`;
}
