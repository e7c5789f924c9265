import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isKustomizationFile} from "../../resources/resource.ts";
import {baseName, folderOf} from "../../text/paths.ts";
import type {Graph} from "../../workspace/graph.ts";
import {isAddress} from "../../workspace/kustomize-entries.ts";
import {type PathReference, pathReferences} from "../../workspace/path-references.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {nearPath, only, writtenLike} from "../near-paths.ts";
import {defineRule, type ProposedFix, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kustomize/missing-resource",
  summary: "A path in a kustomization that leads to nothing.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check(context) {
    const references = pathReferences(context.resource).filter(({list}) => list !== "components[]");
    const listed = new Set(references.flatMap(({target}) => target ?? []));
    for (const reference of references) {
      const {target, text} = reference;
      // What a name with `=` or `@` means is not for the file system alone to say.
      if (target === undefined || /^[^/]*@|=/.test(text) || isAddress(text)) continue;
      const fault = faultOf(context.workspace.graph, reference, target);
      if (fault !== undefined) yield report(context, reference, target, fault, listed);
    }
  },
});

/** What kustomize would not find, in a sentence; undefined where it finds what it needs, or where nobody can tell. */
function faultOf(graph: Graph, {text, list, kind}: PathReference, target: string): string | undefined {
  const presence = graph.presence(target);
  if (presence === "missing") {
    return `\`${text}\` leads to nothing, and kustomize stops at it (\`no such file or directory\`).`;
  }
  if (presence !== "folder") return undefined;
  if (kind === "file") {
    return `\`${text}\` is a folder, and \`${list.replaceAll("[]", "")}\` takes files; kustomize stops at it (\`is a directory\`).`;
  }
  if (graph.kustomizationIn(target).type !== "none") return undefined;
  return `The folder \`${text}\` has no kustomization file, and kustomize stops at it (\`unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization'\`).`;
}

function report(
  {resource, workspace}: RuleContext,
  reference: PathReference,
  target: string,
  fault: string,
  listed: ReadonlySet<string>,
): Report {
  const {graph} = workspace;
  const {file} = resource.document;
  const {field, span, text} = reference;
  const meant = meantBy(graph, reference, folderOf(file.path), target, listed);
  const path = meant === undefined ? undefined : writtenLike(text, folderOf(file.path), meant);
  const edits =
    path === undefined
      ? undefined
      : replaceScalar(
          field,
          (field.string ?? "").replace(text, () => path),
        );
  return {
    at: span,
    message: `${fault}${path === undefined ? "" : hint(path, target, meant)}`,
    fixes: [path === undefined ? undefined : {title: `Use \`${path}\``, edits}, removal(reference, file)],
  };
}

function hint(path: string, target: string, meant: string | undefined): string {
  if (meant?.toLowerCase() !== target.toLowerCase()) return ` Did you mean \`${path}\`?`;
  return ` It is called \`${baseName(meant)}\`, and names that differ in case are different names.`;
}

/** What the path most likely should lead to: a near name, else the one file there that is not listed yet. */
function meantBy(
  graph: Graph,
  {text, kind, list}: PathReference,
  folder: string,
  target: string,
  listed: ReadonlySet<string>,
): string | undefined {
  const fits = (path: string): boolean => !listed.has(path) && fitsKind(graph, kind, path);
  const isMissing = graph.presence(target) === "missing";
  const near = isMissing ? nearPath(graph, {text, folder, fits}) : undefined;
  if (near !== undefined || !/^(?:resources|bases)\[\]$/.test(list)) return near;
  // Of several that are gone, nobody knows which one the file was.
  if (isMissing && [...listed].filter((path) => graph.presence(path) === "missing").length > 1) return undefined;
  const place = graph.presence(target) === "folder" ? target : folderOf(target);
  return only(graph.filesIn(place).filter((path) => fits(path) && hasObjects(graph, path)));
}

function fitsKind(graph: Graph, kind: PathReference["kind"], path: string): boolean {
  const isFile = graph.presence(path) === "file" && !isKustomizationFile(path);
  if (kind === "file" || isFile) return isFile;
  const found = graph.kustomizationIn(path);
  return found.type === "one" && found.spec.kind === "Kustomization";
}

function hasObjects(graph: Graph, path: string): boolean {
  return (graph.objectsIn(path)?.length ?? 0) > 0;
}

/** Takes the entry out, where something else is left. */
function removal({field, text}: PathReference, file: Parameters<typeof removeItem>[0]): ProposedFix | undefined {
  const item: Field | undefined = typeof field.key === "number" ? field : field.parent;
  const list = item?.parent;
  if (!item || !list?.isList) return undefined;
  const rest = (list.parent?.entries ?? []).filter(
    ({key}) => key !== list.key && !["apiVersion", "kind", "metadata", "name"].includes(String(key)),
  );
  if (list.items.length === 1 && rest.length === 0) return undefined;
  return {title: `Remove \`${text}\``, edits: removeItem(file, item)};
}
