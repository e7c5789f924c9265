import type {Schemas} from "../../ports.ts";
import {CONFIG_FILE} from "../../resources/resource.ts";
import {schemaKey} from "../../schema/check.ts";
import {schemaAt} from "../../schema/lookup.ts";
import {typeOf} from "../../workspace/index.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {pointerOf} from "../../yaml/value.ts";
import {type BlockText, type Place, placesAt} from "../place.ts";
import {type CompletionContext, completionContext} from "./context.ts";
import {endpointCompletions, isEndpoint} from "./endpoint.ts";
import {excludedKeys} from "./exclusive.ts";
import {fieldCompletions, itemCompletions} from "./fields.ts";
import type {Completion} from "./item.ts";
import {schemaKeyOf} from "./kinds.ts";
import {pathCompletions} from "./paths.ts";
import {referenceCompletions} from "./references.ts";
import {apiVersionCompletions, kindCompletions, resourceCompletions} from "./resources.ts";
import {isMap} from "./snippet.ts";
import {valueCompletions} from "./values.ts";

/** A patch in a patch in a patch is nothing that anybody writes. */
const MAX_NESTING = 4;

/**
 * What can be inserted at an offset. The text may be half typed: lines and indentation decide, not the parser. While
 * files of the repository are still to come (`isComplete` is false) names and paths are not looked for.
 */
export function complete(
  workspace: Workspace,
  schemas: Schemas,
  path: string,
  offset: number,
  {isComplete = true}: {readonly isComplete?: boolean} = {},
): Completion[] {
  const file = workspace.file(path);
  const judgement = workspace.judgement(path);
  if (!file || !judgement) return [];
  const isLeftAlone = judgement.skipped !== undefined && judgement.skipped !== "not a Kubernetes resource";
  if (isLeftAlone) return [];
  const context = completionContext(workspace, file, schemas, offset);
  const position = file.lines.positionAt(offset);
  let places = placesAt(file.lines, position);
  let patchKey: string | undefined;
  for (let nesting = 0; !Array.isArray(places); nesting++) {
    if (nesting === MAX_NESTING) return [];
    if (isEndpoint(file, places)) return endpointCompletions(context, placesAt(file.lines, position, places));
    patchKey = patchKeyIn(workspace, path, places);
    if (patchKey === undefined) return [];
    places = placesAt(file.lines, position, places);
  }
  return places.flatMap((place) => completionsAt(context, place, patchKey, isComplete));
}

/** The schema of the inline patch in a block scalar; undefined for other texts. */
function patchKeyIn(workspace: Workspace, path: string, {first, last}: BlockText): string | undefined {
  const patch = workspace.judgement(path)?.inlinePatches.find(({document}) => {
    const {line} = document.file.lines.positionAt(document.span.start);
    return first <= line && line <= last;
  });
  return patch && schemaKey(patch);
}

function completionsAt(
  context: CompletionContext,
  place: Place,
  patchKey: string | undefined,
  isComplete: boolean,
): Completion[] {
  const {path, position} = place;
  const isResource = context.path !== CONFIG_FILE && patchKey === undefined;
  if (isResource && path.length === 1 && position === "value") {
    if (path[0] === "kind") return kindCompletions(context, place);
    if (path[0] === "apiVersion") return apiVersionCompletions(context, place);
  }
  const key = patchKey ?? schemaKeyOf(context.path, place.root);
  const hasNames = isComplete && isResource && key !== undefined;
  const known = hasNames ? repositoryCompletions(context, place, typeOfKey(key)) : [];
  const start = isResource && path.length === 0 ? resourceCompletions(context, place) : [];
  return [...known, ...start, ...(key === undefined ? [] : schemaCompletions(context, place, key))];
}

/** What the repository has that can stand at a place: names and paths. */
function repositoryCompletions(context: CompletionContext, place: Place, type: string): Completion[] {
  if (place.position === "flowKey") return [];
  const isList = place.position === "line" && typeof place.path.at(-1) !== "number";
  const at = selectorOf(place.path) + (isList ? "[]" : "");
  return [...referenceCompletions(context, place, type, at), ...pathCompletions(context, place, type, at)];
}

/** What the schema knows that can stand at a place. */
function schemaCompletions(context: CompletionContext, place: Place, key: string): Completion[] {
  const {schemas} = context;
  const {path, position} = place;
  const node = schemaAt(schemas, key, pointerOf(path));
  if (!node) return [];
  if (position === "value" || position === "flowValue") {
    return isMap(node) || node.items ? [] : valueCompletions(context, place, node);
  }
  // An item is not begun behind the dash of another one, nor in brackets.
  if (node.items && position === "line") {
    const item = schemas.resolve(node.items);
    return item.properties ? itemCompletions(context, place, item) : valueCompletions(context, place, item, "- ");
  }
  if (isMap(node)) {
    const excluded = excludedKeys(typeOfKey(key), selectorOf(path), place.present);
    return fieldCompletions(context, place, node, excluded);
  }
  return typeof path.at(-1) === "number" ? valueCompletions(context, place, node) : [];
}

/** A path as the tables of fields write it: `spec.dependsOn[].name`. */
function selectorOf(path: readonly (string | number)[]): string {
  return path.reduce<string>(
    (at, step) => (typeof step === "number" ? `${at}[]` : at === "" ? step : `${at}.${step}`),
    "",
  );
}

function typeOfKey(key: string): string {
  const slash = key.lastIndexOf("/");
  return typeOf(key.slice(0, slash), key.slice(slash + 1));
}
