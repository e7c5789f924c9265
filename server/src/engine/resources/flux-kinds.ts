/** A kind of Flux or the Flux Operator, in the version that the newest Flux serves. */
export interface FluxKind {
  readonly group: string;
  readonly kind: string;
  readonly version: string;
  /** The first Flux minor with this version of the kind; left out for kinds of the Flux Operator. */
  readonly since?: string;
}

/** All kinds of Flux 2.9 and of the Flux Operator. */
export const FLUX_KINDS: readonly FluxKind[] = [
  {group: "helm.toolkit.fluxcd.io", kind: "HelmRelease", version: "v2", since: "2.3"},
  {group: "kustomize.toolkit.fluxcd.io", kind: "Kustomization", version: "v1", since: "2.0"},
  {group: "source.toolkit.fluxcd.io", kind: "GitRepository", version: "v1", since: "2.0"},
  {group: "source.toolkit.fluxcd.io", kind: "OCIRepository", version: "v1", since: "2.6"},
  {group: "source.toolkit.fluxcd.io", kind: "HelmRepository", version: "v1", since: "2.3"},
  {group: "source.toolkit.fluxcd.io", kind: "HelmChart", version: "v1", since: "2.3"},
  {group: "source.toolkit.fluxcd.io", kind: "Bucket", version: "v1", since: "2.4"},
  {group: "source.toolkit.fluxcd.io", kind: "ExternalArtifact", version: "v1", since: "2.7"},
  {group: "notification.toolkit.fluxcd.io", kind: "Alert", version: "v1beta3", since: "2.2"},
  {group: "notification.toolkit.fluxcd.io", kind: "Provider", version: "v1beta3", since: "2.2"},
  {group: "notification.toolkit.fluxcd.io", kind: "Receiver", version: "v1", since: "2.0"},
  {group: "image.toolkit.fluxcd.io", kind: "ImageRepository", version: "v1", since: "2.7"},
  {group: "image.toolkit.fluxcd.io", kind: "ImagePolicy", version: "v1", since: "2.7"},
  {group: "image.toolkit.fluxcd.io", kind: "ImageUpdateAutomation", version: "v1", since: "2.7"},
  {group: "source.extensions.fluxcd.io", kind: "ArtifactGenerator", version: "v1beta1", since: "2.7"},
  {group: "fluxcd.controlplane.io", kind: "FluxInstance", version: "v1"},
  {group: "fluxcd.controlplane.io", kind: "FluxReport", version: "v1"},
  {group: "fluxcd.controlplane.io", kind: "ResourceSet", version: "v1"},
  {group: "fluxcd.controlplane.io", kind: "ResourceSetInputProvider", version: "v1"},
];

/** The types as rules name them. */
export const HELM_RELEASE = "helm.toolkit.fluxcd.io/HelmRelease";
export const KUSTOMIZATION = "kustomize.toolkit.fluxcd.io/Kustomization";
export const GIT_REPOSITORY = "source.toolkit.fluxcd.io/GitRepository";
export const OCI_REPOSITORY = "source.toolkit.fluxcd.io/OCIRepository";
export const HELM_REPOSITORY = "source.toolkit.fluxcd.io/HelmRepository";
export const HELM_CHART = "source.toolkit.fluxcd.io/HelmChart";
export const BUCKET = "source.toolkit.fluxcd.io/Bucket";
export const ALERT = "notification.toolkit.fluxcd.io/Alert";
export const PROVIDER = "notification.toolkit.fluxcd.io/Provider";
export const RECEIVER = "notification.toolkit.fluxcd.io/Receiver";
export const IMAGE_POLICY = "image.toolkit.fluxcd.io/ImagePolicy";
export const IMAGE_UPDATE_AUTOMATION = "image.toolkit.fluxcd.io/ImageUpdateAutomation";
export const ARTIFACT_GENERATOR = "source.extensions.fluxcd.io/ArtifactGenerator";
export const FLUX_INSTANCE = "fluxcd.controlplane.io/FluxInstance";
export const FLUX_REPORT = "fluxcd.controlplane.io/FluxReport";
export const RESOURCE_SET = "fluxcd.controlplane.io/ResourceSet";
export const INPUT_PROVIDER = "fluxcd.controlplane.io/ResourceSetInputProvider";

/** The row of a kind in a group, whatever its version. */
export function fluxKind(group: string, kind: string): FluxKind | undefined {
  return FLUX_KINDS.find((row) => row.group === group && row.kind === kind);
}

/** The `apiVersion` of a kind. */
export function apiVersionOf({group, version}: FluxKind): string {
  return `${group}/${version}`;
}

/** The rows of a kind, whatever its group: the only one for all kinds of Flux. */
export function fluxKindNamed(kind: string): FluxKind | undefined {
  return FLUX_KINDS.find((row) => row.kind === kind);
}

/** The kinds of an API group; none when the group is not Flux's. */
export function kindsOfGroup(group: string): readonly FluxKind[] {
  return FLUX_KINDS.filter((row) => row.group === group);
}
