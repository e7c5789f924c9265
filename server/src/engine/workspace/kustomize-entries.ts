import type {Resource} from "../resources/resource.ts";
import {folderOf, joinPath} from "../text/paths.ts";
import type {Field} from "../yaml/field.ts";
import {select} from "../yaml/select.ts";

/** Fields of a kustomization that hold paths; `[]` stands for every item of a list. */
export const PATH_FIELDS = [
  "resources[]",
  "bases[]",
  "components[]",
  "crds[]",
  "configurations[]",
  "generators[]",
  "transformers[]",
  "validators[]",
  "patches[].path",
  "patchesJson6902[].path",
  "patchesStrategicMerge[]",
  "replacements[].path",
  "openapi.path",
  "configMapGenerator[].files[]",
  "configMapGenerator[].envs[]",
  "configMapGenerator[].env",
  "secretGenerator[].files[]",
  "secretGenerator[].envs[]",
  "secretGenerator[].env",
] as const;

export type PathField = (typeof PATH_FIELDS)[number];

/** Lists of files that configure generators and transformers. */
export const PLUGIN_LISTS = ["generators[]", "transformers[]", "validators[]"] as const;

/** A path in a kustomization. */
export interface PathEntry {
  readonly field: Field;
  /** The path as written, without the key of a generator's `key=path`. */
  readonly text: string;
  /** Where it leads in the repository; undefined for addresses, absolute paths and paths that leave the repository. */
  readonly target: string | undefined;
}

/** The known texts in one of the fields of a kustomization that hold paths. Inline YAML is no path. */
export function pathEntries(resource: Resource, path: PathField): PathEntry[] {
  const folder = folderOf(resource.document.file.path);
  return select(resource.root, path, inAnyCase).flatMap((field) => {
    const whole = field.string;
    if (whole === undefined || whole === "" || whole.includes("\n")) return [];
    const text = path.endsWith("files[]") ? whole.replace(/^[^=/]*=/, "") : whole;
    return [{field, text, target: isAddress(text) || text.startsWith("/") ? undefined : joinPath(folder, text)}];
  });
}

/** The paths in all fields of a kustomization that hold some. */
export function allPathEntries(resource: Resource): PathEntry[] {
  return PATH_FIELDS.flatMap((path) => pathEntries(resource, path));
}

/** Whether kustomize would fetch the text from somewhere else, unless there is a file of that name. */
export function isAddress(text: string): boolean {
  return /^[^/\s]+:/.test(text) || /^github\.com\//i.test(text) || /[?&]ref=/.test(text);
}

/** Kustomize finds a field however its name is capitalized; one that is spelled right goes first. */
function inAnyCase(map: Field, key: string): Field {
  const found = map.get(key);
  if (found.type !== "missing") return found;
  return map.mergedEntries.find((entry) => String(entry.key).toLowerCase() === key.toLowerCase()) ?? found;
}
