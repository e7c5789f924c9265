import {fieldOf} from "./plain.ts";

/** How a value merges, and the values inside it; a field or list item that is left out has nothing special. */
export interface MergeShape {
  readonly fields?: Readonly<Record<string, MergeShape>>;
  /** Of a list that merges with a patch's: the fields that tell its items apart, none for a list of plain values. */
  readonly mergeKeys?: readonly string[];
  readonly items?: MergeShape;
}

type Fields = Readonly<Record<string, MergeShape>>;

const map = (fields: Fields): MergeShape => ({fields});
const listBy = (...mergeKeys: string[]): MergeShape => ({mergeKeys});
const listOf = (items: MergeShape, ...mergeKeys: string[]): MergeShape => ({mergeKeys, items});

const METADATA = map({finalizers: listBy(), ownerReferences: listBy("uid")});
const CONDITIONS = map({conditions: listBy("type")});

const MOUNTS: Fields = {env: listBy("name"), volumeDevices: listBy("devicePath"), volumeMounts: listBy("mountPath")};
const CONTAINER = map({...MOUNTS, ports: listBy("containerPort", "protocol")});
const POD_SPEC = map({
  containers: listOf(CONTAINER, "name"),
  initContainers: listOf(CONTAINER, "name"),
  ephemeralContainers: listOf(map(MOUNTS), "name"),
  volumes: listOf(map({ephemeral: map({volumeClaimTemplate: map({metadata: METADATA})})}), "name"),
  hostAliases: listBy("ip"),
  imagePullSecrets: listBy("name"),
  topologySpreadConstraints: listBy("topologyKey", "whenUnsatisfiable"),
});
const POD_TEMPLATE = map({metadata: METADATA, spec: POD_SPEC});
const JOB_SPEC = map({template: POD_TEMPLATE});

const PLAIN: Fields = {};
const WORKLOAD: Fields = {spec: JOB_SPEC, status: CONDITIONS};
const CRON_JOB: Fields = {spec: map({jobTemplate: map({metadata: METADATA, spec: JOB_SPEC})})};
const WITH_CONDITIONS: Fields = {status: CONDITIONS};
const WEBHOOKS: Fields = {webhooks: listBy("name")};

/** A row for kinds that have no list of their own that merges. */
const plain = (...kinds: string[]): Readonly<Record<string, Fields>> =>
  Object.fromEntries(kinds.map((kind) => [kind, PLAIN]));

const ADMISSION = {MutatingWebhookConfiguration: WEBHOOKS, ValidatingWebhookConfiguration: WEBHOOKS};
const RBAC = plain("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");
const AUTOSCALER = plain("HorizontalPodAutoscaler");
const STORAGE = {
  ...plain("CSIDriver", "CSIStorageCapacity", "StorageClass", "VolumeAttachment"),
  CSINode: {spec: map({drivers: listBy("name")})},
};

/**
 * The kinds in the OpenAPI of Kubernetes 1.21 that kustomize carries, and what `x-kubernetes-patch-strategy`,
 * `x-kubernetes-patch-merge-key` and `x-kubernetes-list-map-keys` say about their lists. All others, newer versions of
 * Kubernetes' own groups among them, have no schema there: their lists are replaced whole. Left out are the lists of
 * objects, the requests and reviews that nobody keeps in a file, and kustomize's own kinds.
 */
const KINDS: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  v1: {
    ...plain("Binding", "ConfigMap", "Endpoints", "Event", "LimitRange", "PersistentVolume", "ResourceQuota", "Secret"),
    ComponentStatus: {conditions: listBy("type")},
    Namespace: WITH_CONDITIONS,
    Node: {
      spec: map({podCIDRs: listBy()}),
      status: map({addresses: listBy("type"), conditions: listBy("type")}),
    },
    PersistentVolumeClaim: WITH_CONDITIONS,
    Pod: {spec: POD_SPEC, status: map({conditions: listBy("type"), podIPs: listBy("ip")})},
    PodTemplate: {template: POD_TEMPLATE},
    ReplicationController: WORKLOAD,
    Service: {spec: map({ports: listBy("port", "protocol")}), status: CONDITIONS},
    ServiceAccount: {secrets: listBy("name")},
  },
  "admissionregistration.k8s.io/v1": ADMISSION,
  "admissionregistration.k8s.io/v1beta1": ADMISSION,
  "apiextensions.k8s.io/v1": plain("CustomResourceDefinition"),
  "apiextensions.k8s.io/v1beta1": plain("CustomResourceDefinition"),
  "apiregistration.k8s.io/v1": {APIService: WITH_CONDITIONS},
  "apiregistration.k8s.io/v1beta1": {APIService: WITH_CONDITIONS},
  "apps/v1": {
    ...plain("ControllerRevision"),
    DaemonSet: WORKLOAD,
    Deployment: WORKLOAD,
    ReplicaSet: WORKLOAD,
    StatefulSet: WORKLOAD,
  },
  "autoscaling/v1": {...AUTOSCALER, ...plain("Scale")},
  "autoscaling/v2beta1": AUTOSCALER,
  "autoscaling/v2beta2": AUTOSCALER,
  "batch/v1": {CronJob: CRON_JOB, Job: WORKLOAD},
  "batch/v1beta1": {CronJob: CRON_JOB},
  "certificates.k8s.io/v1": plain("CertificateSigningRequest"),
  "certificates.k8s.io/v1beta1": plain("CertificateSigningRequest"),
  "coordination.k8s.io/v1": plain("Lease"),
  "coordination.k8s.io/v1beta1": plain("Lease"),
  "discovery.k8s.io/v1": plain("EndpointSlice"),
  "discovery.k8s.io/v1beta1": plain("EndpointSlice"),
  "events.k8s.io/v1": plain("Event"),
  "events.k8s.io/v1beta1": plain("Event"),
  "extensions/v1beta1": plain("Ingress"),
  "flowcontrol.apiserver.k8s.io/v1beta1": plain("FlowSchema", "PriorityLevelConfiguration"),
  "networking.k8s.io/v1": plain("Ingress", "IngressClass", "NetworkPolicy"),
  "networking.k8s.io/v1beta1": plain("Ingress", "IngressClass"),
  "node.k8s.io/v1": plain("RuntimeClass"),
  "node.k8s.io/v1beta1": plain("RuntimeClass"),
  "policy/v1": {PodDisruptionBudget: WITH_CONDITIONS},
  "policy/v1beta1": {...plain("Eviction", "PodSecurityPolicy"), PodDisruptionBudget: WITH_CONDITIONS},
  "rbac.authorization.k8s.io/v1": RBAC,
  "rbac.authorization.k8s.io/v1beta1": RBAC,
  "scheduling.k8s.io/v1": plain("PriorityClass"),
  "scheduling.k8s.io/v1beta1": plain("PriorityClass"),
  "storage.k8s.io/v1": STORAGE,
  "storage.k8s.io/v1beta1": STORAGE,
};

/** How the objects of a type merge; undefined for a type that kustomize has no schema of. */
export function mergeShapeOf(apiVersion: string, kind: string): MergeShape | undefined {
  const fields = fieldOf(fieldOf(KINDS, apiVersion), kind) as Fields | undefined;
  return fields && map({...fields, metadata: METADATA});
}
