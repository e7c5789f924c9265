import type {BuiltWay} from "./applied.ts";
import {buildInputs, type FluxKustomization} from "./flux/kustomization.ts";
import type {VariableSet} from "./flux/variables.ts";

// Whether two answers are the same for those who ask: what tells how far a change has to be carried.

export function areSameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, i) => element === b[i]);
}

export function areSameVariables(a: VariableSet, b: VariableSet): boolean {
  return a.isComplete === b.isComplete && JSON.stringify([...a.values]) === JSON.stringify([...b.values]);
}

export function areSameWays(a: readonly BuiltWay[], b: readonly BuiltWay[]): boolean {
  return (
    a.length === b.length && a.every((way, i) => way.by?.key === b[i]?.by?.key && way.resource.equals(b[i]?.resource))
  );
}

/** Whether all that is known of Flux Kustomizations is the same, apart from what applies them. */
export function areSameInstances(a: readonly FluxKustomization[], b: readonly FluxKustomization[]): boolean {
  return JSON.stringify(a.map(stateOf)) === JSON.stringify(b.map(stateOf));
}

/** Whether two Flux Kustomizations build the same: an interval changes nothing for what they build. */
export function areSameInputs(a: FluxKustomization, b: FluxKustomization): boolean {
  return JSON.stringify(buildInputs(a)) === JSON.stringify(buildInputs(b));
}

/** What tells two states of a Flux Kustomization apart; what applies it is another question. */
function stateOf({built, parent, ...own}: FluxKustomization): unknown {
  return {...own, parent: parent?.key, places: built?.history.map(({place}) => place)};
}
