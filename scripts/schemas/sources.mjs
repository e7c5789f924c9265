// Reads what the schemas are made of: the packages' types, the overlays on them, and the schemas of our own.
import {readdirSync} from "node:fs";
import path from "node:path";
import {createDecompiler} from "./decompile.mjs";
import {createDescriber} from "./describe.mjs";
import {applyOverlay} from "./overlay.mjs";
import {packagesFolder, readJson, root} from "./packages.mjs";
import {mapChildren} from "./share.mjs";

const schemaFolder = path.join(root, "schemas");

/** `{type: upstream type | kind: "apiVersion/Kind", fields}` of every file in schemas/overlays. */
export function readOverlays(folder = path.join(schemaFolder, "overlays")) {
  const overlays = {types: new Map(), kinds: new Map()};
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()) {
    for (const {type, apiVersion, kind, fields} of readJson(path.join(folder, file))) {
      const [table, key] = type ? [overlays.types, type] : [overlays.kinds, `${apiVersion}/${kind}`];
      if (table.has(key)) throw new Error(`schemas/overlays/${file}: a second overlay on ${key}`);
      table.set(key, {fields, file: `schemas/overlays/${file}`});
    }
  }
  return overlays;
}

/** Reads packages' types with descriptions, as upstream has them but for the overlays on types. */
export function createTypeReader(typeOverlays = new Map()) {
  const used = new Set();
  const describe = createDescriber();
  const decompile = createDecompiler((type, schema) => {
    const overlay = typeOverlays.get(type);
    if (!overlay) return schema;
    used.add(type);
    return applyOverlay(schema, overlay.fields, `${overlay.file}: ${type}`);
  });
  return {
    read(entry) {
      const schema = decompile(typeFile(entry));
      const folder = path.join(packagesFolder, entry.package);
      return describe(
        schema,
        path.join(folder, `${entry.declaration}.d.ts`),
        `I${entry.declaration.split("/").at(-1)}`,
      );
    },
    /** Overlays that met no type: their names are wrong, or the types are gone. */
    unusedOverlays: () => [...typeOverlays.keys()].filter((type) => !used.has(type)),
  };
}

/** The compiled validator of a package's type. */
export function typeFile(entry) {
  return path.join(packagesFolder, entry.package, "_schemas", `${entry.type}.js`);
}

/** The metadata of every Kubernetes object, for our own schemas. */
export const objectMeta = {
  package: "@kubernetes-models/apimachinery",
  type: "IoK8sApimachineryPkgApisMetaV1ObjectMeta",
  declaration: "apis/meta/v1/ObjectMeta",
};

/** A schema of ours without references and without what only other editors need. */
export function readOwnSchema(file) {
  const {
    $schema: _schema,
    $id: _id,
    title: _title,
    definitions = {},
    ...schema
  } = readJson(path.join(schemaFolder, file));
  const inline = ({$ref, ...node}) => {
    if (!$ref) return mapChildren(node, inline);
    const target = definitions[$ref.replace("#/definitions/", "")];
    if (!target) throw new Error(`schemas/${file}: no ${$ref}`);
    return inline({...target, ...node});
  };
  return structuredClone(inline(schema));
}
