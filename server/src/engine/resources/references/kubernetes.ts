import {type ReferenceRow, rows, to, toKindOf} from "./row.ts";

const INGRESS = "networking.k8s.io/Ingress";
const CLAIM = "PersistentVolumeClaim";
const VOLUME = "PersistentVolume";
const ROLES = ["rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole"];
const BINDINGS = ["rbac.authorization.k8s.io/RoleBinding", "rbac.authorization.k8s.io/ClusterRoleBinding"];
/** A target of any type whose group stands in `apiGroup`; without one it is of the core group. */
const ANY_IN_API_GROUP = {types: [], kind: "kind", group: "apiGroup", assumedGroup: ""} as const;

/** Which fields of Kubernetes' own kinds, workloads aside, refer to what. */
export const KUBERNETES_REFERENCES: readonly ReferenceRow[] = [
  {from: [INGRESS], at: "spec.ingressClassName", name: "", to: to("networking.k8s.io/IngressClass")},
  ...rows([INGRESS], ["spec.defaultBackend.service", "spec.rules[].http.paths[].backend.service"], {
    to: to("Service"),
  }),
  ...rows([INGRESS], ["spec.defaultBackend.resource", "spec.rules[].http.paths[].backend.resource"], {
    to: ANY_IN_API_GROUP,
  }),
  {from: [INGRESS], at: "spec.tls[].secretName", name: "", to: to("Secret")},
  ...BINDINGS.map((binding, i) => ({from: [binding], at: "roleRef", to: toKindOf(ROLES.slice(i))})),
  ...rows(BINDINGS, ["subjects[]"], {namespace: "namespace", to: toKindOf(["ServiceAccount"])}),
  ...rows(["ServiceAccount"], ["secrets[]", "imagePullSecrets[]"], {to: to("Secret")}),
  ...rows([CLAIM, VOLUME], ["spec.storageClassName"], {name: "", to: to("storage.k8s.io/StorageClass")}),
  {from: [CLAIM], at: "spec.volumeName", name: "", to: to(VOLUME)},
  {from: [CLAIM], at: "spec.dataSource", to: ANY_IN_API_GROUP},
  {from: [CLAIM], at: "spec.dataSourceRef", namespace: "namespace", to: ANY_IN_API_GROUP},
  {from: [VOLUME], at: "spec.claimRef", namespace: "namespace", to: to(CLAIM)},
];
