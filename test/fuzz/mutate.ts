import type {Random} from "../generator/random.ts";

/** Pieces that mean something to YAML, to Flux, or to whoever counts characters. */
const PIECES = [
  ":",
  ": ",
  "- ",
  "-",
  "? ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "{",
  "}",
  "[",
  "]",
  ",",
  "#",
  " # ",
  "|\n",
  ">-\n",
  '"',
  "'",
  "\\",
  "&a ",
  "*a",
  "<<: *a\n",
  "!!binary ",
  "!<tag:x> ",
  "~",
  "null",
  "\t",
  "\r",
  "\r\n",
  "\n\n",
  "\u0000",
  "\ufeff",
  "\ud83d",
  "🚀",
  "\u2028",
  "${",
  "}",
  "$${A}",
  "{{ .Values.x }}",
  "ENC[AES256_GCM,data:x,type:str]",
  "0x1f",
  "1e999",
  "__proto__: ",
  "constructor: ",
  "kind: HelmRelease\n",
  "apiVersion: v1\n",
  "$patch: delete\n",
  "# flux-workbench: ignore\n",
  "# yaml-language-server: $schema=https://example.com/x.json\n",
];

type Mutation = (text: string, random: Random) => string;

/** What can happen to a text, from one character to whole lines. */
const MUTATIONS: readonly Mutation[] = [
  (text, random) => splice(text, random.below(text.length + 1), 0, random.pick(PIECES)),
  (text, random) => splice(text, random.below(text.length + 1), random.below(8), ""),
  (text, random) => splice(text, random.below(text.length + 1), 1, String.fromCharCode(random.below(0x250))),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  (text, random) =>
    splice(text, random.below(text.length + 1), 0, random.pick(["[", "{", "- ", "a: "]).repeat(1 + random.below(400))),
  tokens((all, at) => all.splice(at, 1)),
  tokens((all, at) => all.splice(at, 0, all[at] ?? "")),
  tokens((all, at, random) => all.splice(at, 1, random.pick(all))),
  tokens((all, at, random) => all.splice(at, 1, random.pick(PIECES))),
  lines((all, at) => all.splice(at, 1)),
  lines((all, at) => all.splice(at, 0, all[at] ?? "")),
  lines((all, at, random) => all.splice(at, 1, random.pick(all))),
  lines((all, at, random) => all.splice(at, 1, " ".repeat(random.below(9)) + (all[at] ?? "").trimStart())),
  lines((all, at, random) => all.splice(at, 0, ...all.slice(random.below(all.length), random.below(all.length)))),
  lines((all, at, random) => all.splice(at, 1, (all[at] ?? "").replace(/:.*/, `: ${random.pick(PIECES)}`))),
  (text) => text.replaceAll("\n", "\r\n"),
];

/** The text after a few accidents. */
export function mutate(text: string, random: Random): string {
  let result = text;
  for (let left = 1 + random.below(6); left > 0; left--) result = random.pick(MUTATIONS)(result, random);
  // Lines that are doubled again and again would soon test the memory alone.
  return result.slice(0, 2 * text.length + 2000);
}

function splice(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}

function tokens(change: (all: string[], at: number, random: Random) => unknown): Mutation {
  return (text, random) => changed(text.match(/[\w./-]+|\s+|[^\w\s]/g) ?? [""], "", change, random);
}

function lines(change: (all: string[], at: number, random: Random) => unknown): Mutation {
  return (text, random) => changed(text.split("\n"), "\n", change, random);
}

function changed(
  all: string[],
  separator: string,
  change: (all: string[], at: number, random: Random) => unknown,
  random: Random,
): string {
  change(all, random.below(all.length), random);
  return all.join(separator);
}
