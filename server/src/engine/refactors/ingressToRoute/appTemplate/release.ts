import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import type {Applied} from "../../../workspace/applied.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Workspace} from "../../../workspace/workspace.ts";

/** A Helm release: what a HelmRelease makes on one way to a cluster. */
export interface Release {
  /** How the HelmRelease gets there; undefined where nobody knows what builds it. */
  readonly applied: Applied | undefined;
  readonly cluster: string | undefined;
  /** The `spec` there. */
  readonly spec: unknown;
  /** The namespace of the HelmRelease itself; undefined where nothing says it, or the cluster alone knows. */
  readonly ownNamespace: string | undefined;
  /** Of the release, as its templates see them; undefined likewise. */
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** The releases of a HelmRelease: one for each way in which it gets to a cluster. */
export function releasesOf({graph}: Workspace, resource: Resource): Release[] {
  const {file, index} = resource.document;
  const ways = graph.applied({file: file.path, document: index});
  if (ways.length === 0) {
    const {value} = resource.document.plain();
    return [releaseOf(undefined, valueAt(value, ["spec"]), resource.name, resource.namespace)];
  }
  return ways.map((way) => {
    const object = graph.effective(way)?.object;
    return releaseOf(way, object?.spec, way.name, way.namespace || undefined);
  });
}

/** Helm takes no longer name; Flux shortens one to a hash. */
const MAX_NAME = 53;

function releaseOf(
  applied: Applied | undefined,
  spec: unknown,
  ownName: string | undefined,
  ownNamespace: string | undefined,
): Release {
  const target = textAt(spec, "targetNamespace");
  const composed = target === "" ? ownName : target && ownName && `${target}-${ownName}`;
  const name = textAt(spec, "releaseName") || composed;
  return {
    applied,
    cluster: applied?.cluster,
    spec,
    ownNamespace,
    name: spec !== undefined && name && name.length <= MAX_NAME ? name : undefined,
    namespace: target === "" ? ownNamespace : target,
  };
}

/** A text of a spec: "" where there is none, undefined where only the cluster knows it. */
function textAt(spec: unknown, key: string): string | undefined {
  const value = valueAt(spec, [key]);
  if (value === undefined || value === null || value === "") return "";
  return typeof value === "string" && !isOpenText(value) ? value : undefined;
}

/** What all releases have in common; undefined where they differ, or it is not known. */
export function sameOfAll<T>(releases: readonly Release[], of: (release: Release) => T | undefined): T | undefined {
  const [first, ...others] = releases.map(of);
  return others.every((other) => other === first) ? first : undefined;
}
