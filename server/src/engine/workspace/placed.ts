import {isOpenText} from "../resources/substitution.ts";
import type {Applied} from "./applied.ts";
import type {Graph} from "./graph.ts";
import {ANY_NAME, type DocumentRef} from "./index.ts";
import {valueAt} from "./values.ts";

/** An object as it gets to one cluster, or as it is written where nothing builds it. */
export interface Placed {
  readonly at: DocumentRef;
  /** Undefined where nothing builds it. */
  readonly applied: Applied | undefined;
  readonly cluster: string | undefined;
  /** Undefined where only the cluster knows. */
  readonly name: string | undefined;
  /** "" where nothing sets one; undefined where only the cluster knows. */
  readonly namespace: string | undefined;
  /** Undefined where not all that happens to it is known. */
  readonly object: unknown;
}

/** The objects of a type, in the order of their files. */
export function placedOfType(graph: Graph, type: string): Placed[] {
  return placedNamed(graph, type, ANY_NAME);
}

/** The objects that are written with a type and a name, in the order of their files. */
export function placedNamed(graph: Graph, type: string, name: string): Placed[] {
  const refs = [...graph.index.objects.get(`${type}|${name}`)];
  refs.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.document - b.document);
  return refs.flatMap((ref) => placedAs(graph, type, ref));
}

/** The objects of a type that a document is: one for each way to a cluster. */
export function placedAs(graph: Graph, type: string, at: DocumentRef): Placed[] {
  const ways = graph.applied(at).filter(({resource}) => resource.type === type);
  if (ways.length > 0) return ways.map((applied) => placedBy(graph, at, applied));
  const object = graph.file(at.file)?.documents[at.document]?.plain().value;
  const [name, namespace = ""] = ["name", "namespace"].map((key) => valueAt(object, ["metadata", key]));
  return [{at, applied: undefined, cluster: undefined, name: known(name), namespace: known(namespace), object}];
}

/** An object as it gets to a cluster. */
function placedBy(graph: Graph, at: DocumentRef, applied: Applied): Placed {
  const {cluster, name, namespace} = applied;
  return {at, applied, cluster, name, namespace, object: graph.effective(applied)?.object};
}

function known(text: unknown): string | undefined {
  return typeof text === "string" && !isOpenText(text) ? text : undefined;
}

/** Whether an object may be on a cluster: what nothing applies may be on any. */
export function mayBeOn({cluster}: Placed, other: string | undefined): boolean {
  return cluster === undefined || other === undefined || cluster === other;
}
