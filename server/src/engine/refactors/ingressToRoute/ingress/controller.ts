import type {Resource} from "../../../resources/resource.ts";
import {valueAt} from "../../../workspace/values.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {RouteSource} from "../httpRoute.ts";

/** The class of an Ingress: that of its `spec`, else the annotation that was there before. */
export function classOf({root}: Resource): Pick<RouteSource, "ingressClass" | "classField"> {
  const classField = root.at("spec", "ingressClassName");
  if (classField.exists) return {ingressClass: String(classField.scalar), classField};
  const annotation = root.at("metadata", "annotations", "kubernetes.io/ingress.class");
  return {ingressClass: annotation.exists ? String(annotation.scalar) : undefined};
}

/** Ingress controllers of which it is known how they read an Ingress. */
export type Controller = "nginx" | "traefik";

/** The controller of an Ingress, as far as its class or its annotations tell. */
export function controllerOf({graph}: Workspace, resource: Resource): Controller | undefined {
  const {ingressClass = ""} = classOf(resource);
  const classes = [...graph.index.objects.get(`networking.k8s.io/IngressClass|${ingressClass}`)];
  const told = classes.flatMap((ref) =>
    graph.applied(ref).map((way) => valueAt(graph.effective(way)?.object, ["spec", "controller"])),
  );
  const annotations = resource.root.at("metadata", "annotations").mergedEntries.map(({key}) => String(key));
  const own = annotations.filter((key) => /^(?:nginx|traefik)\.ingress\.kubernetes\.io\//.test(key));
  const texts = told.length > 0 ? told : own.length > 0 ? own : [ingressClass];
  return (["nginx", "traefik"] as const).find((name) => texts.every((text) => String(text).includes(name)));
}
