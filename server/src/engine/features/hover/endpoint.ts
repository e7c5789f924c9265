import {ENDPOINT, ENDPOINT_KEYS} from "../../resources/gatus.ts";
import type {Resource} from "../../resources/resource.ts";
import {gatusAnnotations} from "../../rules/gatus-annotations.ts";
import {type Span, touches} from "../../text/span.ts";
import {parseEmbedded} from "../../yaml/parse.ts";

/** What a key in the annotation with an endpoint of Gatus is for. */
export function aboutEndpoint(resource: Resource, offset: number): {span: Span; markdown: string} | undefined {
  const text = gatusAnnotations(resource).find(({key, span}) => key === ENDPOINT && touches(span, offset));
  const [endpoint] = (text && parseEmbedded(resource.document.file, text)) ?? [];
  const entry = endpoint?.root.entries.find(({keySpan}) => keySpan && touches(keySpan, offset));
  const key = String(entry?.key);
  const markdown = Object.hasOwn(ENDPOINT_KEYS, key)
    ? `**${key}** of a Gatus endpoint\n\n${ENDPOINT_KEYS[key]}`
    : undefined;
  return entry?.keySpan && markdown ? {span: entry.keySpan, markdown} : undefined;
}
