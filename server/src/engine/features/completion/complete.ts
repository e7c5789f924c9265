import type {Schemas} from "../../ports.ts";
import {CONFIG_FILE} from "../../resources/resource.ts";
import {schemaKey} from "../../schema/check.ts";
import {schemaAt} from "../../schema/lookup.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {pointerOf} from "../../yaml/value.ts";
import {type BlockText, type Place, placesAt} from "../place.ts";
import {type CompletionContext, completionContext} from "./context.ts";
import {fieldCompletions, itemCompletions} from "./fields.ts";
import type {Completion} from "./item.ts";
import {schemaKeyOf} from "./kinds.ts";
import {apiVersionCompletions, kindCompletions, resourceCompletions} from "./resources.ts";
import {isMap} from "./snippet.ts";
import {valueCompletions} from "./values.ts";

/** A patch in a patch in a patch is nothing that anybody writes. */
const MAX_NESTING = 4;

/** What can be inserted at an offset. The text may be half typed: lines and indentation decide, not the parser. */
export function complete(workspace: Workspace, schemas: Schemas, path: string, offset: number): Completion[] {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement) return [];
  const isLeftAlone = judgement.skipped !== undefined && judgement.skipped !== "not a Kubernetes resource";
  if (isLeftAlone) return [];
  const context = completionContext(file, schemas, workspace.config.flux);
  const position = file.lines.positionAt(offset);
  let places = placesAt(file.lines, position);
  let patchKey: string | undefined;
  for (let nesting = 0; !Array.isArray(places); nesting++) {
    if (nesting === MAX_NESTING) return [];
    patchKey = patchKeyIn(workspace, path, places);
    if (patchKey === undefined) return [];
    places = placesAt(file.lines, position, places);
  }
  return places.flatMap((place) => completionsAt(context, place, patchKey));
}

/** The schema of the inline patch in a block scalar; undefined for other texts. */
function patchKeyIn(workspace: Workspace, path: string, {first, last}: BlockText): string | undefined {
  const patch = workspace.judgement(path)?.inlinePatches.find(({document}) => {
    const {line} = document.file.lines.positionAt(document.span.start);
    return first <= line && line <= last;
  });
  return patch && schemaKey(patch);
}

function completionsAt(context: CompletionContext, place: Place, patchKey: string | undefined): Completion[] {
  const {path, position} = place;
  const {schemas} = context;
  const isValue = position === "value" || position === "flowValue";
  const isResource = context.path !== CONFIG_FILE && patchKey === undefined;
  if (isResource && path.length === 1 && position === "value") {
    if (path[0] === "kind") return kindCompletions(context, place);
    if (path[0] === "apiVersion") return apiVersionCompletions(context, place);
  }
  const start = isResource && path.length === 0 ? resourceCompletions(context, place) : [];
  const key = patchKey ?? schemaKeyOf(context.path, place.root);
  const node = key === undefined ? undefined : schemaAt(schemas, key, pointerOf(path));
  if (!node) return start;
  if (isValue) return isMap(node) || node.items ? [] : valueCompletions(context, place, node);
  // An item is not begun behind the dash of another one, nor in brackets.
  if (node.items && position === "line") {
    const item = schemas.resolve(node.items);
    return item.properties ? itemCompletions(context, place, item) : valueCompletions(context, place, item, "- ");
  }
  if (isMap(node)) return [...start, ...fieldCompletions(context, place, node)];
  return typeof path.at(-1) === "number" ? valueCompletions(context, place, node) : start;
}
