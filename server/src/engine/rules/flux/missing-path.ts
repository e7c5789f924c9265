import {KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {substitute} from "../../resources/substitution.ts";
import {didYouMean, quoted} from "../../schema/words.ts";
import {baseName, joinClamped} from "../../text/paths.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Graph} from "../../workspace/graph.ts";
import {valueAt} from "../../workspace/values.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/missing-path",
  summary: "A `spec.path` that leads to no folder of this repository.",
  severity: "error",
  types: [KUSTOMIZATION],

  *check({resource, root, workspace}) {
    const {graph} = workspace;
    const path = root.at("spec", "path");
    const text = path.scalar;
    if (typeof text !== "string") return;
    const {file, index: document} = resource.document;
    const instances = graph.instancesOf({file: file.path, document});
    const lost = instances.filter((flux) => !flux.isGenerated && leadsNowhere(graph, flux, text));
    const [first] = lost;
    if (first?.folder === undefined) return;
    const clusters = [...new Set(lost.map(({cluster}) => cluster))];
    const meant = nearestPath(graph, text);
    // What is built outside Git and pushed to a registry or a bucket can hold more than the repository.
    const isCertain = lost.some(({source}) => source?.kind === "GitRepository");
    yield {
      at: path.mark,
      ...(!isCertain && {severity: "warning"}),
      message:
        `This repository has no folder \`${first.folder}\`` +
        `${lost.length < instances.length ? `, which cluster ${quoted(clusters).join(", ")} wants` : ""}; Flux fails ` +
        `with "kustomization path not found".${meant === undefined ? "" : ` Did you mean \`${meant}\`?`}`,
      fixes: [meant === undefined ? undefined : {title: `Use \`${meant}\``, edits: replaceScalar(path, meant)}],
    };
  },
});

function leadsNowhere(graph: Graph, flux: FluxKustomization, text: string): boolean {
  const {folder, isHere, parent, spec} = flux;
  if (folder === undefined || isHere !== true || bringsMore(graph, flux)) return false;
  // A path that a patch sets is not wrong here.
  const written = parent ? substitute(text, graph.variables(parent).values) : text;
  if (spec.path !== written) return false;
  const presence = graph.presence(folder);
  return presence === "missing" || presence === "file";
}

/** Whether the source holds folders that are not in the repository: of other sources, or of submodules. */
function bringsMore(graph: Graph, {source}: FluxKustomization): boolean {
  if (!source) return false;
  for (const ref of graph.index.objects.get(`source.toolkit.fluxcd.io/${source.kind}|${source.name}`)) {
    for (const applied of graph.applied(ref)) {
      const spec = valueAt(graph.effective(applied)?.object, ["spec"]);
      if (spec === undefined || valueAt(spec, ["include"]) || valueAt(spec, ["recurseSubmodules"])) return true;
    }
  }
  return false;
}

/** The path with the first folder that is not there replaced by one with nearly the same name. */
function nearestPath(graph: Graph, text: string): string | undefined {
  if (text.includes("${") || text.split("/").includes("..")) return undefined;
  const segments = text.split("/");
  for (const [i, segment] of segments.entries()) {
    const above = joinClamped("", segments.slice(0, i).join("/"));
    if (segment === "" || segment === "." || graph.presence(joinClamped(above, segment)) === "folder") continue;
    const meant = didYouMean(segment, graph.foldersIn(above).map(baseName));
    const path = meant && segments.with(i, meant).join("/");
    return path && graph.presence(joinClamped("", path)) === "folder" ? path : undefined;
  }
  return undefined;
}
