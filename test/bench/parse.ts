// Parses all YAML files below a folder and does nothing else: what `check` is held against.
import fs from "node:fs";
import path from "node:path";
import {parseAllDocuments} from "yaml";
import {walk} from "../../server/src/files/walk.ts";

const root = path.resolve(process.argv[2] ?? ".");
let documents = 0;
for (const entry of walk(root)) {
  if (entry.skipped !== undefined || entry.unreadable !== undefined) continue;
  const text = fs.readFileSync(path.join(root, entry.path), "utf8");
  documents += [parseAllDocuments(text, {uniqueKeys: false, logLevel: "silent", prettyErrors: false})].flat().length;
}
console.log(documents);
