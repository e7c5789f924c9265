// Upstream's schemas say what the API server stores; these functions turn them into what a strict check needs.

/** Formats that change what is accepted; the others only repeat the type. See formats.mjs for their definitions. */
const KEPT_FORMATS = new Set(["byte", "date-time", "quantity"]);

/** A Kubernetes object: one error per fault, closed objects, and a status that nobody judges. */
export function normaliseKind(schema) {
  const normalised = normalise(schema);
  normalised.type = "object";
  if (normalised.properties?.status) {
    normalised.properties.status = {description: normalised.properties.status.description};
  }
  return normalised;
}

/** Null is pruned before validation, alternatives of plain types become one list of types, objects are closed. */
export function normalise(schema) {
  const {nullable: _, oneOf, ...rest} = schema;
  const result = oneOf ? {...rest, ...joinTypes(oneOf)} : rest;
  if (result.format && !KEPT_FORMATS.has(result.format)) delete result.format;
  if (result.properties) result.properties = mapValues(result.properties, normalise);
  if (result.items) result.items = normalise(result.items);
  if (typeof result.additionalProperties === "object") {
    result.additionalProperties = normalise(result.additionalProperties);
  }
  if (result.properties && result.additionalProperties === undefined) result.additionalProperties = false;
  return result;
}

/** `oneOf: [{type: integer}, {type: string}]` would report three errors for one fault. */
function joinTypes(alternatives) {
  const formats = alternatives.map(({format}) => format).filter((format) => KEPT_FORMATS.has(format));
  const extra = alternatives.flatMap(({type, format: _, ...others}) => Object.keys(type ? others : {type, ...others}));
  if (extra.length > 0) throw new Error(`cannot join alternatives with ${extra}`);
  const type = alternatives.map((alternative) => alternative.type).sort();
  return formats.length > 0 ? {type, format: formats[0]} : {type};
}

/** The same object with each value mapped. */
export function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
