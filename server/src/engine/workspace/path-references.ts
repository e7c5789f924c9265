import {FLUX_INSTANCE, HELM_RELEASE, KUSTOMIZATION} from "../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../resources/kustomize.ts";
import type {Resource} from "../resources/resource.ts";
import {joinClamped} from "../text/paths.ts";
import type {Span} from "../text/span.ts";
import type {Field} from "../yaml/field.ts";
import {select} from "../yaml/select.ts";
import {PATH_FIELDS, type PathField, pathEntries} from "./kustomize-entries.ts";

/** What a path may lead to. */
export type PathKind = "file" | "folder" | "either";

/** Fields of Flux's kinds that hold paths inside a source. */
type FluxPathField = "spec.path" | "spec.components[]" | "spec.sync.path" | "spec.values.instance.sync.path";

/** A path in a resource that leads to a file or folder of the repository. */
export interface PathReference {
  /** The text that holds the path. */
  readonly field: Field;
  /** Where the path stands in that text, without quotes and without the key of a generator's `key=path`. */
  readonly span: Span;
  /** The path as written. */
  readonly text: string;
  /** Where it leads in the repository, "" for its root; undefined for addresses and what leaves the repository. */
  readonly target: string | undefined;
  readonly kind: PathKind;
  readonly list: PathField | FluxPathField;
}

/** Lists of a kustomization whose entries are not simply files. */
const KINDS: Readonly<Partial<Record<PathField, PathKind>>> = {
  "resources[]": "either",
  "bases[]": "folder",
  "components[]": "folder",
  "generators[]": "either",
  "transformers[]": "either",
  "validators[]": "either",
};

/** Which of Flux's kinds have a field with the folder that they build, counted from the root of the source. */
const FOLDERS: ReadonlyMap<string, FluxPathField> = new Map([
  [KUSTOMIZATION, "spec.path"],
  [FLUX_INSTANCE, "spec.sync.path"],
  [HELM_RELEASE, "spec.values.instance.sync.path"],
]);

/**
 * The known paths in a resource: those of kustomizations, seen from their own folder, and those of Flux's kinds, seen
 * from the root of the source. Whether that source is this repository is for others to know.
 */
export function pathReferences(resource: Resource): PathReference[] {
  if (KUSTOMIZE_TYPES.includes(resource.type)) return kustomizePaths(resource);
  const list = FOLDERS.get(resource.type);
  if (list === undefined) return [];
  return [...select(resource.root, list).flatMap((field) => fluxPath(field, "", list)), ...componentPaths(resource)];
}

function kustomizePaths(resource: Resource): PathReference[] {
  return PATH_FIELDS.flatMap((list) =>
    pathEntries(resource, list).map(({field, text, target}) => ({
      field,
      span: spanIn(field, text),
      text,
      target,
      kind: KINDS[list] ?? "file",
      list,
    })),
  );
}

/** Components are counted from the folder that the Kustomization builds, not from its file. */
function componentPaths(resource: Resource): PathReference[] {
  if (resource.type !== KUSTOMIZATION) return [];
  const path = resource.root.at("spec", "path");
  const folder = path.exists ? path.string : "";
  const from = folder === undefined ? undefined : joinClamped("", folder);
  return select(resource.root, "spec.components[]").flatMap((field) => fluxPath(field, from, "spec.components[]"));
}

/** Flux never leaves the root of a source: a path that tries to ends at the root. */
function fluxPath(field: Field, from: string | undefined, list: FluxPathField): PathReference[] {
  const text = field.string;
  if (text === undefined || text.includes("\n")) return [];
  const target = from === undefined ? undefined : joinClamped(from, text);
  return [{field, span: spanIn(field, text), text, target, kind: "folder", list}];
}

/** Where a text stands that is the end of a scalar. One with escapes is not written as it reads: then all of it. */
function spanIn(field: Field, text: string): Span {
  const {written, span} = field;
  const end = field.style === "quoted" ? span.end - 1 : span.end;
  const inside = written.slice(0, end - span.start);
  return text !== "" && inside.endsWith(text) ? {start: end - text.length, end} : span;
}
