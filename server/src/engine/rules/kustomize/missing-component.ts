import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import type {Graph} from "../../workspace/graph.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {fieldAt} from "../../yaml/value.ts";
import {faultsOf, onClusters} from "../build-faults.ts";
import {nearPath, only, writtenLike} from "../near-paths.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kustomize/missing-component",
  summary: "A path under `components` that leads to nothing.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, workspace} = context;
    const {graph} = workspace;
    if (resource.type === FLUX_KUSTOMIZATION) {
      yield* ofFlux(context);
      return;
    }
    const folder = folderOf(resource.document.file.path);
    for (const {field, text, target} of pathEntries(resource, "components[]")) {
      if (target === undefined || /^[^/]*@/.test(text)) continue;
      const presence = graph.presence(target);
      const isBare = presence === "folder" && graph.kustomizationIn(target).type === "none";
      if (presence !== "missing" && !isBare) continue;
      const near = isBare ? undefined : nearPath(graph, {text, folder, fits: (path) => isComponent(graph, path)});
      yield report(context, {field, isBare, end: " and kustomize stops at it", from: folder, near, note: ""});
    }
  },
});

/** Flux counts from the folder that it builds; many people count from the file. */
function* ofFlux(context: RuleContext): Iterable<Report> {
  const {resource, root, workspace} = context;
  const {graph} = workspace;
  const {file, index} = resource.document;
  const folders = graph.instancesOf({file: file.path, document: index}).map(({folder}) => folder);
  const from = only([...new Set(folders)]);
  for (const type of ["missing", "noKustomization"] as const) {
    for (const {pointer, clusters} of faultsOf(graph, resource, type)) {
      const field = fieldAt(root, pointer);
      const text = field.string;
      if (!pointer.startsWith("/spec/components/") || text === undefined) continue;
      const fits = (path: string): boolean => isComponent(graph, path);
      const fromFile = joinPath(folderOf(file.path), text);
      const isFromFile = fromFile !== undefined && fits(fromFile);
      const near = from === undefined ? undefined : nearPath(graph, {text, folder: from, fits});
      yield report(context, {
        field,
        isBare: type === "noKustomization",
        end: ` and the build${onClusters(clusters)} stops at it`,
        from,
        near: isFromFile ? fromFile : near,
        note: isFromFile
          ? " It is there as seen from this file, but Flux counts from `spec.path`."
          : " Flux counts from `spec.path`.",
      });
    }
  }
}

interface Missing {
  readonly field: Field;
  /** Whether there is a folder, but no kustomization in it. */
  readonly isBare: boolean;
  /** What becomes of it, as the end of a sentence. */
  readonly end: string;
  /** The folder from which the path is counted, where it is one. */
  readonly from: string | undefined;
  /** What was meant, as a path in the repository. */
  readonly near: string | undefined;
  readonly note: string;
}

function report({resource}: RuleContext, {field, isBare, end, from, near, note}: Missing): Report {
  const text = field.string ?? "";
  const path = near === undefined || from === undefined ? undefined : writtenLike(text, from, near);
  const fault = isBare ? `The folder \`${text}\` has no kustomization file,` : `\`${text}\` leads to nothing,`;
  const hint = path === undefined ? "" : ` Did you mean \`${path}\`?`;
  return {
    at: field.mark,
    message: `${fault}${end}.${note}${hint}`,
    fixes: [
      path === undefined ? undefined : {title: `Use \`${path}\``, edits: replaceScalar(field, path)},
      {title: `Remove \`${text}\``, edits: removeItem(resource.document.file, field)},
    ],
  };
}

function isComponent(graph: Graph, folder: string): boolean {
  const found = graph.kustomizationIn(folder);
  return found.type === "one" && found.spec.kind === "Component";
}
