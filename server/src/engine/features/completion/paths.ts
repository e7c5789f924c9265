import {FLUX_INSTANCE, KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf, joinClamped, joinPath, relativePath} from "../../text/paths.ts";
import {isManifestName} from "../../workspace/folders.ts";
import {pathReferences} from "../../workspace/references.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {Place} from "../place.ts";
import type {CompletionContext} from "./context.ts";
import {type Completion, RANK} from "./item.ts";
import {buildableFolders, components, filesBelow, type PathCandidate, resourcesBelow} from "./pathCandidates.ts";
import {escaped} from "./snippet.ts";

/** Fields of a kustomization of which a file or folder is in one only. */
const APART: ReadonlySet<string> = new Set([
  "resources[]",
  "components[]",
  "patches[].path",
  "patchesStrategicMerge[]",
]);

/** The files and folders that a field of a kustomization or of a Flux Kustomization can lead to. */
export function pathCompletions(context: CompletionContext, place: Place, type: string, at: string): Completion[] {
  if (place.isKeyed) return [];
  const from = folderAt(context, type, at);
  const listed = listedAt(context, place, at);
  const typed = context.file.text.slice(context.span(place).start, context.offset).trim().replace(/^["']/, "");
  const start = from === undefined ? undefined : joinPath(from, typed.slice(0, typed.lastIndexOf("/") + 1));
  if (from === undefined || start === undefined) return [];
  const candidates = KUSTOMIZE_TYPES.includes(type) ? ofKustomization(context, at, start) : ofFlux(context, type, at);
  const prefix = prefixAt(context, typed, at);
  return candidates
    .filter(({path}) => !listed.has(path) && path !== from)
    .map((candidate) => completion(context, place, candidate, writtenPath(from, candidate.path, prefix)));
}

/** Where the paths of a field are counted from. */
function folderAt({path, workspace, document}: CompletionContext, type: string, at: string): string | undefined {
  if (KUSTOMIZE_TYPES.includes(type)) return folderOf(path);
  if (type !== FLUX_KUSTOMIZATION || at !== "spec.components[]") return "";
  const [flux] = workspace.graph.instancesOf({file: path, document});
  if (flux) return flux.folder;
  const written = workspace.file(path)?.documents[document]?.root.at("spec", "path").string;
  return written === undefined ? undefined : joinClamped("", written);
}

function ofKustomization({workspace, path}: CompletionContext, at: string, start: string): PathCandidate[] {
  switch (at) {
    case "resources[]":
    case "bases[]":
      return resourcesBelow(workspace, start, path);
    case "components[]":
      return components(workspace);
    case "patches[].path":
    case "patchesJson6902[].path":
    case "patchesStrategicMerge[]":
    case "replacements[].path":
      return filesBelow(workspace, start, isManifestName);
    case "configMapGenerator[].files[]":
    case "configMapGenerator[].envs[]":
    case "secretGenerator[].files[]":
    case "secretGenerator[].envs[]":
      return filesBelow(workspace, start, (file) => file !== path);
    default:
      return [];
  }
}

function ofFlux({workspace, path}: CompletionContext, type: string, at: string): PathCandidate[] {
  if (type === FLUX_KUSTOMIZATION && at === "spec.path") return nearFirst(buildableFolders(workspace), folderOf(path));
  if (type === FLUX_KUSTOMIZATION && at === "spec.components[]") return components(workspace);
  return type === FLUX_INSTANCE && at === "spec.sync.path" ? buildableFolders(workspace) : [];
}

/** The folder of an application is most often right beside its Flux Kustomization. */
function nearFirst(candidates: readonly PathCandidate[], folder: string): PathCandidate[] {
  return candidates.map((candidate) => ({
    ...candidate,
    isTaken: candidate.isTaken || !candidate.path.startsWith(`${folder}/`),
  }));
}

/** What the file names already: a resource is listed once, and is neither a patch nor a Component. */
function listedAt({workspace, path, document}: CompletionContext, place: Place, at: string): Set<string> {
  const resource = workspace.judgement(path)?.resources.find((one) => one.document.index === document);
  const listed = new Set<string>();
  for (const {list, target, field} of resource ? pathReferences(resource) : []) {
    const isThis = field.path.join() === place.path.join();
    const isOther = list === at ? at.endsWith("[]") : APART.has(list) && APART.has(at);
    if (target !== undefined && !isThis && isOther) listed.add(target);
  }
  return listed;
}

/** Paths are begun as what is typed, and as the others in the file. */
function prefixAt({workspace, path, document}: CompletionContext, typed: string, at: string): string {
  if (typed !== "") return typed.startsWith("./") ? "./" : "";
  if (at.startsWith("spec.")) return "./";
  const resource = workspace.judgement(path)?.resources.find((one) => one.document.index === document);
  const others = resource ? pathReferences(resource).filter(({target}) => target !== undefined) : [];
  return others.length === 0 || others.some(({text}) => text.startsWith("./")) ? "./" : "";
}

function writtenPath(from: string, path: string, prefix: string): string {
  const relative = relativePath(from, path);
  return relative.startsWith("../") || relative === ".." ? relative : prefix + relative;
}

function completion(context: CompletionContext, place: Place, candidate: PathCandidate, text: string): Completion {
  const dash = place.position === "line" && typeof place.path.at(-1) !== "number" ? "- " : "";
  return {
    label: dash + text,
    kind: candidate.kind,
    detail: candidate.detail,
    span: context.span(place),
    snippet: `${place.needsSpace ? " " : ""}${dash}${escaped(scalarText(text))}`,
    rank: candidate.isTaken ? RANK.rare : RANK.first,
  };
}
