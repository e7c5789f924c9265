/** The newest Flux minor this build knows. */
export const NEWEST_FLUX = "2.9";

/** A version of an API that Flux deprecated, and later removed from its CRDs. */
export interface RetiredVersion {
  readonly group: string;
  readonly version: string;
  /** Undefined: every kind of the group in this version. */
  readonly kinds?: readonly string[];
  /** Flux minors. */
  readonly deprecated: string;
  readonly removed: string;
  /** The version to use instead, and since which Flux minor it is there. */
  readonly replacement: string;
  readonly since: string;
}

/**
 * Which versions Flux deprecated and removed when, read from the CRDs of its releases. Where kinds of one version
 * have different histories, the rows with kinds come first.
 */
export const RETIRED_VERSIONS: readonly RetiredVersion[] = [
  {
    group: "helm.toolkit.fluxcd.io",
    version: "v2beta1",
    deprecated: "2.2",
    removed: "2.7",
    replacement: "v2",
    since: "2.3",
  },
  {
    group: "helm.toolkit.fluxcd.io",
    version: "v2beta2",
    deprecated: "2.3",
    removed: "2.8",
    replacement: "v2",
    since: "2.3",
  },
  {
    group: "kustomize.toolkit.fluxcd.io",
    version: "v1beta1",
    deprecated: "2.0",
    removed: "2.7",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "kustomize.toolkit.fluxcd.io",
    version: "v1beta2",
    deprecated: "2.0",
    removed: "2.8",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["GitRepository"],
    deprecated: "2.0",
    removed: "2.7",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["HelmRepository", "HelmChart"],
    deprecated: "2.3",
    removed: "2.7",
    replacement: "v1",
    since: "2.3",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["Bucket"],
    deprecated: "2.3",
    removed: "2.7",
    replacement: "v1",
    since: "2.4",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["GitRepository"],
    deprecated: "2.0",
    removed: "2.8",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["HelmRepository", "HelmChart"],
    deprecated: "2.3",
    removed: "2.8",
    replacement: "v1",
    since: "2.3",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["Bucket"],
    deprecated: "2.4",
    removed: "2.8",
    replacement: "v1",
    since: "2.4",
  },
  {
    group: "source.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["OCIRepository"],
    deprecated: "2.6",
    removed: "2.8",
    replacement: "v1",
    since: "2.6",
  },
  {
    group: "notification.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["Receiver"],
    deprecated: "2.0",
    removed: "2.7",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "notification.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["Alert", "Provider"],
    deprecated: "2.2",
    removed: "2.7",
    replacement: "v1beta3",
    since: "2.2",
  },
  {
    group: "notification.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["Receiver"],
    deprecated: "2.0",
    removed: "2.9",
    replacement: "v1",
    since: "2.0",
  },
  {
    group: "notification.toolkit.fluxcd.io",
    version: "v1beta2",
    kinds: ["Alert", "Provider"],
    deprecated: "2.2",
    removed: "2.9",
    replacement: "v1beta3",
    since: "2.2",
  },
  {
    group: "image.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["ImageUpdateAutomation"],
    deprecated: "2.3",
    removed: "2.7",
    replacement: "v1",
    since: "2.7",
  },
  {
    group: "image.toolkit.fluxcd.io",
    version: "v1beta1",
    kinds: ["ImageRepository", "ImagePolicy"],
    deprecated: "2.7",
    removed: "2.7",
    replacement: "v1",
    since: "2.7",
  },
  {
    group: "image.toolkit.fluxcd.io",
    version: "v1beta2",
    deprecated: "2.7",
    removed: "2.9",
    replacement: "v1",
    since: "2.7",
  },
];

/** Compares Flux minors: negative when `a` is older. "2.10" is newer than "2.9". */
export function compareMinors(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split(".").map(Number);
  const [bMajor = 0, bMinor = 0] = b.split(".").map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

/** The row for a kind in a version that Flux has deprecated or removed. */
export function retiredVersion(group: string, version: string, kind: string): RetiredVersion | undefined {
  return RETIRED_VERSIONS.find(
    (row) => row.group === group && row.version === version && (row.kinds === undefined || row.kinds.includes(kind)),
  );
}
