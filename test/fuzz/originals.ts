import fs from "node:fs";
import path from "node:path";
import {isYamlName} from "../../server/src/files/walk.ts";
import {readCases} from "../support/cases.ts";
import {ROOT} from "../support/check.ts";

/** A text to start from, under the path that it has in its repository. */
export interface Original {
  readonly path: string;
  readonly text: string;
}

/** Larger files would only slow the search down. */
const MAX_LENGTH = 20_000;

/** Real texts of ours: the examples of the rules' pages and our small repositories. */
export function ownOriginals(): Original[] {
  return small([
    ...pageExamples(),
    ...["test/repos", "test/editor/repository"].flatMap((folder) => filesBelow(folder)),
  ]);
}

/** Whole repositories, where they are at hand. */
export function corpusOriginals(): Original[] {
  return small(filesBelow("../shared/corpus"));
}

/** Whole repositories as texts by path: our sample, and those of the corpus where they are at hand. */
export function repositories(): ReadonlyMap<string, string>[] {
  const corpus = path.join(ROOT, "../shared/corpus");
  const folders = fs.existsSync(corpus) ? fs.readdirSync(corpus).map((name) => `../shared/corpus/${name}`) : [];
  return ["test/repos/sample", ...folders].map(
    (folder) => new Map(small(filesBelow(folder)).map(({path: file, text}) => [file, text])),
  );
}

function small(originals: readonly Original[]): Original[] {
  return originals.filter(({text}) => text.length <= MAX_LENGTH);
}

function pageExamples(): Original[] {
  const folder = path.join(ROOT, "test/rules");
  return list(folder)
    .filter((file) => file.endsWith(".md"))
    .flatMap((file) => readCases(fs.readFileSync(path.join(folder, file), "utf8")))
    .flatMap(({files}) => [...files].map(([path, text]) => ({path, text})));
}

function filesBelow(relative: string): Original[] {
  const folder = path.join(ROOT, relative);
  return list(folder)
    .filter((file) => isYamlName(path.basename(file)))
    .map((file) => ({path: file, text: fs.readFileSync(path.join(folder, file), "utf8")}));
}

/** The files below a folder in the same order everywhere; none where the folder is absent. */
function list(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}
