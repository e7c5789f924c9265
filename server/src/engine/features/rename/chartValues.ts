import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {GATEWAY} from "../../resources/gateway-api.ts";
import {folderOf} from "../../text/paths.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {pointerOf} from "../../yaml/value.ts";
import {walk} from "../../yaml/walk.ts";
import {type Declaration, resourceAt, waysOf} from "../names/declarations.ts";
import type {Site} from "./nameEdits.ts";

/** How the last keys of a value read, without list positions, where charts usually want the name of an object. */
const USUAL_KEYS: ReadonlyMap<string, RegExp> = new Map([
  ["PersistentVolumeClaim", /\/(?:existingClaim|claimName|persistentVolumeClaim\/name)$/],
  ["Secret", /\/(?:existing\w*Secret(?:Name)?|secretName|(?:secret|secretRef|secretKeyRef|imagePullSecrets)\/name)$/],
  ["ConfigMap", /\/(?:existing\w*ConfigMap|configMapName|(?:configMap|configMapRef|configMapKeyRef)\/name)$/i],
  ["ServiceAccount", /\/(?:serviceAccountName|serviceAccount\/name)$/],
  ["Service", /\/(?:backendRefs\/name|existingService|serviceName)$/],
  ["storage.k8s.io/StorageClass", /\/storageClass(?:Name)?$/],
  ["cert-manager.io/ClusterIssuer", /\/(?:issuerRef\/name|cert-manager\.io~1cluster-issuer)$/],
  [GATEWAY, /\/parentRefs\/name$/],
]);

/** Kinds that are used from other namespaces as a rule. */
const SHARED = new Set(["storage.k8s.io/StorageClass", "cert-manager.io/ClusterIssuer", GATEWAY]);

/**
 * Places in the values of Helm charts that look as if they named a declared object. Only the chart knows what they mean,
 * so they are never references; to forget them in a renaming would be wrong more often than not.
 */
export function usesInValues(workspace: Workspace, declared: Declaration): Site[] {
  const keys = USUAL_KEYS.get(declared.type);
  const name = declared.field.string;
  if (!keys || name === undefined) return [];
  return [...releasesNear(workspace, declared)].flatMap((resource) => {
    const values = resource.root.at("spec", "values");
    return [...walk(values)]
      .filter((field) => field.string === name && keys.test(pointerOf(field.path).replace(/\/\d+(?=\/|$)/g, "")))
      .filter((field) => SHARED.has(declared.type) === false || isSameNamespace(field.parent, declared))
      .map((field) => ({field, resource}));
  });
}

/** The HelmReleases on the same clusters, in the same namespace where that matters. */
function* releasesNear(workspace: Workspace, declared: Declaration): Iterable<Site["resource"]> {
  const {graph} = workspace;
  const ways = waysOf(graph, declared);
  for (const ref of graph.index.objects.get(`${HELM_RELEASE}|${ANY_NAME}`)) {
    const releases = graph.applied(ref);
    const isNear =
      ways.length === 0 || releases.length === 0
        ? folderOf(ref.file) === folderOf(declared.at.file)
        : releases.some((release) =>
            ways.some(
              (way) =>
                way.cluster === release.cluster && (SHARED.has(declared.type) || way.namespace === release.namespace),
            ),
          );
    const resource = isNear ? resourceAt(workspace, ref) : undefined;
    if (resource) yield resource;
  }
}

/** A namespace that is written beside the name must not be another one than that of the object. */
function isSameNamespace(map: Site["field"] | undefined, {resource}: Declaration): boolean {
  const written = map?.get("namespace").string;
  return written === undefined || resource.namespace === undefined || written === resource.namespace;
}
