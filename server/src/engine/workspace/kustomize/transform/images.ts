import {IMAGES} from "./field-spec-tables.ts";
import {setFields} from "./field-specs.ts";
import {goPattern} from "./go-pattern.ts";
import {Failure, fieldOf, isList, isMap, type PlainObject, textOf, withField} from "./plain.ts";

const CONTAINER_LISTS: readonly string[] = ["containers", "initContainers"];

/** What may follow the name of an image, as a regular expression up to the end. */
const TAG_AND_DIGEST = "(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$";

/** Changes the images of all containers, wherever their lists stand, and of volumes, by an entry of `images`. */
export function setImages(object: PlainObject, entry: unknown): PlainObject {
  if (fieldOf(object, "kind") === "CustomResourceDefinition") return object;
  const set = imageChange(entry);
  const changed = inContainerLists(object, set);
  return setFields(isMap(changed) ? changed : object, IMAGES, {set});
}

function inContainerLists(value: unknown, set: (image: unknown) => unknown): unknown {
  if (isList(value)) {
    const items = value.map((item) => inContainerLists(item, set));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isMap(value)) return value;
  return Object.entries(value).reduce((map, [name, field]) => {
    const inner = inContainerLists(field, set);
    return withField(map, name, CONTAINER_LISTS.includes(name) && isList(inner) ? setInList(inner, set) : inner);
  }, value);
}

function setInList(containers: readonly unknown[], set: (image: unknown) => unknown): readonly unknown[] {
  const changed = containers.map((container) => {
    if (container === null) return container;
    if (!isMap(container)) throw new Failure("a list of containers holds something that is not a map");
    return Object.hasOwn(container, "image") ? withField(container, "image", set(container.image)) : container;
  });
  return changed.every((container, index) => container === containers[index]) ? containers : changed;
}

/** The change that an entry makes to the text of an image. */
function imageChange(entry: unknown): (image: unknown) => unknown {
  const text = (name: string): string => textOf(fieldOf(entry, name) ?? "");
  const name = text("name");
  // Kustomize takes the name for a regular expression.
  const pattern = goPattern(name, "^", TAG_AND_DIGEST);
  return (image) => {
    if (isMap(image) || isList(image)) throw new Failure("a map or a list stands in the place of an image");
    if (image === null) return image;
    if (!pattern) throw new Failure(`the image name \`${name}\` is a regular expression that is not understood`);
    if (!pattern.test(textOf(image))) return image;
    const {name: old, tag, digest} = splitImage(textOf(image));
    const chosen = newVersion({tag, digest}, text);
    return `${text("newName") || old}${chosen.tag && `:${chosen.tag}`}${chosen.digest && `@${chosen.digest}`}`;
  };
}

interface Version {
  readonly tag: string;
  readonly digest: string;
}

function newVersion(old: Version, text: (name: string) => string): Version {
  const tag = text("newTag");
  const digest = text("digest");
  const suffix = text("tagSuffix");
  if (tag || digest) return {tag, digest};
  return suffix ? {tag: old.tag + suffix, digest: ""} : old;
}

/** The parts of an image; a colon before the first slash belongs to the port of the registry. */
export function splitImage(image: string): Version & {readonly name: string} {
  const slash = Math.max(image.indexOf("/"), 0);
  const at = image.indexOf("@", slash);
  const colon = image.indexOf(":", slash);
  if (at >= 0 && (colon < 0 || at < colon)) return {name: image.slice(0, at), tag: "", digest: image.slice(at + 1)};
  if (colon < 0) return {name: image, tag: "", digest: ""};
  const name = image.slice(0, colon);
  if (at < 0) return {name, tag: image.slice(colon + 1), digest: ""};
  return {name, tag: image.slice(colon + 1, at), digest: image.slice(at + 1)};
}
