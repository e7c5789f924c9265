import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import type {SyntaxProblem, YamlDocument} from "./parse.ts";
import {RECOGNISERS, visible} from "./slips.ts";

/** Why a document can't be read, in words for people: the parser's own are made for programmers. */
export interface Fault {
  readonly span: Span;
  readonly message: string;
  /** Whether the parser that Flux uses reads the text nevertheless. */
  readonly isTolerated?: boolean;
  readonly repair?: Repair;
}

/** A change that makes the text well-formed. */
export interface Repair {
  readonly title: string;
  readonly safe?: boolean;
  readonly edits: readonly TextEdit[];
}

/**
 * The fault behind the first problem of a document. What the parser says after it is mostly a consequence. Undefined
 * for documents without problems, and for tabs, which have a rule of their own.
 */
export function faultOf(document: YamlDocument): Fault | undefined {
  const first = firstProblem(document);
  if (!first || first.code === "TAB_AS_INDENT") return undefined;
  for (const recognise of RECOGNISERS) {
    const fault = recognise(document, first);
    if (fault) return fault;
  }
  return {span: visible(document.file, first.span), message: SENTENCES[first.code] ?? UNREADABLE};
}

/** The problem that comes first in the text. */
export function firstProblem({problems}: YamlDocument): SyntaxProblem | undefined {
  return [...problems].sort((a, b) => a.span.start - b.span.start)[0];
}

const UNREADABLE = "This can't be read as YAML.";

/** The parser's error codes in sentences, for what nobody recognised. */
const SENTENCES: Readonly<Record<string, string>> = {
  ALIAS_PROPS: "An alias (`*name`) can't have an anchor or a tag of its own.",
  BAD_ALIAS: "An alias needs a name: `*name`, of letters and digits.",
  BAD_COLLECTION_TYPE: "The tag does not fit what follows it.",
  BAD_DIRECTIVE: "Not a YAML directive; lines that start with `%` are directives.",
  BAD_DQ_ESCAPE: "Not an escape that YAML knows; write `\\\\` for a backslash, or use single quotes.",
  BAD_INDENT: "The indentation of this line fits no level above it.",
  BAD_PROP_ORDER: "Anchor and tag stand before the value they belong to.",
  BAD_SCALAR_START: "A value can't start with this character; put the value in quotes.",
  BLOCK_AS_IMPLICIT_KEY:
    "A map can't start here: put it on the next line, or the value in quotes when the `: ` belongs to it.",
  BLOCK_IN_FLOW: "Inside brackets only the short style is possible: `{key: value}`, `[a, b]`.",
  IMPOSSIBLE: UNREADABLE,
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
  UNEXPECTED_TOKEN: "This can't stand here; where it belongs to the value, put the whole value in quotes.",
};
