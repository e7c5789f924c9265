import {fromNode, toNode} from "./node.ts";
import {fieldOf, isMap, lookUp, metadataText, type PlainObject, textOf, withField, withoutField} from "./plain.ts";
import {mergeNodes} from "./strategic-merge.ts";

/** What a strategic merge patch may do. */
export interface PatchOptions {
  readonly allowNameChange?: boolean;
  readonly allowKindChange?: boolean;
  /** Whether the patch was chosen by a target, so that its own name and namespace mean nothing. */
  readonly byTarget: boolean;
}

/** The object after a strategic merge patch; undefined when the patch deletes it. Name, namespace and kind stay. */
export function patchObject(object: PlainObject, patch: PlainObject, options: PatchOptions): PlainObject | undefined {
  const source = toNode(options.byTarget ? retargeted(patch, object) : patch);
  const target = toNode(object);
  const merged = mergeNodes(target, source);
  if (!(merged instanceof Map) || merged.size === 0) return undefined;
  // Kustomize goes on with the map it merged into: a patch that replaces the whole object is lost on it.
  const result = fromNode(target, object);
  return isMap(result) ? withIdentityOf(object, result, options) : undefined;
}

/** A patch with a target is read as an object of its own first, which makes texts of its labels and annotations. */
function retargeted(patch: PlainObject, object: PlainObject): PlainObject {
  const metadata = fieldOf(patch, "metadata");
  const {labels, annotations, ...rest} = isMap(metadata) ? metadata : {};
  const texts = {...textsOf("labels", labels), ...textsOf("annotations", annotations)};
  return {...patch, apiVersion: fieldOf(object, "apiVersion"), metadata: {...rest, ...texts}};
}

function textsOf(name: string, values: unknown): PlainObject {
  const entries = isMap(values) ? Object.entries(values) : [];
  if (entries.length === 0) return {};
  return {[name]: Object.fromEntries(entries.map(([key, value]) => [key, textOf(value)]))};
}

function withIdentityOf(object: PlainObject, merged: PlainObject, options: PatchOptions): PlainObject {
  const kept = options.allowKindChange ? merged : withField(merged, "kind", object.kind);
  const own = fieldOf(kept, "metadata");
  const metadata = isMap(own) ? own : {};
  const named = options.allowNameChange
    ? metadata
    : withField(metadata, "name", lookUp(object, "metadata", "name") ?? "");
  const namespaced =
    metadataText(object, "namespace") === ""
      ? withoutField(named, "namespace")
      : withField(named, "namespace", lookUp(object, "metadata", "namespace"));
  return namespaced === own ? kept : {...kept, metadata: namespaced};
}
