import {
  ENABLED,
  ENDPOINT,
  ENDPOINT_KEYS,
  isCondition,
  isGoBoolean,
  isGoDuration,
  URL_SCHEMES,
} from "../../resources/gatus.ts";
import {didYouMean} from "../../schema/words.ts";
import type {Span} from "../../text/span.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import type {Field} from "../../yaml/field.ts";
import {parseEmbedded, parseYaml, type YamlFile} from "../../yaml/parse.ts";
import {gatusAnnotations} from "../gatus-annotations.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "gatus/invalid-endpoint",
  summary: "A Gatus endpoint in an annotation that gatus-sidecar or Gatus can't read.",
  severity: "warning",
  patches: true,

  *check({resource}) {
    for (const field of gatusAnnotations(resource)) {
      const text = field.string;
      // Charts fill in templates, and only they know what comes out.
      if (text === undefined || text.includes("{{")) continue;
      if (field.key === ENABLED && !isGoBoolean(text)) yield notABoolean(field, text);
      if (field.key === ENDPOINT && text !== "") yield* faultsOf(resource.document.file, field, text);
    }
  },
});

function notABoolean(field: Field, text: string): Report {
  return {
    at: field.mark,
    message: `\`${text}\` is no boolean to gatus-sidecar, which leaves the object out then. It takes \`"true"\` or \`"false"\`.`,
  };
}

function* faultsOf(file: YamlFile, field: Field, text: string): Iterable<Report> {
  const embedded = parseEmbedded(file, field);
  const [document] = embedded ?? parseYaml("", text).documents;
  // Where the text is written in quotes, places in it can't be told.
  const at = (span: Span): Span => (embedded ? span : field.mark);
  const endpoint = document?.root;
  if (!document || document.problems.length > 0 || !endpoint?.isMap) {
    yield {
      at: field.keySpan ?? field.mark,
      message: "The endpoint has to be a map in YAML: gatus-sidecar leaves out what it can't read.",
    };
    return;
  }
  for (const entry of endpoint.entries) {
    const name = String(entry.key);
    if (!Object.hasOwn(ENDPOINT_KEYS, name)) yield unknownKey(entry, name, at, embedded !== undefined);
  }
  yield* valueFaults(endpoint, at);
}

function unknownKey(entry: Field, name: string, at: (span: Span) => Span, isInPlace: boolean): Report {
  const near = didYouMean(name, Object.keys(ENDPOINT_KEYS));
  const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  return {
    at: at(entry.keySpan ?? entry.mark),
    message: `Gatus knows no \`${name}\` in an endpoint, and leaves it out.${hint}`,
    fixes: near === undefined || !isInPlace ? [] : [{title: `Use \`${near}\``, edits: renameKey(entry, near)}],
  };
}

/** What makes Gatus stop at its whole configuration, or the sidecar leave a value out. */
function* valueFaults(endpoint: Field, at: (span: Span) => Span): Iterable<Report> {
  const conditions = endpoint.get("conditions");
  for (const condition of conditions.isList ? conditions.items : [conditions]) {
    const text = condition.string;
    if (text === undefined || isCondition(text)) continue;
    yield {
      at: at(condition.mark),
      message: `\`${text}\` is no condition, and Gatus does not start with it: it takes \`<value> <comparison> <value>\`, as in \`[STATUS] == 200\`.`,
    };
  }
  const interval = endpoint.get("interval");
  if (interval.string !== undefined && !isGoDuration(interval.string)) {
    yield {
      at: at(interval.mark),
      message: `\`${interval.string}\` is no duration, and Gatus does not start with it. Write \`1m\` or \`30s\`.`,
    };
  }
  const url = endpoint.get("url");
  if (url.string !== undefined && !endpoint.get("dns").exists && !hasScheme(url.string)) {
    yield {
      at: at(url.mark),
      message: `Gatus does not start with the address \`${url.string}\`: it has to begin with one of ${URL_SCHEMES.map((scheme) => `\`${scheme}://\``).join(", ")}.`,
    };
  }
}

function hasScheme(url: string): boolean {
  return URL_SCHEMES.some((scheme) => url.startsWith(`${scheme}://`));
}
