import {isOpenText} from "../resources/substitution.ts";
import type {Sidecar} from "../workspace/gatus.ts";
import type {Graph} from "../workspace/graph.ts";
import {mayBeOn, placedNamed, placedOfType} from "../workspace/placed.ts";
import {itemsAt, valueAt} from "../workspace/values.ts";

const GROUP = "rbac.authorization.k8s.io";

/**
 * All rules that anything in the namespace of a sidecar's release may have got, of its own values and of the repository.
 * More than its own account has, so what is missing in them is missing for certain. Undefined where a role is not known.
 */
export function rulesFor(graph: Graph, {release, flags}: Sidecar): unknown[] | undefined {
  const {values, cluster, namespace} = release;
  const isNamespaced = flags.get("namespace")?.at(-1) !== undefined;
  if (!namespace || isOpenText(JSON.stringify(valueAt(values, ["rbac"])) ?? "")) return undefined;
  const roles: unknown[] = [];
  for (const binding of Object.values(valueAt(values, ["rbac", "bindings"]) ?? {})) {
    if (valueAt(binding, ["enabled"]) === false || (isForOne(valueAt(binding, ["type"])) && !isNamespaced)) continue;
    const id = valueAt(binding, ["roleRef", "identifier"]);
    if (typeof id === "string") roles.push(valueAt(values, ["rbac", "roles", id]));
    else roles.push(...rolesNamed(graph, valueAt(binding, ["roleRef"]), cluster));
  }
  for (const kind of isNamespaced ? ["ClusterRoleBinding", "RoleBinding"] : ["ClusterRoleBinding"]) {
    for (const binding of placedOfType(graph, `${GROUP}/${kind}`)) {
      if (!mayBeOn(binding, cluster)) continue;
      if (binding.object === undefined) return undefined;
      if (!itemsAt(binding.object, ["subjects"]).some((subject) => mayMean(subject, namespace))) continue;
      roles.push(...rolesNamed(graph, valueAt(binding.object, ["roleRef"]), cluster));
    }
  }
  const isUnknown = (role: unknown): boolean =>
    role === undefined ||
    valueAt(role, ["aggregationRule"]) !== undefined ||
    !Array.isArray(valueAt(role, ["rules"])) ||
    /\$\{|\{\{/.test(JSON.stringify(valueAt(role, ["rules"])));
  return roles.some(isUnknown) ? undefined : roles.flatMap((role) => itemsAt(role, ["rules"]));
}

/** Whether rules allow a verb on all objects of a kind. */
export function allows(rules: readonly unknown[], [group, resource]: readonly [string, string], verb: string): boolean {
  const has = (rule: unknown, list: string, one: string): boolean =>
    itemsAt(rule, [list]).some((item) => item === one || item === "*");
  return rules.some(
    (rule) =>
      has(rule, "apiGroups", group) &&
      has(rule, "resources", resource) &&
      has(rule, "verbs", verb) &&
      itemsAt(rule, ["resourceNames"]).length === 0,
  );
}

function isForOne(type: unknown): boolean {
  return type === "RoleBinding";
}

/** The roles of a name; one that is undefined where the repository has none, as for those that come with Kubernetes. */
function rolesNamed(graph: Graph, roleRef: unknown, cluster: string | undefined): unknown[] {
  const [kind, name] = ["kind", "name"].map((key) => valueAt(roleRef, [key]));
  if (typeof kind !== "string" || typeof name !== "string") return [undefined];
  const found = placedNamed(graph, `${GROUP}/${kind}`, name).filter((role) => mayBeOn(role, cluster));
  return found.length === 0 ? [undefined] : found.map(({object}) => object);
}

/** Whether a subject may stand for the account of something in a namespace. */
function mayMean(subject: unknown, namespace: string): boolean {
  const [kind, name, own] = ["kind", "name", "namespace"].map((key) => valueAt(subject, [key]));
  if (kind === "ServiceAccount") return own === namespace || own === undefined || isOpenText(String(own));
  return kind === "Group"
    ? /^system:(?:serviceaccounts(?:$|:)|authenticated$)|\$\{/.test(String(name))
    : kind !== "User";
}
