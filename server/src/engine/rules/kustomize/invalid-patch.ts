import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import type {Span} from "../../text/span.ts";
import {inlinePatch, type PatchEntry, patchEntries} from "../../workspace/patches.ts";
import {isUnknownText} from "../../yaml/field.ts";
import {parseYaml} from "../../yaml/parse.ts";
import {type PatchFault, patchFaults, targetFaults} from "../patch-faults.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kustomize/invalid-patch",
  summary: "A patch that kustomize can't read or apply.",
  severity: "error",
  types: [
    ...KUSTOMIZE_TYPES,
    "kustomize.toolkit.fluxcd.io/Kustomization",
    "helm.toolkit.fluxcd.io/HelmRelease",
    "fluxcd.controlplane.io/FluxInstance",
  ],
  patches: true,

  *check(context) {
    for (const entry of patchEntries(context.resource)) {
      if (entry.entry.isMap) yield* sources(entry, KUSTOMIZE_TYPES.includes(context.resource.type));
      yield* inline(context, entry);
      yield* inFile(context, entry);
    }
  },

  *checkFile(file, workspace) {
    if (!workspace.isPatchFile(file.path) || file.documents.some(({problems}) => problems.length > 0)) return;
    for (const fault of patchFaults(file.documents)) yield report(fault, undefined);
  },
});

/** An entry holds its patch or, in a kustomization, names the file that does. */
function* sources({entry, patch, path}: PatchEntry, isKustomize: boolean): Iterable<Report> {
  const hasPatch = patch.exists && String(patch.scalar).trim() !== "";
  const hasPath = isKustomize && path.exists && path.scalar !== "";
  if (hasPatch && hasPath) {
    const message = "An entry has either `patch` or `path`; kustomize stops at both together.";
    yield {at: path.keySpan ?? path.mark, message};
  }
  // That a Flux Kustomization has no `patch` at all is for its schema to say.
  if (hasPatch || hasPath || !(isKustomize || patch.exists)) return;
  const message = patch.exists
    ? "This patch is empty, so there is nothing to apply; kustomize stops at it."
    : "This entry has neither `patch` nor `path`, so there is nothing to apply; kustomize stops at it.";
  yield {at: patch.exists ? patch.markOfKey : entry.markOfKey, message};
}

function* inline({resource}: RuleContext, entry: PatchEntry): Iterable<Report> {
  const text = entry.patch.scalar;
  if (typeof text !== "string" || text.trim() === "") return;
  const isUnknown = isUnknownText(text);
  if (text.startsWith("[") && !isUnknown && !isJson(text)) {
    yield {
      at: entry.patch.markOfKey,
      message: "A patch that starts with `[` is read as JSON, which this is not; write a YAML list with dashes.",
    };
    return;
  }
  const embedded = inlinePatch(resource, entry);
  const documents = embedded.length > 0 ? embedded : parseYaml("", text).documents;
  // What is substituted later may make YAML of it.
  if (isUnknown && documents.some(({problems}) => problems.length > 0)) return;
  const place = embedded.length > 0 ? undefined : entry.patch.markOfKey;
  for (const fault of [...targetFaults(documents, entry.target), ...patchFaults(documents)]) yield report(fault, place);
}

/** Only what the entry could mend: the faults of the file are told in the file. */
function* inFile({resource, workspace}: RuleContext, {path, target}: PatchEntry): Iterable<Report> {
  const place = path.string === undefined ? undefined : joinPath(folderOf(resource.document.file.path), path.string);
  const documents = place === undefined ? undefined : workspace.file(place)?.documents;
  for (const fault of documents ? targetFaults(documents, target) : []) yield report(fault, path.mark);
}

function report({span, message, fix}: PatchFault, place: Span | undefined): Report {
  return place ? {at: place, message} : {at: span, message, fixes: [fix]};
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
