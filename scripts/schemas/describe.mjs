// The descriptions of fields stand in the packages' type declarations, not in their validators.
import {existsSync, readFileSync} from "node:fs";
import path from "node:path";
import ts from "typescript";

/** A function that copies the comments of an interface in a .d.ts file onto a schema of the same shape. */
export function createDescriber() {
  const files = new Map();

  /** Adds `description` to `schema` and everything below it. */
  function describe(schema, file, name) {
    const unit = load(file);
    const declaration = unit.declarations.get(unit.exports.get(name) ?? name);
    if (!declaration) throw new Error(`${file}: no declaration ${name}`);
    schema.description ??= comment(declaration);
    if (!ts.isInterfaceDeclaration(declaration)) describeType(schema, declaration.type, unit);
    else {
      for (const base of (declaration.heritageClauses ?? []).flatMap((clause) => clause.types)) {
        describeNamed(schema, base.expression.text, unit);
      }
      describeMembers(schema, declaration.members, unit);
    }
    return schema;
  }

  function describeMembers(schema, members, unit) {
    for (const member of members) {
      if (ts.isIndexSignatureDeclaration(member)) {
        if (schema.additionalProperties) describeType(schema.additionalProperties, member.type, unit);
        continue;
      }
      const property = schema.properties?.[member.name.text];
      if (!property) continue;
      property.description = comment(member);
      describeType(property, member.type, unit);
    }
  }

  function describeType(schema, type, unit) {
    if (ts.isTypeLiteralNode(type)) return describeMembers(schema, type.members, unit);
    if (!ts.isTypeReferenceNode(type)) return;
    const name = type.typeName.text;
    if (name === "Array") {
      if (schema.items) describeType(schema.items, type.typeArguments[0], unit);
      return;
    }
    describeNamed(schema, name, unit);
  }

  function describeNamed(schema, name, unit) {
    if (unit.declarations.has(name)) return void describe(schema, unit.file, name);
    const imported = unit.imports.get(name);
    const file = imported && resolveDeclaration(unit.file, imported.from);
    if (file) describe(schema, file, imported.name);
  }

  function load(file) {
    if (!files.has(file)) files.set(file, readDeclarations(file));
    return files.get(file);
  }
  return describe;
}

function readDeclarations(file) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const unit = {file, declarations: new Map(), imports: new Map(), exports: new Map()};
  for (const statement of source.statements) {
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      unit.declarations.set(statement.name.text, statement);
    }
    if (ts.isImportDeclaration(statement)) {
      for (const {name, propertyName} of statement.importClause?.namedBindings?.elements ?? []) {
        unit.imports.set(name.text, {
          from: statement.moduleSpecifier.text,
          name: (propertyName ?? name).text,
        });
      }
    }
    if (ts.isExportDeclaration(statement)) {
      for (const {name, propertyName} of statement.exportClause?.elements ?? []) {
        if (propertyName) unit.exports.set(name.text, propertyName.text);
      }
    }
  }
  return unit;
}

/** Without the marks that Gateway API's own generator reads, and without the escapes that comments need. */
function comment(node) {
  const text = ts.getTextOfJSDocComment(node.jsDoc?.at(-1)?.comment) ?? "";
  const plain = text
    .replace(/<gateway:util:excludeFromCRD>.*?<\/gateway:util:excludeFromCRD>\n*/gs, "")
    .replace(/<\/?gateway:[^>]*>\n*/g, "")
    .replace(/\\\*/g, "*")
    .trim();
  return plain || undefined;
}

function resolveDeclaration(from, specifier) {
  if (specifier.startsWith(".")) return declarationAt(path.resolve(path.dirname(from), specifier));
  for (let folder = path.dirname(from); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const found = declarationAt(path.join(folder, "node_modules", specifier));
    if (found) return found;
  }
  return undefined;
}

function declarationAt(base) {
  return [`${base.replace(/\.js$/, "")}.d.ts`, path.join(base, "index.d.ts")].find((file) => existsSync(file));
}
