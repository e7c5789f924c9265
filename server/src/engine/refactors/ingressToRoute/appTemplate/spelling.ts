/** A version of app-template: major, minor, patch. */
export type ChartVersion = readonly [number, number, number];

/** What app-template learnt when, as far as a route can meet it. Read in the chart's templates and schemas. */
const SINCE = {
  /** The first version whose routes have an apiVersion that is still served. */
  routes: [2, 0, 0],
  /** Templates in hostnames. */
  templatedHostnames: [2, 1, 0],
  /** Filters of a rule get into the route. */
  filters: [2, 3, 0],
  /** Values have a schema, an ingress names a service by `identifier`, and nothing is there that nobody wrote. */
  schema: [3, 0, 0],
  /** `nameOverride` may be a template; a name that is the identifier is not repeated. */
  templatedNames: [3, 0, 2],
  /** `defaultBackend` of an ingress is written as YAML. */
  defaultBackend: [3, 6, 1],
  /** Among ports of which none is primary the first by name counts; before, any of them. */
  sortedPorts: [3, 7, 2],
  /** The port of a backendRef counts, not always the primary one of its service; names of routes are certain. */
  ports: [3, 7, 3],
  /** A backendRef names a service by `identifier`; `name` is that of an object. The only service needs no name. */
  identifier: [4, 0, 0],
  /** Ports without a number of their own (`portRange`) are never primary. */
  portRanges: [4, 2, 0],
  /** The schema takes matches of more than a path, and says what a filter may be. */
  matches: [4, 3, 0],
  /** The schema knows filters for CORS. */
  corsFilters: [4, 5, 0],
  /** The port of a backendRef may be a name. */
  portNames: [4, 6, 1],
  /** The namespace of a parent may be left out. */
  parentWithoutNamespace: [5, 0, 1],
} as const satisfies Readonly<Record<string, ChartVersion>>;

/** Something that a version of app-template may know. */
export type Ability = keyof typeof SINCE;

/** Whether a version knows something. */
export function knows(version: ChartVersion, ability: Ability): boolean {
  return compareVersions(version, SINCE[ability]) >= 0;
}

/** Negative where `a` is older than `b`, positive where it is newer. */
export function compareVersions(a: ChartVersion, b: ChartVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Versions of which each reads values in another way than the one before. */
export const TURNS: readonly ChartVersion[] = Object.values(SINCE).sort(compareVersions);

/** The versions that people can choose from where the repository does not say one: each stands for those around it. */
export const CHOICES = [
  {version: "4.6.1", title: "as app-template 4.6.1 or newer reads it", major: 4},
  {version: "4.0.0", title: "as app-template 4.0 to 4.6.0 reads it", major: 4},
  {version: "3.7.3", title: "as app-template 3.7.3 reads it", major: 3},
  {version: "3.7.2", title: "as app-template 3.0 to 3.7.2 reads it", major: 3},
  {version: "2.6.0", title: "as app-template 2.x reads it", major: 2},
] as const;
