import {splitApiVersion} from "../../resources/resource.ts";
import {isClusterScopedType, NO_NAMESPACE} from "./transform/cluster-scoped.ts";
import type {Selectable} from "./transform/select.ts";
import {applyStep, type PlainObject, type Step} from "./transform/steps.ts";

/** Where an object is written. */
export interface Origin {
  readonly file: string;
  /** Index of the document in the file. */
  readonly document: number;
  /** Index in the `items` of a List. */
  readonly item?: number;
  /** For objects that a kustomization generates: the JSON pointer of the generator. */
  readonly generator?: string;
}

/** A place in the repository: a JSON pointer in one document of a file. */
export interface PlaceOfStep {
  readonly file: string;
  readonly document: number;
  readonly pointer: string;
}

/** A change that a kustomization makes to an object, after those `before`. */
export interface AppliedStep {
  readonly step: Step;
  /** Where the change is written; undefined for one that Flux adds by itself. */
  readonly place: PlaceOfStep | undefined;
  readonly before: AppliedStep | undefined;
}

interface Id {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** What everybody needs to know of an object: type, name, namespace, labels, annotations. */
export interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
}

/** An object as a build gives it. Never changed: every transformation makes another one. */
export class BuiltResource {
  private constructor(
    readonly origin: Origin,
    readonly head: Head,
    readonly steps: AppliedStep | undefined,
    /** What it was called, first name first, the present one last. */
    private readonly ids: readonly Id[],
    /** Whether something changes it that is not followed. */
    readonly isOpaque: boolean,
  ) {}

  static of(origin: Origin, head: Head): BuiltResource {
    return new BuiltResource(origin, head, undefined, [idOf(head)], false);
  }

  get name(): string {
    return this.head.metadata.name;
  }

  get namespace(): string | undefined {
    return this.head.metadata.namespace;
  }

  get kind(): string {
    return this.head.kind;
  }

  /** `group/Kind`; the kind alone in the core group. */
  get type(): string {
    const {group} = splitApiVersion(this.head.apiVersion);
    return group === "" ? this.kind : `${group}/${this.kind}`;
  }

  /** Whether it is called otherwise than it is written. */
  get isRenamed(): boolean {
    return this.ids[0]?.name !== this.name;
  }

  /** What kustomize tells objects apart by. */
  get id(): string {
    return keyOf(idOf(this.head));
  }

  /** What a target can select it by. */
  get selectable(): Selectable {
    const {group, version} = splitApiVersion(this.head.apiVersion);
    const first = this.ids[0] ?? idOf(this.head);
    const {name, namespace, labels, annotations} = this.head.metadata;
    return {
      group,
      version,
      kind: this.kind,
      names: [first.name, name],
      namespaces: [first.namespace, namespace ?? ""],
      labels: labels ?? {},
      annotations: annotations ?? {},
    };
  }

  /** Whether it is, or was, called by this id. */
  wasCalled(head: Head): boolean {
    const wanted = keyOf(idOf(head));
    return this.ids.some((id) => keyOf(id) === wanted);
  }

  /** The object after one more change; undefined when the change deletes it, the reason when it is not possible. */
  with(step: Step, place: PlaceOfStep | undefined): BuiltResource | {readonly failed: string} | undefined {
    const shown = onHead(step);
    const result = shown ? applyStep(this.head as unknown as PlainObject, shown) : {object: this.head};
    if ("deleted" in result) return undefined;
    if ("failed" in result) return result;
    const head = result.object as unknown as Head;
    const ids = head === this.head ? this.ids : withId(this.ids, idOf(head));
    return new BuiltResource(this.origin, head, {step, place, before: this.steps}, ids, this.isOpaque);
  }

  opaque(): BuiltResource {
    return this.isOpaque ? this : new BuiltResource(this.origin, this.head, this.steps, this.ids, true);
  }

  /** Whether another one comes from the same place and by the same changes. */
  equals(other: BuiltResource | undefined): boolean {
    if (this === other) return true;
    if (!other || this.isOpaque !== other.isOpaque || !isSame(this.origin, other.origin)) return false;
    let [a, b] = [this.steps, other.steps];
    for (; a && b && a !== b; a = a.before, b = b.before)
      if (!isSame(a.step, b.step) || !isSame(a.place, b.place)) return false;
    return a === b && isSame(this.head, other.head);
  }

  /** The changes in the order in which they are made. */
  get history(): AppliedStep[] {
    const history: AppliedStep[] = [];
    for (let applied = this.steps; applied; applied = applied.before) history.unshift(applied);
    return history;
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Pointers of what a head holds. */
const IN_HEAD = /^\/(kind|apiVersion|metadata(\/(name|namespace|labels|annotations)(\/.*)?)?)$/;

/** What a step does to the parts of an object that are in its head; undefined for nothing. */
function onHead(step: Step): Step | undefined {
  switch (step.type) {
    case "strategicMerge": {
      const {patch} = step;
      const {apiVersion, kind, metadata} = patch;
      const directive = patch.$patch === undefined ? {} : {$patch: patch.$patch};
      if (patch.$patch === "replace") return step;
      return {...step, patch: {apiVersion, kind, ...(metadata !== undefined && {metadata}), ...directive}};
    }
    case "jsonPatch": {
      const operations = step.operations.filter((operation) => IN_HEAD.test(pathOf(operation)));
      return operations.length > 0 ? {...step, operations} : undefined;
    }
    case "images":
    case "replicas":
      return undefined;
    default:
      return step;
  }
}

function pathOf(operation: unknown): string {
  const path = typeof operation === "object" && operation !== null && "path" in operation ? operation.path : undefined;
  return typeof path === "string" ? path : "";
}

function withId(ids: readonly Id[], id: Id): readonly Id[] {
  const key = keyOf(id);
  return ids.some((known) => keyOf(known) === key)
    ? [...ids.filter((known) => keyOf(known) !== key), id]
    : [...ids, id];
}

function idOf({apiVersion, kind, metadata}: Head): Id {
  return {apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? ""};
}

/** An object without namespace counts as one in `default`, unless kustomize knows that its kind has none. */
function keyOf({apiVersion, kind, name, namespace}: Id): string {
  const counted = isClusterScopedType(apiVersion, kind) ? NO_NAMESPACE : namespace || "default";
  return `${apiVersion}|${kind}|${counted}|${name}`;
}

/** The parts of a plain object that it is known by; undefined for one that lacks them. */
export function headOf(object: PlainObject): Head | undefined {
  const {apiVersion, kind} = object;
  const metadata = object.metadata as PlainObject | undefined;
  if (typeof apiVersion !== "string" || typeof kind !== "string" || typeof metadata?.name !== "string")
    return undefined;
  const {name, namespace, labels, annotations} = metadata;
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(typeof namespace === "string" && namespace !== "" && {namespace}),
      ...(isMap(labels) && {labels: labels as Record<string, string>}),
      ...(isMap(annotations) && {annotations: annotations as Record<string, string>}),
    },
  };
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
