import type {FluxKustomization} from "../workspace/flux/kustomization.ts";

/** `namespace/name` of a Flux Kustomization, which tells it apart from the others of its cluster. */
export function fluxNameOf({name, namespace = ""}: FluxKustomization): string {
  return `${namespace}/${name}`;
}

/** The Flux Kustomizations of the same cluster that one waits for, by `namespace/name`. */
export function dependenciesOf({spec, namespace = ""}: FluxKustomization): string[] {
  if (!Array.isArray(spec.dependsOn)) return [];
  return spec.dependsOn.flatMap((entry: unknown) => {
    const {name, namespace: own} = (entry ?? {}) as {name?: unknown; namespace?: unknown};
    return typeof name === "string" ? [`${typeof own === "string" ? own : namespace}/${name}`] : [];
  });
}

/**
 * The Flux Kustomizations of a cluster: entry points first, then by name, but what applies one and what it waits for
 * always before it. In a circle of dependencies the first by name comes first.
 */
export function inFluxOrder(all: readonly FluxKustomization[]): FluxKustomization[] {
  const sorted = [...all].sort(
    (a, b) => rank(a) - rank(b) || compare(fluxNameOf(a), fluxNameOf(b)) || compare(a.key, b.key),
  );
  const byKey = new Map(sorted.map((flux) => [flux.key, flux]));
  const byName = new Map<string, FluxKustomization[]>();
  for (const flux of sorted) byName.set(fluxNameOf(flux), [...(byName.get(fluxNameOf(flux)) ?? []), flux]);
  const ordered = new Set<FluxKustomization>();
  const begun = new Set<FluxKustomization>();
  const visit = (flux: FluxKustomization): void => {
    if (begun.has(flux)) return;
    begun.add(flux);
    const parent = flux.parent && byKey.get(flux.parent.key);
    if (parent) visit(parent);
    for (const name of dependenciesOf(flux)) byName.get(name)?.forEach(visit);
    ordered.add(flux);
  };
  sorted.forEach(visit);
  return [...ordered];
}

function rank({parent}: FluxKustomization): number {
  return parent ? 1 : 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
