import {HELM_RELEASE, KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Declaration} from "../names/declarations.ts";

/** What happens on the cluster when an object of a type gets another name, where that costs something. */
const COSTS: ReadonlyMap<string, string> = new Map([
  [
    HELM_RELEASE,
    "Flux installs a new Helm release and uninstalls the old one, with everything that its chart made. `spec.releaseName` does not prevent that: the old HelmRelease uninstalls the release that the new one uses.",
  ],
  [
    KUSTOMIZATION,
    "Flux creates a new Kustomization and deletes the old one. With `prune: true` the old one deletes everything that it applied and that the new one has not taken over by then. Set `deletionPolicy: Orphan` first to keep it.",
  ],
  [
    "PersistentVolumeClaim",
    "Kubernetes makes a new, empty volume; the old claim is deleted, and its data with it unless the volume is kept.",
  ],
  ["apps/StatefulSet", "The new StatefulSet makes volume claims of its own, which are empty."],
  [
    "postgresql.cnpg.io/Cluster",
    "The new cluster begins with an empty database; the old one is deleted with its volumes.",
  ],
]);

/** What a person has to know before objects get other names, one sentence or two for each type. */
export function consequences({graph}: Workspace, declarations: readonly Declaration[]): string[] {
  const applied = declarations.filter(({at}) => graph.applied(at).length > 0);
  return [...new Set(applied.map(({type}) => type))].flatMap((type) => COSTS.get(type) ?? []);
}
