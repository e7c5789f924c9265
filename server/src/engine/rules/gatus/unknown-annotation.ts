import {ENABLED, ENDPOINT, ENDPOINT_KEYS, SIDECAR_PREFIX} from "../../resources/gatus.ts";
import {didYouMean} from "../../schema/words.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import {columnOf, lineBreak} from "../../yaml/edit/lines.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {gatusAnnotations} from "../gatus-annotations.ts";
import {defineRule, type ProposedFix, type Report} from "../rule.ts";

const KNOWN = [ENABLED, ENDPOINT];

export default defineRule({
  id: "gatus/unknown-annotation",
  summary: "An annotation that gatus-sidecar does not read.",
  severity: "warning",
  patches: true,

  *check({resource}) {
    for (const field of gatusAnnotations(resource)) {
      const key = String(field.key);
      if (!KNOWN.includes(key)) yield report(resource.document.file, field, key);
    }
  },
});

function report(file: YamlFile, field: Field, key: string): Report {
  const at = field.keySpan ?? field.mark;
  const name = key.slice(SIDECAR_PREFIX.length);
  if (Object.hasOwn(ENDPOINT_KEYS, name)) {
    return {
      at,
      message: `gatus-sidecar reads only \`enabled\` and \`endpoint\`: \`${name}\` is a key in the text of \`${ENDPOINT}\`.`,
      fixes: [intoEndpoint(file, field, name)],
    };
  }
  const close = didYouMean(
    name,
    KNOWN.map((known) => known.slice(SIDECAR_PREFIX.length)),
  );
  const near = close === undefined ? undefined : SIDECAR_PREFIX + close;
  const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return {
    at,
    message: `gatus-sidecar does not read \`${key}\`: it knows \`${ENABLED}\` and \`${ENDPOINT}\`.${hint}`,
    fixes: near === undefined ? [] : [{title: `Use \`${near}\``, edits: renameKey(field, near)}],
  };
}

/** Makes the annotation the only key of `endpoint`, where there is none yet. */
function intoEndpoint(file: YamlFile, field: Field, name: string): ProposedFix | undefined {
  const {keySpan, parent, isAlias, anchor, style} = field;
  if (!keySpan || parent?.isFlow || parent?.get(ENDPOINT).type !== "missing") return undefined;
  if (isAlias || anchor !== undefined || style === "block" || field.written.includes("\n")) return undefined;
  const margin = `${lineBreak(file)}${" ".repeat(columnOf(file, keySpan.start) + 2)}`;
  return {
    title: `Put \`${name}\` into \`${ENDPOINT}\``,
    edits: [
      {span: keySpan, newText: ENDPOINT},
      {span: field.span, newText: `|-${margin}${name}: ${field.written}`},
    ],
  };
}
