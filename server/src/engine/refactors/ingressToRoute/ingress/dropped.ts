import type {Comment} from "../../../yaml/comments.ts";
import {composeFlow, partOf} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import {plainValue} from "../../../yaml/value.ts";
import {DROPPED} from "../annotations/edits.ts";
import {unknownFields} from "./unknownFields.ts";

/** Comments in the places of the fields that a route has nothing for. */
export function droppedFields(spec: Field): Comment[] {
  const tls = spec.get("tls");
  return [...(tls.exists ? [tls] : []), ...unknownFields(spec)].map((field) => {
    const at = field.keySpan?.start ?? field.span.start;
    const text = composeFlow([[String(field.key), partOf(plainValue(field).value)]]);
    return {span: {start: at, end: at}, text: DROPPED + text, isBehind: false};
  });
}
