/** What a reference may lead to. Types are written `group/Kind`, and by their kind alone in the core group. */
export interface ReferenceTarget {
  /** The types that the field takes; none stands for any type at all. */
  readonly types: readonly string[];
  /** Where in the map the kind is written; left out where the field leads to every one of `types` alike. */
  readonly kind?: string;
  /** Where the group is written, or the apiVersion that tells it; left out where the kind alone decides. */
  readonly group?: string;
  readonly apiVersion?: string;
  /** What is meant where no kind, or no group, is written. */
  readonly assumedKind?: string;
  readonly assumedGroup?: string;
}

/** One field, in one or several types, that names other objects. */
export interface ReferenceRow {
  /** The types that have the field. */
  readonly from: readonly string[];
  /** The map that makes the reference, as `select` reads paths: `spec.sourceRef`, `spec.dependsOn[]`. */
  readonly at: string;
  /** Where in that map the name is: `name` when left out, "" when the field itself is the name. */
  readonly name?: string;
  /** Where in that map the namespace is. Left out, the reference can't leave the namespace of its object. */
  readonly namespace?: string;
  /** Set where no written namespace means one that the controller decides on, not the object's own. */
  readonly isElsewhere?: true;
  readonly to: ReferenceTarget;
  /** Where in that map stands whether the object may be absent. */
  readonly optional?: string;
  /** Names that stand for no single object, as `*` for all of a kind. */
  readonly exceptNames?: RegExp;
}

/** A target of fixed types. */
export function to(...types: string[]): ReferenceTarget {
  return {types};
}

/** A target that is one of these types, with its kind in `kind`. */
export function toKindOf(types: readonly string[], assumedKind?: string): ReferenceTarget {
  return {types, kind: "kind", ...(assumedKind !== undefined && {assumedKind})};
}

/** A target of any type, with its kind in `kind` and its group in `group`. `assumed` is a type. */
export function toAny(assumed?: string): ReferenceTarget {
  return {types: [], kind: "kind", group: "group", ...assumptions(assumed)};
}

/** The same with the group in `apiVersion`. */
export function toAnyVersioned(assumed?: string): ReferenceTarget {
  return {types: [], kind: "kind", apiVersion: "apiVersion", ...assumptions(assumed)};
}

function assumptions(type: string | undefined): Pick<ReferenceTarget, "assumedKind" | "assumedGroup"> {
  if (type === undefined) return {};
  const {group, kind} = splitType(type);
  return {assumedKind: kind, assumedGroup: group};
}

/** Splits `group/Kind`; the core group is "". */
export function splitType(type: string): {group: string; kind: string} {
  const slash = type.lastIndexOf("/");
  return {group: slash < 0 ? "" : type.slice(0, slash), kind: type.slice(slash + 1)};
}

/** One row for each path, alike in everything else. */
export function rows(
  from: readonly string[],
  paths: readonly string[],
  row: Omit<ReferenceRow, "from" | "at">,
): ReferenceRow[] {
  return paths.map((at) => ({from, at, ...row}));
}
