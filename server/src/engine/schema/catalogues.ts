/** The kind that a schema is for, as far as its address tells. */
export interface NamedKind {
  /** In lower case, as addresses have it. */
  readonly kind: string;
  /** The API group, or the part of it before its first dot where the address has no more; "" for the core group. */
  readonly group: string;
  readonly isShortGroup: boolean;
  /** Undefined where the address does not say, or is for several. */
  readonly version?: string;
}

/** How a catalogue of schemas arranges them. */
interface Catalogue {
  readonly pattern: RegExp;
  readonly kindOf: (match: RegExpExecArray) => NamedKind;
  /** What takes the place of the matched part for another kind; undefined where the catalogue has no place for it. */
  readonly addressOf?: (kind: string, group: string, version: string, match: RegExpExecArray) => string | undefined;
}

const VERSION = "v\\d+(?:(?:alpha|beta)\\d+)?";

/** Groups of Kubernetes that have no dot. */
const SHORT_GROUPS = "apps|autoscaling|batch|policy";

const CATALOGUES: readonly Catalogue[] = [
  // The CRDs catalog, and the many that are arranged like it: helm.toolkit.fluxcd.io/helmrelease_v2.json
  {
    // Behind the host, which has dots too.
    pattern: new RegExp(
      `(?<=^https?://[^/]+(?:/.*)?)/((?:[a-z0-9-]+\\.)+[a-z0-9-]+|${SHORT_GROUPS})/([a-z0-9]+)_(${VERSION})\\.json$`,
    ),
    kindOf: ([, group = "", kind = "", version = ""]) => ({kind, group, isShortGroup: false, version}),
    addressOf: (kind, group, version) => (group === "" ? undefined : `/${group}/${kind}_${version}.json`),
  },
  // Flux's own: helmrelease-helm-v2.json
  {
    pattern: new RegExp(`/flux2-schemas/.*/([a-z]+)-([a-z]+)-(${VERSION})\\.json$`),
    kindOf: ([, kind = "", short = "", version = ""]) => ({
      kind,
      group: `${short}.toolkit.fluxcd.io`,
      isShortGroup: false,
      version,
    }),
    addressOf: (kind, group, version, [whole]) => {
      const [short, ...rest] = group.split(".");
      if (rest.join(".") !== "toolkit.fluxcd.io") return undefined;
      return `${whole.slice(0, whole.lastIndexOf("/"))}/${kind}-${short}-${version}.json`;
    },
  },
  // Kubernetes: deployment-apps-v1.json, service-v1.json
  {
    pattern: new RegExp(`/kubernetes-json-schema/.*/([a-z0-9]+)(?:-([a-z0-9]+))?-(${VERSION})\\.json$`),
    kindOf: ([, kind = "", group = "", version = ""]) => ({kind, group, isShortGroup: group !== "", version}),
  },
  // A HelmRelease with the values of app-template.
  {
    pattern: /\/app-template\/schemas\/helmrelease-helm-v\w+\.schema\.json$/,
    kindOf: () => ({kind: "helmrelease", group: "helm.toolkit.fluxcd.io", isShortGroup: false}),
  },
  // kustomize's own files, Components too.
  {
    pattern: /\bschemastore(?:\.org|\/.*)\/kustomization(?:\.json)?$/i,
    kindOf: () => ({kind: "kustomization", group: "kustomize.config.k8s.io", isShortGroup: false}),
  },
];

/** The kind that the schema at an address is for; undefined for addresses that do not tell. */
export function kindNamedBy(url: string): NamedKind | undefined {
  for (const {pattern, kindOf} of CATALOGUES) {
    const match = pattern.exec(withoutFragment(url));
    if (match) return kindOf(match);
  }
  return undefined;
}

/** The address of another kind in the same catalogue; undefined where that is not certain. */
export function addressFor(url: string, kind: string, group: string, version: string): string | undefined {
  // No catalogue of custom resources has kustomize's own file; this one everybody uses.
  if (group === "kustomize.config.k8s.io") return "https://json.schemastore.org/kustomization";
  const plain = withoutFragment(url);
  const catalogue = CATALOGUES.find(({pattern}) => pattern.test(plain));
  const match = catalogue?.pattern.exec(plain);
  const address = match ? catalogue?.addressOf?.(kind.toLowerCase(), group, version, match) : undefined;
  return match && address ? plain.slice(0, match.index) + address : undefined;
}

function withoutFragment(url: string): string {
  return url.replace(/[?#].*$/, "");
}
