// Every kind that is validated, and where its schema comes from.
const FLUX = "@kubernetes-models/flux-cd";
const GATEWAY = "@kubernetes-models/gateway-api";
const CORE = "kubernetes-models";

/** Of each kind: the apiVersions that share the schema (newest first), then either a package's type or an own file. */
export const kinds = [
  flux("helm", "v2", "HelmRelease"),
  flux("kustomize", "v1", "Kustomization"),
  flux("source", "v1", "GitRepository"),
  flux("source", "v1", "OCIRepository"),
  flux("source", "v1", "HelmRepository"),
  flux("source", "v1", "HelmChart"),
  flux("source", "v1", "Bucket"),
  flux("source", "v1", "ExternalArtifact"),
  flux("notification", "v1beta3", "Alert"),
  flux("notification", "v1beta3", "Provider"),
  flux("notification", "v1", "Receiver"),
  flux("image", "v1", "ImageRepository"),
  flux("image", "v1", "ImagePolicy"),
  flux("image", "v1", "ImageUpdateAutomation"),
  ownResource("ArtifactGenerator", "source.extensions.fluxcd.io/v1beta1", "flux/artifact-generator.json"),

  ownResource("FluxInstance", "fluxcd.controlplane.io/v1", "flux-operator/flux-instance.json"),
  ownResource("FluxReport", "fluxcd.controlplane.io/v1", "flux-operator/flux-report.json"),
  ownResource("ResourceSet", "fluxcd.controlplane.io/v1", "flux-operator/resource-set.json"),
  ownResource(
    "ResourceSetInputProvider",
    "fluxcd.controlplane.io/v1",
    "flux-operator/resource-set-input-provider.json",
  ),

  gateway("HTTPRoute", ["v1", "v1beta1"]),
  gateway("GRPCRoute", ["v1"]),
  gateway("TLSRoute", ["v1"]),
  gateway("TLSRoute", ["v1alpha3"]),
  gateway("TLSRoute", ["v1alpha2"]),
  // The package knows these two as v1alpha2 only; version 1.6 promoted the same fields, and an overlay has the rest.
  gateway("TCPRoute", ["v1"], "v1alpha2"),
  gateway("TCPRoute", ["v1alpha2"]),
  gateway("UDPRoute", ["v1"], "v1alpha2"),
  gateway("UDPRoute", ["v1alpha2"]),
  gateway("Gateway", ["v1", "v1beta1"]),
  gateway("GatewayClass", ["v1", "v1beta1"]),
  gateway("ListenerSet", ["v1"]),
  gateway("BackendTLSPolicy", ["v1"]),
  gateway("BackendTLSPolicy", ["v1alpha3"]),
  gateway("ReferenceGrant", ["v1", "v1beta1"]),

  own("Kustomization", ["kustomize.config.k8s.io/v1beta1"], "kustomize/kustomization.json"),
  own("Component", ["kustomize.config.k8s.io/v1alpha1"], "kustomize/kustomization.json"),

  ...core("apps/v1", "AppsV1", ["Deployment", "StatefulSet", "DaemonSet"]),
  ...core("batch/v1", "BatchV1", ["Job", "CronJob"]),
  ...core("v1", "CoreV1", ["Pod", "Service", "ConfigMap", "Secret", "Namespace", "ServiceAccount"]),
  ...core("v1", "CoreV1", ["PersistentVolumeClaim", "PersistentVolume"]),
  ...core("networking.k8s.io/v1", "NetworkingV1", ["Ingress", "NetworkPolicy"]),
  ...core("policy/v1", "PolicyV1", ["PodDisruptionBudget"]),
  ...core("autoscaling/v2", "AutoscalingV2", ["HorizontalPodAutoscaler"]),
  ...core("rbac.authorization.k8s.io/v1", "RbacV1", ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"]),
  ...core("storage.k8s.io/v1", "StorageV1", ["StorageClass"]),

  own("config", ["flux-workbench"], "flux-workbench.json"),
];

function flux(group, version, kind) {
  const type = `${capital(group)}ToolkitFluxcdIo${capital(version)}${kind}`;
  const apiVersion = `${group}.toolkit.fluxcd.io/${version}`;
  return {kind, apiVersions: [apiVersion], package: FLUX, type, declaration: `${apiVersion}/${kind}`};
}

function gateway(kind, versions, packageVersion = versions[0]) {
  const apiVersions = versions.map((version) => `gateway.networking.k8s.io/${version}`);
  const type = `IoK8sSigsGatewayApiApis${capital(packageVersion)}${kind}`;
  return {
    kind,
    apiVersions,
    package: GATEWAY,
    type,
    declaration: `gateway.networking.k8s.io/${packageVersion}/${kind}`,
  };
}

function core(apiVersion, prefix, names) {
  return names.map((kind) => ({
    kind,
    apiVersions: [apiVersion],
    package: CORE,
    type: `IoK8sApi${prefix}${kind}`,
    declaration: `${apiVersion}/${kind}`,
  }));
}

function own(kind, apiVersions, file) {
  return {kind, apiVersions, file};
}

/** An own schema of a Kubernetes object, whose metadata is everybody's. */
function ownResource(kind, apiVersion, file) {
  return {...own(kind, [apiVersion], file), objectMeta: true};
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
