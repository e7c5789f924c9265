import {joinPath} from "../../text/paths.ts";
import {pointerOf} from "../../yaml/value.ts";
import {isAddress} from "../kustomize-entries.ts";
import type {Head} from "./built.ts";
import type {Selector} from "./transform/select.ts";
import type {PlainObject} from "./transform/steps.ts";

/** A path in a kustomization, and where it leads in the repository. */
export interface PathItem {
  readonly text: string;
  /** Undefined for addresses, absolute paths and paths that leave the repository. */
  readonly target: string | undefined;
  /** Where it is written in its document: a JSON pointer. */
  readonly pointer: string;
}

/** One entry of a list of patches. */
export interface PatchSpec {
  readonly pointer: string;
  /** The patch itself, where it is written inline. */
  readonly text?: string;
  /** The file that holds it. */
  readonly file?: PathItem;
  readonly target?: Selector;
  readonly allowNameChange?: boolean;
  readonly allowKindChange?: boolean;
}

export interface LabelSpec {
  readonly pointer: string;
  readonly pairs: Readonly<Record<string, string>>;
  readonly includeSelectors: boolean;
  readonly includeTemplates: boolean;
  readonly fields: readonly unknown[];
}

/** A ConfigMap or Secret that kustomize makes. */
export interface GeneratorSpec {
  readonly pointer: string;
  readonly kind: "ConfigMap" | "Secret";
  readonly name: string;
  readonly namespace?: string;
  readonly behavior?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a kustomization says, apart from how it is written: kustomize reads keys in any case. */
export interface KustomizationSpec {
  readonly kind: "Kustomization" | "Component";
  readonly resources: readonly PathItem[];
  readonly components: readonly PathItem[];
  readonly generators: readonly GeneratorSpec[];
  /** Applied before `patches`. */
  readonly strategicMerges: readonly PatchSpec[];
  readonly patches: readonly PatchSpec[];
  /** Applied after labels and annotations. */
  readonly jsonPatches: readonly PatchSpec[];
  readonly namespace?: string;
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly labels: readonly LabelSpec[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly images: readonly unknown[];
  readonly replicas: readonly {readonly name: string; readonly count: number}[];
  /** Files that tell kustomize more about kinds, such as which fields hold names. */
  readonly configurations: readonly PathItem[];
  /** Fields whose effect is not followed: what they may change is unknown. */
  readonly opaque: readonly string[];
  /** Fields that bring in objects which are not followed. */
  readonly moreObjects: readonly string[];
}

/** What changes objects in ways that need more than this file: replacements, plugins, own field lists. */
const OPAQUE = ["replacements", "transformers", "vars", "configurations", "crds", "openapi", "validators"];
const MORE_OBJECTS = ["generators", "helmCharts", "helmChartInflationGenerator"];

/** Reads the plain value of a kustomization file in `folder`. What has the wrong type is left out. */
export function kustomizationSpec(value: unknown, folder: string): KustomizationSpec {
  const root = new Reader(value, "");
  const paths = (...lists: readonly string[]): PathItem[] =>
    lists.flatMap((list) => root.items(list).flatMap((item) => pathItem(item, folder) ?? []));
  const options = root.child("generatorOptions");
  const generators = (kind: GeneratorSpec["kind"], list: string): GeneratorSpec[] =>
    root.items(list).flatMap((item) => generatorSpec(kind, item, options) ?? []);
  return {
    kind: root.text("kind") === "Component" ? "Component" : "Kustomization",
    resources: paths("resources", "bases"),
    components: paths("components"),
    generators: [...generators("ConfigMap", "configMapGenerator"), ...generators("Secret", "secretGenerator")],
    strategicMerges: root.items("patchesStrategicMerge").flatMap((item) => mergeSpec(item, folder) ?? []),
    patches: root.items("patches").map((item) => patchSpec(item, folder)),
    jsonPatches: root.items("patchesJson6902").map((item) => patchSpec(item, folder)),
    ...root.texts("namespace", "namePrefix", "nameSuffix"),
    labels: labelSpecs(root),
    annotations: root.child("commonAnnotations").strings,
    images: root.items("images").map((item) => item.value),
    replicas: root.items("replicas").flatMap((item) => {
      const name = item.text("name");
      const count = item.child("count").value;
      return name !== undefined && typeof count === "number" ? [{name, count}] : [];
    }),
    configurations: paths("configurations"),
    opaque: OPAQUE.filter((name) => root.holds(name)),
    moreObjects: MORE_OBJECTS.filter((name) => root.holds(name)),
  };
}

/** What a generator makes, under the name that it is written with. */
export function generatedHead({kind, name, namespace, labels, annotations}: GeneratorSpec): Head {
  const metadata = {
    name,
    ...(namespace !== undefined && {namespace}),
    ...(Object.keys(labels).length > 0 && {labels}),
    ...(Object.keys(annotations).length > 0 && {annotations}),
  };
  return {apiVersion: "v1", kind, metadata};
}

/** Reads the patches of a Flux Kustomization's or a FluxInstance's plain list. */
export function fluxPatchSpecs(list: unknown, pointer: string): PatchSpec[] {
  return new Reader(list, pointer).list.map((item) => patchSpec(item, ""));
}

function labelSpecs(root: Reader): LabelSpec[] {
  const labels = root.items("labels").map((item) => ({
    pointer: item.pointer,
    pairs: item.child("pairs").strings,
    includeSelectors: item.child("includeSelectors").value === true,
    includeTemplates: item.child("includeTemplates").value === true,
    fields: item.items("fields").map(({value}) => value),
  }));
  const common = root.child("commonLabels");
  if (!common.isMap) return labels;
  const all = {includeSelectors: true, includeTemplates: false, fields: []};
  return [...labels, {pointer: common.pointer, pairs: common.strings, ...all}];
}

function generatorSpec(kind: GeneratorSpec["kind"], item: Reader, shared: Reader): GeneratorSpec | undefined {
  const name = item.text("name");
  if (name === undefined) return undefined;
  const own = item.child("options");
  return {
    pointer: item.pointer,
    kind,
    name,
    ...item.texts("namespace", "behavior"),
    labels: {...shared.child("labels").strings, ...own.child("labels").strings},
    annotations: {...shared.child("annotations").strings, ...own.child("annotations").strings},
  };
}

function pathItem({value, pointer}: Reader, folder: string): PathItem | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  return {text: value, target: targetOf(value, folder), pointer};
}

/** `patchesStrategicMerge` holds paths, or patches, which have several lines. */
function mergeSpec(item: Reader, folder: string): PatchSpec | undefined {
  if (typeof item.value !== "string") return undefined;
  if (item.value.includes("\n")) return {pointer: item.pointer, text: item.value};
  const file = pathItem(item, folder);
  return file && {pointer: item.pointer, file};
}

function patchSpec(item: Reader, folder: string): PatchSpec {
  const text = item.text("patch");
  const path = item.child("path");
  const file = path.value === undefined ? undefined : pathItem(path, folder);
  const target = item.child("target");
  const options = item.child("options");
  return {
    pointer: item.pointer,
    ...(text !== undefined && {text}),
    ...(file && {file}),
    ...(target.isMap && {target: selectorOf(target)}),
    ...(options.child("allowNameChange").value === true && {allowNameChange: true}),
    ...(options.child("allowKindChange").value === true && {allowKindChange: true}),
  };
}

function selectorOf(target: Reader): Selector {
  return target.texts("group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector");
}

function targetOf(text: string, folder: string): string | undefined {
  return isAddress(text) || text.startsWith("/") ? undefined : joinPath(folder, text);
}

/** A plain value read as Go reads JSON: keys in any case, what has the wrong type as if it were not there. */
class Reader {
  constructor(
    readonly value: unknown,
    readonly pointer: string,
  ) {}

  get isMap(): boolean {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
  }

  get list(): Reader[] {
    return Array.isArray(this.value)
      ? this.value.map((value, i) => new Reader(value, this.pointer + pointerOf([i])))
      : [];
  }

  /** A map of texts; numbers and booleans as text. */
  get strings(): Record<string, string> {
    if (!this.isMap) return {};
    const entries = Object.entries(this.value as PlainObject);
    return Object.fromEntries(entries.filter(([, value]) => typeof value === "string")) as Record<string, string>;
  }

  child(name: string): Reader {
    if (!this.isMap) return new Reader(undefined, this.pointer + pointerOf([name]));
    const map = this.value as PlainObject;
    const key = name in map ? name : (Object.keys(map).find((key) => isSameKey(key, name)) ?? name);
    return new Reader(map[key], this.pointer + pointerOf([key]));
  }

  items(name: string): Reader[] {
    return this.child(name).list;
  }

  text(name: string): string | undefined {
    const {value} = this.child(name);
    return typeof value === "string" ? value : undefined;
  }

  /** The texts of some fields, as far as they are there and not empty. */
  texts<K extends string>(...names: readonly K[]): Partial<Record<K, string>> {
    const found: Partial<Record<K, string>> = {};
    for (const name of names) {
      const text = this.text(name);
      if (text) found[name] = text;
    }
    return found;
  }

  holds(name: string): boolean {
    const {value} = this.child(name);
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  }
}

function isSameKey(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
