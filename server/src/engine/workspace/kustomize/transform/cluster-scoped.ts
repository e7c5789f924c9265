import {fieldOf, type PlainObject, textOf} from "./plain.ts";

const ADMISSION = ["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/**
 * The kinds that kustomize knows to have no namespace, from Kubernetes 1.21. It gives a namespace to objects of all
 * others, those of newer versions and of custom resource definitions among them.
 */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  v1: ["ComponentStatus", "Namespace", "Node", "NodeProxyOptions", "PersistentVolume"],
  "admissionregistration.k8s.io/v1": ADMISSION,
  "admissionregistration.k8s.io/v1beta1": ADMISSION,
  "apiextensions.k8s.io/v1": ["CustomResourceDefinition"],
  "apiextensions.k8s.io/v1beta1": ["CustomResourceDefinition"],
  "apiregistration.k8s.io/v1": ["APIService"],
  "apiregistration.k8s.io/v1beta1": ["APIService"],
  "certificates.k8s.io/v1": ["CertificateSigningRequest"],
  "certificates.k8s.io/v1beta1": ["CertificateSigningRequest"],
  "flowcontrol.apiserver.k8s.io/v1beta1": ["FlowSchema", "PriorityLevelConfiguration"],
  "networking.k8s.io/v1": ["IngressClass"],
  "networking.k8s.io/v1beta1": ["IngressClass"],
  "node.k8s.io/v1": ["RuntimeClass"],
  "node.k8s.io/v1beta1": ["RuntimeClass"],
  "policy/v1beta1": ["PodSecurityPolicy"],
  "rbac.authorization.k8s.io/v1": ["ClusterRole", "ClusterRoleBinding"],
  "rbac.authorization.k8s.io/v1beta1": ["ClusterRole", "ClusterRoleBinding"],
  "scheduling.k8s.io/v1": ["PriorityClass"],
  "scheduling.k8s.io/v1beta1": ["PriorityClass"],
  "storage.k8s.io/v1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
  "storage.k8s.io/v1beta1": ["CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"],
};

/** What kustomize takes for the namespace of objects that have none. */
export const NO_NAMESPACE = "_non_namespaceable_";

/** Whether kustomize knows that objects of a type have no namespace. */
export function isClusterScopedType(apiVersion: string, kind: string): boolean {
  const kinds = Object.hasOwn(CLUSTER_SCOPED, apiVersion) ? CLUSTER_SCOPED[apiVersion] : undefined;
  return kinds?.includes(kind) ?? false;
}

/** Whether kustomize knows that an object has no namespace. */
export function isClusterScoped(object: PlainObject): boolean {
  return isClusterScopedType(textOf(fieldOf(object, "apiVersion")), textOf(fieldOf(object, "kind")));
}
