import {mapChildren} from "./share.mjs";

// Overlays say in our words what the packages lack: a table from field paths (`spec.rules[].name`, `{}` for the values
// of a map) to the keywords that are added or corrected there.

/**
 * Applies a table to a schema, in place. An entry with `type` creates its field; one without corrects a field that
 * must be there, so that a typo, or an entry that upstream has caught up with, stops the build. `required` is about the
 * field itself; `since` and `enumSince` say with which Flux minor the field or a value came.
 */
export function applyOverlay(schema, fields, name) {
  for (const [path, entry] of Object.entries(fields)) {
    try {
      applyEntry(schema, parsePath(path), entry);
    } catch (error) {
      throw new Error(`${name}: ${path}: ${error.message}`);
    }
  }
  return schema;
}

function applyEntry(schema, steps, entry) {
  const parent = steps.slice(0, -1).reduce(descend, schema);
  const step = steps.at(-1);
  const existing = child(parent, step);
  if (!existing && !entry.type) throw new Error("no such field (an entry that adds one gives its type)");
  if (existing && entry.type && JSON.stringify(existing.type) === JSON.stringify(entry.type)) {
    throw new Error("the field is there already with this type");
  }
  const {since, enumSince, required, ...keywords} = entry;
  const field = existing ?? {};
  for (const [keyword, value] of Object.entries(keywords)) {
    // A null takes away a keyword that upstream has and the API server does not check.
    if (value !== null) field[keyword] = value;
    else if (keyword in field) delete field[keyword];
    else throw new Error(`there is no ${keyword} to take away`);
  }
  if (since) field["x-since"] = since;
  if (enumSince) field["x-enum-since"] = knownValues(enumSince, field.enum ?? []);
  if (!existing) attach(parent, step, field);
  if (required !== undefined) setRequired(parent, step, required);
}

/** `a.b[].c` as steps: a name, `[]` for the items of a list, `{}` for the values of a map. */
export function parsePath(path) {
  const steps = path.match(/[^.[\]{}]+|\[\]|\{\}/g);
  if (!steps || steps.join(".").replaceAll(".[]", "[]").replaceAll(".{}", "{}") !== path) {
    throw new Error("not a path like a.b[].c or a.b{}");
  }
  return steps;
}

function descend(schema, step) {
  const next = child(schema, step);
  if (!next) throw new Error(`${step} is not there`);
  return next;
}

function child(schema, step) {
  if (step === "[]") return schema.items;
  if (step === "{}") return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
  return schema.properties?.[step];
}

function attach(parent, step, field) {
  if (step === "[]") parent.items = field;
  else if (step === "{}") parent.additionalProperties = field;
  else {
    parent.properties = {...parent.properties, [step]: field};
    parent.additionalProperties ??= false;
  }
}

function knownValues(enumSince, values) {
  const unknown = Object.keys(enumSince).filter((value) => !values.includes(value));
  if (unknown.length > 0) throw new Error(`enumSince names no value of the enum: ${unknown.join(", ")}`);
  return enumSince;
}

function setRequired(parent, step, required) {
  const others = (parent.required ?? []).filter((name) => name !== step);
  if (required === (others.length !== (parent.required ?? []).length)) {
    throw new Error(`it is ${required ? "" : "not "}required already`);
  }
  parent.required = required ? [...others, step] : others;
  if (parent.required.length === 0) delete parent.required;
}

/** A field below a field that came with Flux 2.9 came with it too. */
export function spreadSince(schema, since) {
  const own = schema["x-since"] ?? since;
  if (own) schema["x-since"] = own;
  mapChildren(schema, (child) => spreadSince(child, own));
  return schema;
}
