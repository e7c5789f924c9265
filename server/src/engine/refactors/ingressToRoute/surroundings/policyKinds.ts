import {isOpenText} from "../../../resources/substitution.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";

/** The namespaces that a policy lets in, `unknown` for more than namespaces, `nothing said` where it is about others. */
export type Admission = readonly string[] | "unknown" | "nothing said";

/** A kind of policy: where it says which pods it is about, and whom it lets in. */
interface PolicyKind {
  readonly type: string;
  readonly word: string;
  selectorOf(policy: unknown): unknown;
  admissionOf(policy: unknown, namespace: string): Admission;
}

/** Policies that are in no namespace may let in more. */
export const CILIUM_CLUSTERWIDE = "cilium.io/CiliumClusterwideNetworkPolicy";

/** The kinds of policies that are read. */
export const POLICY_KINDS: readonly PolicyKind[] = [
  {
    type: "networking.k8s.io/NetworkPolicy",
    word: "NetworkPolicy",
    selectorOf: (policy) => valueAt(policy, ["spec", "podSelector"]),
    admissionOf: (policy, namespace) => {
      const types = valueAt(policy, ["spec", "policyTypes"]);
      if (Array.isArray(types) && !types.includes("Ingress")) return "nothing said";
      return allPeers(itemsAt(policy, ["spec", "ingress"]), "from", (peer) => namespacesOfPeer(peer, namespace));
    },
  },
  {
    type: "cilium.io/CiliumNetworkPolicy",
    word: "CiliumNetworkPolicy",
    selectorOf: (policy) => valueAt(policy, ["spec", "endpointSelector"]),
    admissionOf: (policy, namespace) => {
      const ingress = valueAt(policy, ["spec", "ingress"]) ?? undefined;
      if (valueAt(policy, ["specs"]) || valueAt(policy, ["spec", "ingressDeny"])) return "unknown";
      if (!Array.isArray(ingress)) return "nothing said";
      return allPeers(ingress, "fromEndpoints", (peer) => namespacesOfEndpoint(peer, namespace));
    },
  },
];

/** What the rules of a policy admit together, where all their peers are namespaces. */
function allPeers(
  rules: readonly unknown[],
  field: string,
  namespacesOf: (peer: unknown) => readonly string[] | undefined,
): Admission {
  const found: string[] = [];
  for (const rule of rules) {
    const others = Object.keys(typeof rule === "object" && rule ? rule : {}).filter((key) => key.startsWith("from"));
    const peers = itemsAt(rule, [field]);
    if (peers.length === 0 || others.some((key) => key !== field)) return "unknown";
    for (const peer of peers) {
      const namespaces = namespacesOf(peer);
      if (!namespaces) return "unknown";
      found.push(...namespaces);
    }
  }
  return found.some(isOpenText) ? "unknown" : found;
}

const NAME_LABEL = "kubernetes.io/metadata.name";

/** The namespaces of a peer of a NetworkPolicy; undefined where it is more, or not known. */
function namespacesOfPeer(peer: unknown, own: string): readonly string[] | undefined {
  if (valueAt(peer, ["ipBlock"])) return undefined;
  const selector = valueAt(peer, ["namespaceSelector"]) ?? undefined;
  if (selector === undefined) return valueAt(peer, ["podSelector"]) ? [own] : undefined;
  const labels = valueAt(selector, ["matchLabels", NAME_LABEL]);
  if (typeof labels === "string") return [labels];
  const expressions = itemsAt(selector, ["matchExpressions"]);
  const names = expressions.find((one) => valueAt(one, ["key"]) === NAME_LABEL && valueAt(one, ["operator"]) === "In");
  return names === undefined ? undefined : itemsAt(names, ["values"]).map(String);
}

const NAMESPACE_LABELS = ["k8s:io.kubernetes.pod.namespace", "io.kubernetes.pod.namespace"];

/** The namespace of an entry of `fromEndpoints`: the policy's own, unless a label names another. */
function namespacesOfEndpoint(endpoint: unknown, own: string): readonly string[] | undefined {
  if (itemsAt(endpoint, ["matchExpressions"]).length > 0) return undefined;
  const labels = valueAt(endpoint, ["matchLabels"]) ?? {};
  const keys = Object.keys(labels);
  if (keys.some((key) => key.includes("io.cilium.k8s.namespace.labels") || key.startsWith("reserved:")))
    return undefined;
  const named = NAMESPACE_LABELS.map((key) => valueAt(labels, [key])).find((one) => one !== undefined);
  return typeof named === "string" ? [named] : [own];
}
