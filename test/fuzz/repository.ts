import {graphReport} from "../../server/src/engine/features/graphReport.ts";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {parseYaml, type YamlFile} from "../../server/src/engine/yaml/parse.ts";
import type {Random} from "../generator/random.ts";
import {schemas} from "../support/check.ts";
import type {Failure} from "./failure.ts";
import {mutate} from "./mutate.ts";

/** One change to a repository: new texts, or undefined for files that go. */
type Change = ReadonlyMap<string, string | undefined>;

/**
 * Changes a repository at random and holds what is said of it after each `every`th change against what is said of the
 * same files by a workspace that sees them for the first time: findings of every file, and the graph.
 */
export function fuzzRepository(
  originals: ReadonlyMap<string, string>,
  random: Random,
  {changes, every}: {readonly changes: number; readonly every: number},
): Failure | undefined {
  const kept = new Kept(originals);
  const texts = new Map(originals);
  kept.compare(texts);
  const history: string[] = [];
  for (let i = 1; i <= changes; i++) {
    const {what, change} = randomChange(texts, originals, random);
    history.push(what);
    for (const [path, text] of change) {
      if (text === undefined) texts.delete(path);
      else texts.set(path, text);
    }
    kept.apply(change);
    const difference = i % every === 0 ? kept.compare(texts) : undefined;
    if (difference) return {...difference, what: `${difference.what}\nafter: ${history.slice(-every).join("; ")}`};
  }
  return undefined;
}

/** A workspace that sees every change, and remembers what was found as the language server does. */
class Kept {
  private readonly workspace = new Workspace();
  private readonly answers = this.workspace.answers((path) => findingsIn(this.workspace, path));
  private readonly trees = new Map<string, YamlFile>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.fill(this.workspace, texts);
  }

  apply(change: Change): void {
    for (const [path, text] of change) {
      if (text === undefined) this.workspace.removeFile(path);
      else this.workspace.setFile(path, text);
    }
  }

  compare(texts: ReadonlyMap<string, string>): Failure | undefined {
    const fresh = new Workspace();
    this.fill(fresh, texts);
    for (const [path, text] of texts) {
      const known = this.answers.get(path);
      const anew = findingsIn(fresh, path);
      if (known !== anew) return {what: `${path}: said\n${known}\nand anew\n${anew}`, path, text};
    }
    const [known, anew] = [this.workspace, fresh].map((workspace) => graphOf(workspace));
    const at = known?.findIndex((line, i) => line !== anew?.[i]) ?? -1;
    if (at < 0 && known?.length === anew?.length) return undefined;
    return {what: `the graph has\n${known?.[at]}\nand anew\n${anew?.[at]}`, path: "graph", text: ""};
  }

  /** Trees never change, so that the fresh workspace can share those of earlier ones. */
  private fill(workspace: Workspace, texts: ReadonlyMap<string, string>): void {
    for (const [path, text] of texts) {
      const key = `${path}\n${text}`;
      const tree = this.trees.get(key) ?? parseYaml(path, text);
      this.trees.set(key, tree);
      workspace.setFile(path, text, tree);
    }
  }
}

function findingsIn(workspace: Workspace, path: string): string {
  const {findings, skipped, failures} = checkFile(workspace, schemas, path);
  if (failures[0]) throw failures[0].error;
  const lines = findings.map(({rule, span, message, related, fixes}) =>
    JSON.stringify([rule, span, message, related, fixes.map((fix) => [fix.title, [...fix.edits]])]),
  );
  return [...skipped, ...lines].join("\n");
}

function graphOf(workspace: Workspace): string[] {
  const {directories, fluxKustomizations, references} = graphReport(workspace, () => true);
  return [...directories, ...fluxKustomizations, ...references].map((part) => JSON.stringify(part));
}

function randomChange(
  texts: ReadonlyMap<string, string>,
  originals: ReadonlyMap<string, string>,
  random: Random,
): {what: string; change: Change} {
  const paths = [...texts.keys()];
  // With hardly a file left there is nothing more to find out.
  if (paths.length < originals.size / 4) return {what: "restore all files", change: originals};
  const path = random.pick(paths);
  const text = texts.get(path) ?? "";
  switch (random.below(10)) {
    case 0:
      return {what: `delete ${path}`, change: new Map([[path, undefined]])};
    case 1: {
      const folder = folderAbove(path, random);
      const inside = paths.filter((other) => other.startsWith(`${folder}/`));
      return {what: `delete ${folder}/`, change: new Map(inside.map((other) => [other, undefined]))};
    }
    case 2: {
      const folder = folderAbove(path, random);
      const target = `${folderAbove(random.pick(paths), random)}/moved-${random.below(3)}`;
      const inside = paths.filter((other) => other.startsWith(`${folder}/`));
      const moves = inside.flatMap((other): [string, string | undefined][] => [
        [other, undefined],
        [target + other.slice(folder.length), texts.get(other)],
      ]);
      return {what: `move ${folder}/ to ${target}/`, change: new Map(moves)};
    }
    case 3:
    case 4: {
      // What was there comes back, so that a repository does not just fall apart.
      const gone = [...originals].filter(([other, original]) => texts.get(other) !== original);
      if (gone.length > 0) return {what: `restore ${gone.length} files`, change: new Map(gone)};
      return {what: `copy ${path}`, change: new Map([[`${path.replace(/\.yaml$/, "")}-copy.yaml`, text]])};
    }
    case 5:
    case 6: {
      const lines = text.split("\n");
      lines.splice(random.below(lines.length), 1);
      return {what: `cut a line of ${path}`, change: new Map([[path, lines.join("\n")]])};
    }
    case 7: {
      const [word = "a", other = "b"] = [text, texts.get(random.pick(paths)) ?? ""].map((each) =>
        random.pick(each.match(/[\w./-]{3,}/g) ?? ["word"]),
      );
      return {what: `${word} becomes ${other} in ${path}`, change: new Map([[path, text.replaceAll(word, other)]])};
    }
    case 8: {
      const lines = text.split("\n");
      const at = random.below(lines.length);
      lines.splice(at, 0, lines[random.below(lines.length)] ?? "");
      return {what: `copy a line in ${path}`, change: new Map([[path, lines.join("\n")]])};
    }
    default:
      return {what: `mutate ${path}`, change: new Map([[path, mutate(text, random)]])};
  }
}

/** A folder that holds a file, at any depth but the root. */
function folderAbove(path: string, random: Random): string {
  const segments = path.split("/").slice(0, -1);
  return segments.slice(0, 1 + random.below(Math.max(1, segments.length))).join("/") || "kubernetes";
}
