import {isOpenText, substitute, type Variables} from "../resources/substitution.ts";
import type {FluxKustomization} from "./flux/kustomization.ts";
import type {BuiltResource} from "./kustomize/built.ts";
import type {PlainObject} from "./kustomize/transform/steps.ts";

/** One build that an object comes out of. */
export interface BuiltWay {
  /** Undefined for what only a kustomization builds that nothing includes. */
  readonly by: FluxKustomization | undefined;
  readonly cluster: string | undefined;
  readonly resource: BuiltResource;
}

/** One way in which an object gets to a cluster. */
export interface Applied extends BuiltWay {
  /** The name on the cluster; undefined when only the cluster knows. */
  readonly name: string | undefined;
  /** The namespace on the cluster; "" where nothing sets one, undefined when only the cluster knows. */
  readonly namespace: string | undefined;
}

/** An object after everything that changes it; `resource` is where it comes from. */
export interface Effective {
  readonly applied: Applied;
  readonly object: PlainObject;
}

/** An object of a build as it gets to a cluster, with the variables that Flux replaces. */
export function appliedAs(
  by: FluxKustomization | undefined,
  resource: BuiltResource,
  variables: Variables | undefined,
): Applied {
  const {name, namespace = ""} = resource;
  return {by, cluster: by?.cluster, resource, name: known(name, variables), namespace: known(namespace, variables)};
}

/** A text of a build as it is on the cluster; undefined where it holds a variable that only the cluster knows. */
function known(text: string, variables: Variables | undefined): string | undefined {
  const value = variables && variables.size > 0 ? substitute(text, variables) : text;
  return isOpenText(value) ? undefined : value;
}
