import fs from "node:fs";
import path from "node:path";
import {ROOT} from "../support/check.ts";

/** The source files below a folder of the project, relative to its root. */
export function filesBelow(folder: string, pattern = /\.ts$/): string[] {
  const entries = fs.readdirSync(path.join(ROOT, folder), {withFileTypes: true, recursive: true});
  return entries
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !/(?:^|\/)(?:node_modules|dist|generated|out)\//.test(file))
    .sort();
}

/** The text of a file of the project. */
export function textOf(file: string): string {
  return fs.readFileSync(path.join(ROOT, file), "utf8");
}

/** What a file imports, as it writes it. */
export function importsOf(file: string, text = textOf(file)): string[] {
  const statements =
    /^(?:import|export)\b[^"';]*?\bfrom\s*"([^"]+)"|^import\s*"([^"]+)"|\b(?:import|require)\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}
