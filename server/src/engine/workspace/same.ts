import type {BuiltWay} from "./applied.ts";
import {buildInputs, type FluxKustomization} from "./flux/kustomization.ts";
import type {VariableSet} from "./flux/variables.ts";

// Whether two answers are the same for those who ask: what tells how far a change has to be carried.

/** Whether two plain values are the same. */
export function areEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Whether two lists hold the same things. */
export function areSameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

/** Whether the variables and their values are the same. */
export function areSameVariables(a: VariableSet, b: VariableSet): boolean {
  return a.isComplete === b.isComplete && JSON.stringify([...a.values]) === JSON.stringify([...b.values]);
}

/** Whether objects come out of the same builds by the same changes. */
export function areSameWays(a: readonly BuiltWay[], b: readonly BuiltWay[]): boolean {
  return (
    a.length === b.length &&
    a.every((way, i) => areSameBuilders(way.by, b[i]?.by) && way.resource.equals(b[i]?.resource))
  );
}

function areSameBuilders(a: FluxKustomization | undefined, b: FluxKustomization | undefined): boolean {
  return a === b || JSON.stringify(a && builderOf(a)) === JSON.stringify(b && builderOf(b));
}

/** All of a Flux Kustomization but its spec. */
function builderOf({key, name, namespace, cluster, folder, source, isHere}: FluxKustomization): unknown {
  return {key, name, namespace, cluster, folder, source, isHere};
}

/** Whether all that is known of two Flux Kustomizations is the same, apart from what applies them. */
export function areSameStates(a: FluxKustomization, b: FluxKustomization): boolean {
  return JSON.stringify(stateOf(a)) === JSON.stringify(stateOf(b));
}

/** Whether two Flux Kustomizations build the same: an interval changes nothing for what they build. */
export function areSameInputs(a: FluxKustomization | undefined, b: FluxKustomization | undefined): boolean {
  if (!a || !b) return a === b;
  return JSON.stringify(buildInputs(a)) === JSON.stringify(buildInputs(b));
}

/** What tells two states of a Flux Kustomization apart; what applies it is another question. */
function stateOf(flux: FluxKustomization): unknown {
  const {key, name, namespace, cluster, spec, folder, components, source, isHere, built} = flux;
  const places = built?.history.map(({place}) => place);
  return {key, name, namespace, cluster, spec, folder, components, source, isHere, places};
}
