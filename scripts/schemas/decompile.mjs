// @kubernetes-models ships no JSON Schema but validators that were compiled from one: every constraint is a literal in
// them. This reads the schema back. Whatever it does not understand stops the build: a guess would be a wrong finding.
import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import path from "node:path";
import {parse} from "acorn";

const LIMITS = new Set([
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minLength",
  "maxLength",
  "minItems",
  "maxItems",
  "minProperties",
  "maxProperties",
]);
const COMBINATIONS = new Set(["oneOf", "anyOf"]);

/** A reader of compiled validators; `refine(type, schema)` may correct each upstream type when it is met. */
export function createDecompiler(refine = (_type, schema) => schema) {
  const schemas = new Map();
  const open = new Set();

  /** The schema that the validator in `file` was compiled from; the caller owns the copy. */
  function decompile(file) {
    if (!schemas.has(file)) {
      if (open.has(file)) throw new Error(`${file}: recursive types are not supported`);
      open.add(file);
      const unit = readUnit(file);
      schemas.set(file, refine(path.basename(file, ".js"), schemaOf(unit, unit.entry)));
      open.delete(file);
    }
    return structuredClone(schemas.get(file));
  }

  function schemaOf(unit, name) {
    const imported = unit.imports.get(name);
    if (imported) return decompile(resolveModule(unit.file, imported));
    const body = unit.functions.get(name)?.body;
    if (!body) throw new Error(`${unit.file}: no function ${name}`);
    const schema = {};
    const parts = [];
    let combination;
    for (const node of nodesOf(body)) {
      if (isNullTest(node)) schema.nullable = true;
      const error = errorLiteral(node, unit.constants);
      if (COMBINATIONS.has(error?.keyword)) combination = error.keyword;
      else if (error) addConstraint(schema, error, unit.file);
      const call = subValidation(node);
      if (!call) continue;
      const child = schemaOf(unit, call.validator);
      if (call.kind === "self") parts.push(child);
      else if (call.kind === "property") schema.properties = {...schema.properties, [call.key]: child};
      else schema[call.kind] = child;
    }
    if (combination) return {...schema, [combination]: parts};
    return parts.reduce(merge, schema);
  }

  return decompile;
}

function readUnit(file) {
  const unit = {file, functions: new Map(), imports: new Map(), constants: new Map(), entry: undefined};
  const program = parse(readFileSync(file, "utf8"), {ecmaVersion: "latest", sourceType: "module"});
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") {
      for (const {local} of statement.specifiers) unit.imports.set(local.name, statement.source.value);
    }
    if (statement.type === "FunctionDeclaration") unit.functions.set(statement.id.name, statement);
    if (statement.type === "ExportNamedDeclaration") unit.entry = statement.declaration.declarations[0].init.name;
    if (statement.type === "VariableDeclaration") {
      for (const {id, init} of statement.declarations) {
        if (init) unit.constants.set(id.name, literal(init, unit.constants));
      }
    }
  }
  return unit;
}

function resolveModule(from, specifier) {
  if (specifier.startsWith(".")) return path.resolve(path.dirname(from), specifier);
  const [scope, name, ...rest] = specifier.split("/");
  const manifest = createRequire(from).resolve(`${scope}/${name}/package.json`);
  return path.join(path.dirname(manifest), `${rest.join("/")}.js`);
}

/** The node and all below it, in the order of the source. */
function nodesOf(node, nodes = []) {
  nodes.push(node);
  for (const child of Object.values(node)) {
    if (typeof child !== "object" || child === null) continue;
    if (typeof child.type === "string") nodesOf(child, nodes);
    else if (Array.isArray(child)) for (const item of child) if (typeof item?.type === "string") nodesOf(item, nodes);
  }
  return nodes;
}

function literal(node, constants) {
  switch (node.type) {
    case "Literal":
      return node.value;
    case "Identifier":
      return constants.get(node.name);
    case "ArrayExpression":
      return node.elements.map((element) => literal(element, constants));
    case "ObjectExpression":
      return Object.fromEntries(
        node.properties.map(({key, value}) => [key.name ?? key.value, literal(value, constants)]),
      );
    case "UnaryExpression":
      return node.operator === "-" ? -literal(node.argument, constants) : !literal(node.argument, constants);
    case "TemplateLiteral":
      return node.quasis.length === 1 ? node.quasis[0].value.cooked : undefined;
    default:
      return undefined;
  }
}

/** Compiled code reports a violated keyword as `{keyword: "maximum", params: {limit: 5}}`: the constraint itself. */
function errorLiteral(node, constants) {
  if (node.type !== "ObjectExpression" || !node.properties.some(({key}) => key.name === "keyword")) return undefined;
  return literal(node, constants);
}

function addConstraint(schema, {keyword, params}, file) {
  if (keyword === "type") schema.type = params.type;
  else if (keyword === "required") {
    if (!schema.required?.includes(params.missingProperty)) {
      schema.required = [...(schema.required ?? []), params.missingProperty];
    }
  } else if (keyword === "enum") schema.enum = params.allowedValues;
  else if (keyword === "pattern" || keyword === "format") schema[keyword] = params[keyword];
  else if (LIMITS.has(keyword)) schema[keyword] = params.limit;
  else throw new Error(`${file}: cannot read keyword ${keyword}`);
}

function isNullTest(node) {
  if (node.type !== "BinaryExpression" || !/^[!=]==$/.test(node.operator)) return false;
  const sides = [node.left, node.right];
  return sides.some((side) => side.raw === "null") && sides.some((side) => side.name === "data");
}

/** `validate7(data.spec, …)`: which validator judges which part of the value. */
function subValidation(node) {
  if (node.type !== "CallExpression" || !/^validate/.test(node.callee.name ?? "")) return undefined;
  const validator = node.callee.name;
  const [target] = node.arguments;
  if (target.type === "Identifier") return {validator, kind: "self"};
  const {property, computed} = target;
  if (!computed) return {validator, kind: "property", key: property.name};
  if (property.type === "Literal") return {validator, kind: "property", key: property.value};
  return {validator, kind: /^i\d/.test(property.name) ? "items" : "additionalProperties"};
}

/** All parts must hold, and the parts of these packages never contradict each other: they become one schema. */
function merge(schema, part) {
  const merged = {...part, ...schema};
  if (part.properties) merged.properties = {...part.properties, ...schema.properties};
  if (part.required) merged.required = [...new Set([...(schema.required ?? []), ...part.required])];
  if (part.enum && schema.enum) merged.enum = schema.enum.filter((value) => part.enum.includes(value));
  return merged;
}
