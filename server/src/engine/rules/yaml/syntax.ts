import type {Span} from "../../text/span.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {defineRule} from "../rule.ts";

/** The parser's error codes in sentences; its own messages are made for programmers. */
const SENTENCES: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "An alias (`*name`) can't have an anchor or a tag of its own.",
  BAD_ALIAS: "An alias needs a name: `*name`, of letters and digits.",
  BAD_COLLECTION_TYPE: "The tag does not fit what follows it.",
  BAD_DIRECTIVE: "Not a YAML directive; lines that start with `%` are directives.",
  BAD_DQ_ESCAPE: "Not an escape that YAML knows; write `\\\\` for a backslash, or use single quotes.",
  BAD_INDENT: "The indentation fits no level above.",
  BAD_PROP_ORDER: "Anchor and tag stand before the value they belong to.",
  BAD_SCALAR_START: "A value can't start with this character; put the value in quotes.",
  BLOCK_AS_IMPLICIT_KEY:
    "A map can't start here: put it on the next line, or the value in quotes when the `: ` belongs to it.",
  BLOCK_IN_FLOW: "Inside brackets only the short style is possible: `{key: value}`, `[a, b]`.",
  IMPOSSIBLE: "This can't be read as YAML.",
  KEY_OVER_1024_CHARS: "The `:` is too far from its key.",
  MISSING_CHAR: "Something is missing: a `:` behind a key, a closing quote, bracket, or white space.",
  MULTILINE_IMPLICIT_KEY: "A key can't span several lines; is there a `:` missing on the line before?",
  MULTIPLE_ANCHORS: "A value has one anchor at most.",
  MULTIPLE_DOCS: "A new document starts with `---`.",
  MULTIPLE_TAGS: "A value has one tag at most.",
  NON_STRING_KEY: "Keys must be texts.",
  RESOURCE_EXHAUSTION: "The text is nested too deeply to be read.",
  TAG_RESOLVE_FAILED: "The value does not fit its tag.",
  TOO_DEEP: "The text is nested too deeply to be read.",
  UNEXPECTED_TOKEN: "This can't stand here.",
};

export default defineRule({
  id: "yaml/syntax",
  summary: "The text is no YAML.",
  severity: "error",

  *checkFile(file) {
    for (const document of file.documents) {
      for (const {code, span} of document.problems) {
        if (code === "TAB_AS_INDENT") continue;
        yield {at: visible(file, span), message: SENTENCES[code] ?? SENTENCES.IMPOSSIBLE ?? code};
      }
    }
  },
});

/** An error at the end of a line has an empty range; the last word before it can be underlined. */
function visible(file: YamlFile, span: Span): Span {
  const end = Math.min(span.end, file.lines.lineEnd(file.lines.positionAt(span.start).line));
  if (end > span.start) return {start: span.start, end};
  const lineStart = file.lines.lineStart(file.lines.positionAt(span.start).line);
  return span.start > lineStart ? {start: span.start - 1, end: span.start} : {start: span.start, end: span.start + 1};
}
