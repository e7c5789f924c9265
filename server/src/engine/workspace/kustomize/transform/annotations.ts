import {fieldOf, isMap, type PlainObject, textOf, withField, withoutField} from "./plain.ts";

/**
 * The object with annotations that are texts. Kustomize notes what it needs to remember as annotations of an object, and
 * when it takes them away it writes all others anew: a number becomes a text, and a map that is left empty is dropped.
 */
export function withTextAnnotations(object: PlainObject): PlainObject {
  const annotations = fieldOf(fieldOf(object, "metadata"), "annotations");
  if (!isMap(annotations) || Object.keys(annotations).length === 0) return object;
  const texts = Object.entries(annotations).reduce(
    (map, [name, value]) => withField(map, name, textOf(value)),
    annotations,
  );
  return withMetadata(object, (metadata) => withField(metadata, "annotations", texts));
}

/** The object without an empty map of annotations, which is gone once kustomize had noted something there. */
export function withoutEmptyAnnotations(object: PlainObject): PlainObject {
  const annotations = fieldOf(fieldOf(object, "metadata"), "annotations");
  if (!isMap(annotations) || Object.keys(annotations).length > 0) return object;
  return withMetadata(object, (metadata) => withoutField(metadata, "annotations"));
}

function withMetadata(object: PlainObject, change: (metadata: PlainObject) => PlainObject): PlainObject {
  const metadata = fieldOf(object, "metadata");
  return withField(object, "metadata", change(isMap(metadata) ? metadata : {}));
}
