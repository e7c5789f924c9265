import {splitType} from "../../resources/references/row.ts";
import type {Resource} from "../../resources/resource.ts";
import {isOpenText} from "../../resources/substitution.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Field} from "../../yaml/field.ts";
import {type Declaration, waysOf} from "../names/declarations.ts";
import {entriesAt, isNamedBy, patchesOf} from "../names/patched.ts";
import type {NameUse} from "../names/uses.ts";
import {fileMarkedFor} from "./imageMarkers.ts";
import {jsonPatchSetting} from "./jsonPatches.ts";
import {namedInKustomizations} from "./kustomizations.ts";
import {isWithin, type Scope} from "./scope.ts";

/** Kinds whose names stand for more than one object, and why they keep them. */
const KEEP_THEIR_NAME: ReadonlyMap<string, string> = new Map([
  ["Namespace", "A Namespace can't be renamed: everything in it names it, in fields of many kinds."],
  [
    "apiextensions.k8s.io/CustomResourceDefinition",
    "The name of a CustomResourceDefinition is made of its plural and its group.",
  ],
  ["apiregistration.k8s.io/APIService", "The name of an APIService is made of its version and its group."],
]);

/** Why something can't be renamed, whatever the new name is; undefined where it can. */
export function obstacle(workspace: Workspace, scope: Scope): string | undefined {
  const byKey = new Map(scope.declarations.map((declared) => [declared.key, declared]));
  for (const declared of scope.declarations) {
    const reason = ofDeclaration(workspace, declared);
    if (reason !== undefined) return reason;
  }
  for (const use of scope.uses) {
    const reason = ofUse(use, byKey);
    if (reason !== undefined) return reason;
  }
  return ofJsonPatches(workspace, scope);
}

function ofJsonPatches(workspace: Workspace, {declarations}: Scope): string | undefined {
  for (const name of new Set(declarations.map(({field}) => String(field.scalar)))) {
    const file = jsonPatchSetting(workspace, name);
    if (file !== undefined) return `A JSON patch in ${file} sets a name to \`${name}\`, which may mean it.`;
  }
  return undefined;
}

function ofDeclaration(workspace: Workspace, declared: Declaration): string | undefined {
  const {type, field, resource, isMade, at} = declared;
  const kept = KEEP_THEIR_NAME.get(type);
  if (kept !== undefined) return kept;
  const written = field.scalar;
  if (!field.exists) return `The ${splitType(type).kind} that ${at.file} has made is named after its namespace.`;
  if (typeof written !== "string") return `The name in ${at.file} is no text.`;
  if (isOpenText(written)) return `\`${written}\` in ${at.file} gets its value from variables: change those instead.`;
  const skipped = workspace.judgement(at.file)?.skipped;
  if (skipped !== undefined) return `${at.file} can't be edited: ${skipped}.`;
  const locked = isLocked(resource, field);
  if (locked !== undefined) return locked;
  const marked = fileMarkedFor(workspace, declared);
  if (marked !== undefined)
    return `Comments in ${marked} tell Flux by this name where it sets the image: change those first.`;
  if (isMade) return undefined;
  for (const way of waysOf(workspace.graph, declared)) {
    if (way.name !== written) {
      const becomes = way.name === undefined ? "gets a name that only the cluster knows" : `is called \`${way.name}\``;
      return `On its way to the cluster \`${written}\` ${becomes}: prefixes, patches or variables decide on it too.`;
    }
    const hidden = hiddenPatch(workspace, way.resource);
    if (hidden !== undefined) return `A patch in ${hidden} names it in a way that can't be edited.`;
    const named = namedInKustomizations(workspace.graph, way, at.file, written, (file) => workspace.file(file));
    if (named) return `${named.file} names \`${written}\` in its \`${named.list}\`, which is not followed yet.`;
  }
  return undefined;
}

function ofUse(use: NameUse, declarations: ReadonlyMap<string, Declaration>): string | undefined {
  const {field, resource, isCertain, kind} = use;
  const {path, lines} = resource.document.file;
  const place = `${path}, line ${lines.positionAt(field.span.start).line + 1}`;
  const written = field.scalar;
  const names = new Set([...declarations.values()].map((declared) => declared.field.scalar));
  if (typeof written !== "string" || isOpenText(written)) {
    return `\`${String(written)}\` in ${place} means it too, through variables: change those instead.`;
  }
  if (!names.has(written)) return `\`${written}\` in ${place} means it too, although it is another text.`;
  if (isWithin(use, declarations)) return isLocked(resource, field);
  if (kind === "target") return `The patch in ${place} selects other objects that are called \`${written}\` too.`;
  if (!isCertain) return `\`${written}\` in ${place} may mean it or another object of the name.`;
  return isLocked(resource, field);
}

/** Why a text must stay as it is. */
function isLocked({document, root}: Resource, field: Field): string | undefined {
  const {path} = document.file;
  if (document.problems.length > 0) return `${path} can't be edited: it is no well-formed YAML.`;
  const sops = root.get("sops");
  if (sops.get("mac").exists && sops.get("mac_only_encrypted").boolean !== true) {
    return `${path} is encrypted with SOPS, which would notice another name: rename it with \`sops edit\`.`;
  }
  return field.style === "block" ? `The name in ${path} is written on several lines.` : undefined;
}

/** The file of a patch that finds the object by its name, where that name can't be seen; undefined for none. */
function hiddenPatch(workspace: Workspace, resource: Parameters<typeof isNamedBy>[1]): string | undefined {
  for (const {step, place} of resource.history) {
    if (step.type !== "strategicMerge" || step.byTarget || !place) continue;
    const isSeen = entriesAt(workspace, place).some(
      (entry) => !entry.target.isMap && patchesOf(workspace, entry).some((patch) => isNamedBy(patch, resource)),
    );
    if (!isSeen) return place.file;
  }
  return undefined;
}
