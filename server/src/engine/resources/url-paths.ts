/** Says what the API server minds about a path, in words that complete "the path …". */
type PathFault = (path: string) => string | undefined;

const relative: PathFault = (path) => (path.startsWith("/") ? undefined : "must start with `/`");
const contains =
  (text: string): PathFault =>
  (path) =>
    path.includes(text) ? `can't contain \`${text}\`` : undefined;
const endsWith =
  (text: string): PathFault =>
  (path) =>
    path.endsWith(text) ? `can't end with \`${text}\`` : undefined;

const SHARED: readonly PathFault[] = [
  relative,
  ...["//", "/./", "/../", "%2f", "%2F"].map(contains),
  ...["/..", "/."].map(endsWith),
];

const illegalCharacter: PathFault = (path) => {
  const rest = path.replace(/^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})+/, "");
  return rest === "" ? undefined : `can't contain \`${String.fromCodePoint(rest.codePointAt(0) ?? 0)}\``;
};

/** What is wrong with a path of an Ingress whose type is `Exact` or `Prefix`. */
export function ingressPathFaults(path: string): string[] {
  return SHARED.flatMap((fault) => fault(path) ?? []);
}

/** What is wrong with a path of an HTTPRoute whose type is `Exact` or `PathPrefix`. */
export function routePathFaults(path: string): string[] {
  return [...SHARED, illegalCharacter].flatMap((fault) => fault(path) ?? []);
}

/** The path with the slashes that are surely meant: one at the start, no two in a row. */
export function withSlashes(path: string): string {
  return `/${path}`.replace(/\/{2,}/g, "/");
}
