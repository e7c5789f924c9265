import type {Sidecar, SidecarKind} from "./gatus.ts";

/** An object that a sidecar may look at. */
export interface Sighted {
  readonly kind: SidecarKind;
  /** Undefined where only the cluster knows. */
  readonly namespace: string | undefined;
  /** The names of the Gateways of a route; undefined where they are not all known. */
  readonly gateways?: readonly string[] | undefined;
  /** The class of an Ingress; undefined where it is not known. */
  readonly className?: string | undefined;
}

/** What keeps a sidecar from an object, whatever its annotations say. */
export type Blindness = "other kind" | "other namespace" | "other gateway" | "other class";

/** Makes an endpoint of it by itself, or when an annotation asks for it; else what keeps the sidecar from it. */
export type Attention = "auto" | "annotated" | Blindness;

/** Whether a sidecar looks at an object at all. */
export function isSeen(attention: Attention): attention is "auto" | "annotated" {
  return attention === "auto" || attention === "annotated";
}

/** How a sidecar looks at an object; undefined where that is not known. */
export function attentionOf({modes, flags}: Sidecar, sighted: Sighted): Attention | undefined {
  const {kind, namespace, gateways, className} = sighted;
  const mode = modes[kind];
  if (mode === "off") return "other kind";
  const only = flags.get("namespace")?.at(-1);
  if (only && namespace !== undefined && namespace !== only) return "other namespace";
  const names = kind === "httproute" ? flags.get("gateway-name") : undefined;
  if (names && gateways && !gateways.some((gateway) => names.includes(gateway))) return "other gateway";
  const classes = kind === "ingress" ? flags.get("ingress-class") : undefined;
  if (classes && className !== undefined && !classes.includes(className)) return "other class";
  const isOpen = (only && namespace === undefined) || (names && !gateways) || (classes && className === undefined);
  return isOpen ? undefined : mode;
}
