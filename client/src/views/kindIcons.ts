import {ThemeIcon} from "vscode";

/** The icon of each kind, out of the editor's own; kinds that do the same share one. */
const iconsByKind: ReadonlyMap<string, string> = new Map(
  Object.entries({
    layers: ["Kustomization"],
    package: ["HelmRelease"],
    repo: ["GitRepository", "OCIRepository", "HelmRepository", "HelmChart", "Bucket", "ExternalArtifact"],
    "symbol-namespace": ["Namespace"],
    "symbol-property": ["ConfigMap"],
    key: ["Secret", "ExternalSecret", "ClusterExternalSecret", "SealedSecret", "PushSecret", "OnePasswordItem"],
    lock: ["SecretStore", "ClusterSecretStore", "Certificate", "Issuer", "ClusterIssuer"],
    globe: ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute", "Ingress", "IngressRoute", "DNSEndpoint"],
    broadcast: ["Gateway", "GatewayClass", "ListenerSet", "IngressClass"],
    plug: ["Service", "Endpoints", "EndpointSlice"],
    "server-process": ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod"],
    clockface: ["Job", "CronJob"],
    database: ["PersistentVolumeClaim", "PersistentVolume", "StorageClass", "Cluster", "ReplicationSource"],
    shield: ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "NetworkPolicy", "CiliumNetworkPolicy"],
    account: ["ServiceAccount"],
    "symbol-class": ["CustomResourceDefinition"],
    bell: ["Alert", "Provider", "Receiver", "AlertmanagerConfig"],
    pulse: ["ServiceMonitor", "PodMonitor", "Probe", "ScrapeConfig", "PrometheusRule", "GrafanaDashboard"],
    tag: ["ImagePolicy", "ImageRepository", "ImageUpdateAutomation"],
    "symbol-array": ["ResourceSet", "ResourceSetInputProvider", "FluxInstance"],
  }).flatMap(([icon, kinds]) => kinds.map((kind) => [kind, icon] as const)),
);

/** The icon of a cluster. */
export const clusterIcon = new ThemeIcon("server");

/** The icon of a resource, by its kind. */
export function iconOf(kind: string): ThemeIcon {
  return new ThemeIcon(iconsByKind.get(kind) ?? "symbol-misc");
}
