import {HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import type {Resource} from "../../../resources/resource.ts";
import {addressFor, kindNamedBy} from "../../../schema/catalogues.ts";
import {type Modeline, modelineOf} from "../../../schema/modeline.ts";
import type {TextEdit} from "../../../text/edit.ts";
import {startsLine, wholeLines} from "../../../yaml/edit/lines.ts";

/** What becomes of the comment that names the schema of a document. */
export interface NewModeline {
  readonly edits: readonly TextEdit[];
  /** The comment, for further documents of the new kind. */
  readonly comment: string | undefined;
  /** Whether it goes because nobody knows the schema of the new kind there. */
  readonly isLost: boolean;
}

/** A comment that names the schema of an HTTPRoute, where the old one names that of the kind that goes. */
export function routeModeline({document, kind}: Resource): NewModeline {
  const {file} = document;
  const modeline = modelineOf(document);
  if (!modeline || !isFor(modeline, kind)) return {edits: [], comment: undefined, isLost: false};
  const [group = "", route = ""] = HTTP_ROUTE.split("/");
  const address = addressFor(modeline.url, route, group, "v1");
  const {start, end} = modeline.span;
  const comment = file.text.slice(file.text.lastIndexOf("#", start), start);
  if (address) return {edits: [{span: modeline.span, newText: address}], comment: comment + address, isLost: false};
  const hash = file.text.lastIndexOf("#", start);
  const span = startsLine(file, hash) ? wholeLines(file, modeline.span) : {start: hash, end};
  return {edits: [{span, newText: ""}], comment: undefined, isLost: true};
}

/** Whether the schema is that of a kind, as far as its address tells. */
function isFor({url}: Modeline, kind: string): boolean {
  const named = kindNamedBy(url);
  return named ? named.kind === kind.toLowerCase() : new RegExp(`\\b${kind}\\b`, "i").test(url);
}
