import type {Schema} from "./pipeline.ts";

const STRINGS = ["a", "1h", "5m30s", "90", "/a", "example.com", "*.x.y", "A_b", "", "https://x.y", "oci://x/y", "v1"];
const QUANTITIES = ["1Gi", "100m", "1e3", "ten"];
const DATES = ["2024-01-01T00:00:00Z", "yesterday"];
const JUNK = [1, -5, 1.5, 99999, "a", "", true, [], {}, ["a", 1], "A".repeat(300)];

/** A source of reproducible numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** A document that follows the schema more often than not, and breaks it in every way that a keyword can be broken. */
export function generate(schema: Schema, next: () => number, depth = 0): unknown {
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(next() * values.length)];
  if (next() < 0.02) return pick(JUNK);
  if (schema.enum) return next() < 0.95 ? pick(schema.enum) : "zz";
  if (schema.oneOf) return generate(pick(schema.oneOf) ?? {}, next, depth + 1);
  switch (Array.isArray(schema.type) ? pick(schema.type) : schema.type) {
    case "array":
      return Array.from({length: Math.floor(next() * 4)}, () => generate(schema.items ?? {}, next, depth + 1));
    case "integer":
      return pick([1, 0, 80, 443, 70000, -1, 3]);
    case "number":
      return pick([1, 1.5]);
    case "boolean":
      return next() < 0.5;
    case "string":
      return pick(schema.format === "quantity" ? QUANTITIES : schema.format === "date-time" ? DATES : STRINGS);
    default:
      return schema.properties || schema.type === "object"
        ? generateObject(schema, next, depth)
        : pick(["x", 1, {a: 1}]);
  }
}

function generateObject(schema: Schema, next: () => number, depth: number): object {
  const object: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const likely = schema.required?.includes(name) ? 0.97 : depth < 2 ? 0.5 : 0.2;
    if (next() < likely) object[name] = generate(property, next, depth + 1);
  }
  if (typeof schema.additionalProperties === "object" && next() < 0.5) {
    object.key = generate(schema.additionalProperties, next, depth + 1);
  }
  if (next() < 0.01) object.bogus = 1;
  return object;
}
