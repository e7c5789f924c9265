import type {FieldSpec} from "./field-specs.ts";

/** The fields that kustomize changes without being told, from its default configuration. */

const WORKLOADS: readonly FieldSpec[] = [
  {path: "", version: "v1", kind: "ReplicationController"},
  {path: "", kind: "Deployment"},
  {path: "", kind: "ReplicaSet"},
  {path: "", kind: "DaemonSet"},
];

/** Where the metadata of pod templates, and of Jobs in CronJobs, stands. */
function templates(field: "labels" | "annotations"): FieldSpec[] {
  return [
    ...WORKLOADS.map((spec) => ({...spec, path: `spec/template/metadata/${field}`, create: true})),
    {path: `spec/template/metadata/${field}`, create: true, group: "batch", kind: "Job"},
    {path: `spec/jobTemplate/metadata/${field}`, create: true, group: "batch", kind: "CronJob"},
    {path: `spec/jobTemplate/spec/template/metadata/${field}`, create: true, group: "batch", kind: "CronJob"},
  ];
}

/** `labels` without further options. */
export const METADATA_LABELS: FieldSpec = {path: "metadata/labels", create: true};

/** `labels` with `includeTemplates`. */
export const TEMPLATE_LABELS: readonly FieldSpec[] = [
  METADATA_LABELS,
  ...templates("labels"),
  {path: "spec/template/metadata/labels", create: true, group: "apps", kind: "StatefulSet"},
  {path: "spec/volumeClaimTemplates[]/metadata/labels", create: true, group: "apps", kind: "StatefulSet"},
];

const AFFINITY_TERMS = [
  "preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm",
  "requiredDuringSchedulingIgnoredDuringExecution",
];

const POD_SELECTORS = [
  ...["podAffinity", "podAntiAffinity"].flatMap((affinity) =>
    AFFINITY_TERMS.map((term) => `affinity/${affinity}/${term}`),
  ),
  "topologySpreadConstraints",
].map((path) => `spec/template/spec/${path}/labelSelector/matchLabels`);

/** `commonLabels`, and `labels` with `includeSelectors`. */
export const SELECTOR_LABELS: readonly FieldSpec[] = [
  {path: "spec/selector", create: true, version: "v1", kind: "Service"},
  {path: "spec/selector", create: true, version: "v1", kind: "ReplicationController"},
  {path: "spec/selector/matchLabels", create: true, kind: "Deployment"},
  {path: "spec/selector/matchLabels", create: true, kind: "ReplicaSet"},
  {path: "spec/selector/matchLabels", create: true, kind: "DaemonSet"},
  {path: "spec/selector/matchLabels", create: true, group: "apps", kind: "StatefulSet"},
  ...["Deployment", "StatefulSet"].flatMap((kind) => POD_SELECTORS.map((path) => ({path, group: "apps", kind}))),
  {path: "spec/selector/matchLabels", group: "batch", kind: "Job"},
  {path: "spec/jobTemplate/spec/selector/matchLabels", group: "batch", kind: "CronJob"},
  {path: "spec/selector/matchLabels", group: "policy", kind: "PodDisruptionBudget"},
  {path: "spec/podSelector/matchLabels", group: "networking.k8s.io", kind: "NetworkPolicy"},
  {path: "spec/ingress/from/podSelector/matchLabels", group: "networking.k8s.io", kind: "NetworkPolicy"},
  {path: "spec/egress/to/podSelector/matchLabels", group: "networking.k8s.io", kind: "NetworkPolicy"},
  ...TEMPLATE_LABELS,
];

/** `commonAnnotations`. */
export const ANNOTATIONS: readonly FieldSpec[] = [
  {path: "metadata/annotations", create: true},
  ...templates("annotations"),
  {path: "spec/template/metadata/annotations", create: true, kind: "StatefulSet"},
];

/** `images`. */
export const IMAGES: readonly FieldSpec[] = ["spec", "spec/template/spec"].flatMap((spec) => [
  {path: `${spec}/containers[]/image`},
  {path: `${spec}/initContainers[]/image`},
  {path: `${spec}/volumes[]/image/reference`},
]);

/** `replicas`. */
export const REPLICAS: readonly FieldSpec[] = ["Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"].map(
  (kind) => ({path: "spec/replicas", create: true, kind}),
);

/** `namespace`, besides `metadata.namespace`. */
export const NAMESPACES: readonly FieldSpec[] = [
  {path: "spec/service/namespace", create: true, group: "apiregistration.k8s.io", kind: "APIService"},
  {
    path: "spec/conversion/webhook/clientConfig/service/namespace",
    group: "apiextensions.k8s.io",
    kind: "CustomResourceDefinition",
  },
];

/** `namePrefix` and `nameSuffix` leave these alone. */
export const UNNAMED: readonly FieldSpec[] = [
  {path: "metadata/name", kind: "CustomResourceDefinition"},
  {path: "metadata/name", group: "apiregistration.k8s.io", kind: "APIService"},
  {path: "metadata/name", kind: "Namespace"},
];
