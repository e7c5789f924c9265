// Holds the objects that we merged against those that kustomize printed.
import {identity, isGenerated, keyOf} from "./builds.mjs";

/** What differs in objects that both sides build, a line each; `merged` is `[{..., file, object}]`. */
export function compareObjects(merged, objects) {
  const generated = new Set(merged.filter(isGenerated).map(keyOf));
  const bareNames = new Map();
  const theirs = new Map();
  for (const object of objects) {
    const id = identity(object, generated);
    if (id.name !== object.metadata?.name) bareNames.set(object.metadata.name, id.name);
    theirs.set(keyOf(id), object);
  }
  const lines = [];
  for (const one of merged) {
    const other = theirs.get(keyOf(one));
    // Objects that only one side builds are told by the comparison of names.
    if (!other || one.object === undefined) continue;
    const path = firstDifference(one.object, withBareNames(other, bareNames));
    if (path !== undefined) lines.push(`${keyOf(one)} differs at ${path || "its root"}`);
  }
  return lines.sort();
}

/** The path of the first value that differs; undefined where everything is equal. The order of keys does not count. */
export function firstDifference(ours, theirs, path = "") {
  if (Object.is(ours, theirs)) return undefined;
  if (!isCollection(ours) || !isCollection(theirs) || Array.isArray(ours) !== Array.isArray(theirs)) return path;
  for (const key of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    const at = `${path}/${key}`;
    if (!Object.hasOwn(ours, key) || !Object.hasOwn(theirs, key)) return at;
    const difference = firstDifference(ours[key], theirs[key], at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/** kustomize writes the hashed names into references too. */
function withBareNames(value, names) {
  if (names.size === 0) return value;
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withBareNames(item, names));
  if (!isCollection(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withBareNames(item, names)]));
}

const isCollection = (value) => typeof value === "object" && value !== null;
