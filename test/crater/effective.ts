// Prints what our graph builds with the objects themselves, as JSON: `folders` by path, for every folder with a
// kustomization file, and `flux`, every Flux Kustomization. `node effective.cjs ROOT`. The object is left out where the
// graph does not know what becomes of it.
import path from "node:path";
import {isKustomizationFile} from "../../server/src/engine/resources/resource.ts";
import {folderOf} from "../../server/src/engine/text/paths.ts";
import type {BuiltResource} from "../../server/src/engine/workspace/kustomize/built.ts";
import {readRepository} from "../../server/src/files/repository.ts";

const {workspace} = readRepository(path.resolve(process.argv[2] ?? "."));
const {graph} = workspace;
const patches = new Set(["strategicMerge", "jsonPatch"]);

function described(resource: BuiltResource): object {
  const {origin, head, name, namespace = null, history} = resource;
  const {apiVersion, kind} = head;
  const isPatched = history.some(({step}) => patches.has(step.type));
  return {apiVersion, kind, namespace, name, file: origin.file, isPatched, object: graph.objectOf(resource)};
}

const paths = new Set([...workspace.paths].filter((file) => isKustomizationFile(file)).map(folderOf));
const folders = [...paths].map((folder) => [folder || ".", graph.build(folder).resources.map(described)]);
const flux = graph.fluxKustomizations.map((one) => {
  const {name, namespace = null, cluster, folder, spec, parent} = one;
  const builds = graph.fluxBuild(one).resources.map(described);
  return {name, namespace, cluster, folder, isEntry: parent === undefined, spec, builds};
});
console.log(JSON.stringify({folders: Object.fromEntries(folders), flux}));
