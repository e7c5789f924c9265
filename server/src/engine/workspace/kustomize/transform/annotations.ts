import {isClusterScoped, NO_NAMESPACE} from "./cluster-scoped.ts";
import {fieldOf, isMap, metadataText, type PlainObject, textOf, withField, withoutField} from "./plain.ts";

/** Where kustomize notes, as annotations of an object, what it was called before a change. */
const NOTES = ["Names", "Namespaces", "Kinds"].map((what) => `internal.config.kubernetes.io/previous${what}`);

/**
 * The object as the end of every build leaves it: kustomize takes its notes away and writes all other annotations anew,
 * as texts. What is no map, or an empty one, is dropped.
 */
export function withTextAnnotations(object: PlainObject): PlainObject {
  const metadata = fieldOf(object, "metadata") ?? {};
  if (!isMap(metadata)) return object;
  const annotations = fieldOf(metadata, "annotations");
  const kept = isMap(annotations) ? NOTES.reduce(withoutField, annotations) : {};
  const texts = Object.entries(kept).reduce((map, [name, value]) => withField(map, name, textOf(value)), kept);
  const isEmpty = Object.keys(texts).length === 0;
  const written = isEmpty ? withoutField(metadata, "annotations") : withField(metadata, "annotations", texts);
  return withField(object, "metadata", written);
}

/** The object without annotations that hold nothing, which a note of kustomize's makes way for. */
export function withoutEmptyAnnotations(object: PlainObject): PlainObject {
  const metadata = fieldOf(object, "metadata");
  const annotations = fieldOf(metadata, "annotations");
  const holdsAny = typeof annotations === "object" && annotations !== null && Object.keys(annotations).length > 0;
  return holdsAny || !isMap(metadata) ? object : withField(object, "metadata", withoutField(metadata, "annotations"));
}

/** The object with kustomize's notes: a JSON patch finds a map of annotations even where the object has none. */
export function withNotes(object: PlainObject): PlainObject {
  const metadata = fieldOf(object, "metadata");
  const annotations = fieldOf(metadata, "annotations");
  if (!isMap(metadata)) return object;
  const namespace = isClusterScoped(object) ? NO_NAMESPACE : metadataText(object, "namespace") || "default";
  const values = [metadataText(object, "name"), namespace, textOf(object.kind)];
  const noted = NOTES.reduce(
    (map, name, index) => withField(map, name, values[index]),
    isMap(annotations) ? annotations : {},
  );
  return withField(object, "metadata", withField(metadata, "annotations", noted));
}
