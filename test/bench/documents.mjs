// The documents that both servers get: whole files of a repository, each with a comment that names its schema.
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, relative} from "node:path";
import {pathToFileURL} from "node:url";
import {root} from "../../scripts/install.mjs";

const modeline = /^# yaml-language-server: \$schema=.*$/gm;

/** Where documents may come from, the best source first. */
const sources = ["../shared/corpus/onedr0p-home-ops", "test/repos"];

/**
 * Copies the YAML files of a repository to `folder`, with schemas that both servers can read, and returns the first
 * `limit` of those with a resource.
 */
export function prepareDocuments(folder, limit) {
  const source = sources.find((path) => existsSync(join(root, path)));
  const schemaOf = writeSchemas(folder);
  const documents = [];
  for (const file of yamlFiles(join(root, source))) {
    const text = withSchema(readFileSync(file, "utf8"), schemaOf);
    const copy = join(folder, relative(join(root, source), file));
    mkdirSync(dirname(copy), {recursive: true});
    writeFileSync(copy, text);
    if (documents.length < limit && /^kind:/m.test(text)) documents.push({uri: pathToFileURL(copy).href, text});
  }
  return {documents, source: source.replace(/^.*\//, "")};
}

/** Without a comment the other server would have no schema for a Kubernetes object. */
function withSchema(text, schemaOf) {
  const schema = schemaOf(/^apiVersion:\s*["']?([^\s"']+)/m.exec(text)?.[1], /^kind:\s*["']?(\w+)/m.exec(text)?.[1]);
  const comment = `# yaml-language-server: $schema=${schema}`;
  if (modeline.test(text)) return text.replace(modeline, comment);
  return text.replace(/^(?:---\n)?/, `$&${comment}\n`);
}

/** Writes the schema of each kind as a file of its own, and says which address a kind's has. */
function writeSchemas(folder) {
  const {kinds, defs} = JSON.parse(readFileSync(join(root, "schemas/generated/schemas.json"), "utf8"));
  const write = (name, schema) => {
    const file = join(folder, ".schemas", name);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, JSON.stringify({$schema: "http://json-schema.org/draft-07/schema#", ...schema}));
    return pathToFileURL(file).href;
  };
  const any = write("any.json", {type: "object", required: ["apiVersion", "kind"]});
  const addresses = new Map();
  for (const [key, schema] of Object.entries(kinds)) {
    const [, group = "", version, kind] = /^(?:(.*)\/)?([^/]+)\/([^/]+)$/.exec(key) ?? [];
    const name = `${group || "core"}/${kind?.toLowerCase()}_${version}.json`;
    addresses.set(key, write(name, {...schema, defs: reachable(schema, defs)}));
  }
  return (apiVersion, kind) => addresses.get(`${apiVersion}/${kind}`) ?? any;
}

/** The definitions that a schema refers to, directly or not. */
function reachable(schema, defs, found = {}) {
  for (const [, name] of JSON.stringify(schema).matchAll(/"#\/defs\/(\w+)"/g)) {
    if (found[name]) continue;
    found[name] = defs[name];
    reachable(defs[name], defs, found);
  }
  return found;
}

function yamlFiles(folder) {
  return readdirSync(folder, {recursive: true})
    .filter((file) => file.endsWith(".yaml") && !/(?:^|\/)\.git\//.test(file))
    .sort()
    .map((file) => join(folder, file));
}
