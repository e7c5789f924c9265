import {mapValues} from "./normalise.mjs";

/** Keywords that say something about one field and nothing about the values it accepts. */
export const ANNOTATIONS = new Set(["description", "default", "deprecated", "x-since", "x-enum-since", "examples"]);

/**
 * Replaces sub-schemas that occur more than once by `{$ref: "#/<root>/<id>"}`; annotations stay at the reference.
 * Kinds keep their own top level.
 */
export function share(kinds, root) {
  const pool = new Map();
  const interned = mapValues(kinds, (schema) => mapChildren(schema, (child) => intern(child, pool)));
  const uses = new Map();
  for (const schema of [...Object.values(interned), ...[...pool.values()].map(({schema}) => schema)]) {
    countUses(schema, uses);
  }
  const defs = {};
  const names = new Map();
  const resolve = (node) => {
    if (!node.$pooled) return mapChildren(node, resolve);
    const {$pooled: key, ...annotations} = node;
    const {schema} = pool.get(key);
    if (uses.get(key) === 1) return {...resolve(schema), ...annotations};
    if (!names.has(key)) {
      names.set(key, `d${(names.size + 1).toString(36)}`);
      defs[names.get(key)] = resolve(schema);
    }
    return {$ref: `#/${root}/${names.get(key)}`, ...annotations};
  };
  return {kinds: mapValues(interned, resolve), defs};
}

function intern(schema, pool) {
  const node = mapChildren(schema, (child) => intern(child, pool));
  // A reference is hardly shorter than a string's or a number's schema.
  if (!node.properties && !node.items) return node;
  const annotations = Object.fromEntries(Object.entries(node).filter(([keyword]) => ANNOTATIONS.has(keyword)));
  const constraints = Object.fromEntries(Object.entries(node).filter(([keyword]) => !ANNOTATIONS.has(keyword)));
  const key = JSON.stringify(constraints);
  if (!pool.has(key)) pool.set(key, {schema: constraints});
  return {...annotations, $pooled: key};
}

function countUses(schema, uses) {
  mapChildren(schema, (child) => {
    if (child.$pooled) uses.set(child.$pooled, (uses.get(child.$pooled) ?? 0) + 1);
    else countUses(child, uses);
    return child;
  });
}

/** The schema with each direct sub-schema mapped. */
export function mapChildren(schema, map) {
  const result = {...schema};
  if (schema.properties) result.properties = mapValues(schema.properties, (child) => map(child));
  for (const keyword of ["items", "additionalProperties"]) {
    if (typeof schema[keyword] === "object") result[keyword] = map(schema[keyword]);
  }
  return result;
}
