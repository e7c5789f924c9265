import {allOf, quoted} from "../../../schema/words.ts";
import {releasesOfChart} from "../../../workspace/charts.ts";
import {mayBeOn, placedOfType} from "../../../workspace/placed.ts";
import {controllerOf, namespaceOf, TRAEFIK_CONTROLLER} from "../../../workspace/traefik.ts";
import {valueAt} from "../../../workspace/values.ts";
import {type Admission, CILIUM_CLUSTERWIDE, POLICY_KINDS} from "./policyKinds.ts";
import {type Check, gatewayName, objectName, type Site, warning} from "./site.ts";

/** Whether network policies let the Gateway reach the app. Policies add up: what one admits is admitted. */
export const networkPolicyNotes: Check = (site) => {
  const {graph, place, gateway} = site;
  const {namespace, cluster} = place;
  if (!namespace || !gateway || placedOfType(graph, CILIUM_CLUSTERWIDE).length > 0) return [];
  const labels = podLabels(site);
  const found = POLICY_KINDS.flatMap((kind) =>
    placedOfType(graph, kind.type).flatMap((policy) => {
      if (policy.namespace !== namespace || !mayBeOn(policy, cluster)) return [];
      const selects = isSelected(kind.selectorOf(policy.object), labels);
      const admission: Admission = policy.object === undefined ? "unknown" : kind.admissionOf(policy.object, namespace);
      return selects === false || admission === "nothing said" ? [] : [{policy, selects, admission, kind}];
    }),
  );
  const certain = found.filter(({selects}) => selects === true);
  const [first] = certain;
  if (!first || found.some(({admission}) => !Array.isArray(admission))) return [];
  const admitted = [...new Set(found.flatMap(({admission}) => (Array.isArray(admission) ? admission : [])))];
  // A policy that lets nobody in did not let the ingress controller in either.
  const homes = homesOf(site);
  if (admitted.length === 0 || homes.length === 0 || homes.some((home) => admitted.includes(home))) return [];
  return [
    warning(
      `${first.kind.word} ${objectName(first.policy)} lets only requests from namespace ${allOf(quoted(admitted))} through; ` +
        `let it admit the pods that serve Gateway ${gatewayName(site.parent)} too.`,
    ),
  ];
};

/** The charts of controllers whose pods serve Gateways in the namespace of the release, or in the Gateway's. */
const CHARTS: Readonly<Record<string, string>> = {
  [TRAEFIK_CONTROLLER]: "traefik",
  "gateway.envoyproxy.io/gatewayclass-controller": "gateway-helm",
  "gateway.nginx.org/nginx-gateway-controller": "nginx-gateway-fabric",
};

/** The namespaces that the pods of the Gateway may be in; none where the repository does not tell. */
function homesOf({graph, gateway, parent, place}: Site): string[] {
  if (!gateway?.className) return [];
  const known = controllerOf(graph, gateway.className, place.cluster);
  const chart = CHARTS[known ?? (parent.isTraefik === true ? TRAEFIK_CONTROLLER : "")];
  if (chart === undefined) return [];
  const releases = releasesOfChart(graph, chart).filter((release) => mayBeOn(release, place.cluster));
  const namespaces = releases.map(namespaceOf);
  if (namespaces.length === 0 || namespaces.includes(undefined)) return [];
  return [...namespaces.flatMap((one) => one ?? []), ...(chart === "traefik" ? [] : [gateway.namespace])];
}

/** Labels that the pods of app-template certainly have. Of other pods nothing is known here. */
function podLabels({resource, place}: Site): ReadonlyMap<string, string> {
  const name = resource.kind === "HelmRelease" ? place.applied?.name : undefined;
  const isPlain =
    !resource.root.at("spec", "releaseName").exists && !resource.root.at("spec", "targetNamespace").exists;
  if (!name || !isPlain || resource.root.at("spec", "values", "global").exists) return new Map();
  return new Map([
    ["app.kubernetes.io/name", name],
    ["app.kubernetes.io/instance", name],
  ]);
}

/** Whether a label selector takes the pods; undefined where that is not known. */
function isSelected(selector: unknown, labels: ReadonlyMap<string, string>): boolean | undefined {
  const entries = Object.entries(valueAt(selector, ["matchLabels"]) ?? {});
  const expressions = valueAt(selector, ["matchExpressions"]);
  const verdicts = entries.map(([key, value]) => {
    const own = labels.get(key.replace(/^(?:k8s|any):/, ""));
    return own === undefined ? undefined : own === value;
  });
  if (verdicts.includes(false)) return false;
  return verdicts.includes(undefined) || (Array.isArray(expressions) && expressions.length > 0) ? undefined : true;
}
