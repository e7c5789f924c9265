import {kinds} from "./kinds.mjs";
import {normalise, normaliseKind} from "./normalise.mjs";
import {applyOverlay, spreadSince} from "./overlay.mjs";
import {packageVersion} from "./packages.mjs";
import {createTypeReader, objectMeta, readOverlays, readOwnSchema} from "./sources.mjs";

/** Every kind: `{kind, keys, source, schema}`, where `keys` are `apiVersion/Kind` of each version that shares it. */
export function composeKinds(overlays = readOverlays()) {
  const reader = createTypeReader(overlays.types);
  const metadata = normalise(reader.read(objectMeta));
  const composed = kinds.map((entry) => {
    const keys = entry.apiVersions.map((apiVersion) => `${apiVersion}/${entry.kind}`);
    const schema = entry.file ? readOwn(entry, metadata) : normaliseKind(reader.read(entry));
    const overlay = overlays.kinds.get(keys[0]);
    if (overlay) applyOverlay(schema, overlay.fields, `${overlay.file}: ${keys[0]}`);
    if (schema.properties.apiVersion) {
      schema.properties.apiVersion = {...schema.properties.apiVersion, type: "string", enum: entry.apiVersions};
      schema.properties.kind = {...schema.properties.kind, type: "string", enum: [entry.kind]};
    }
    return {
      kind: entry.kind,
      keys,
      source: entry.file ? "own" : packageVersion(entry.package),
      schema: spreadSince(schema),
    };
  });
  const known = new Set(composed.map(({keys}) => keys[0]));
  const unused = [...reader.unusedOverlays(), ...[...overlays.kinds.keys()].filter((key) => !known.has(key))];
  if (unused.length > 0) throw new Error(`overlays on what is not there: ${unused.join(", ")}`);
  return composed;
}

function readOwn(entry, metadata) {
  const schema = readOwnSchema(entry.file);
  if (entry.objectMeta) schema.properties.metadata = structuredClone(metadata);
  return schema;
}
