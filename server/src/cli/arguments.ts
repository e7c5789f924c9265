import {parseArgs} from "node:util";
import {didYouMean} from "../engine/schema/words.ts";

/** A call that can't be carried out as it was written: the message is all that a person needs. */
export class UsageError extends Error {}

/** Which options a command takes, and the values of those that take one (an empty list takes any) or many. */
export type OptionTable = Readonly<Record<string, "flag" | "many" | readonly string[]>>;

export interface Arguments {
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  /** The values of options that may be given more than once, in their order. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** Reads the arguments of a command; throws a UsageError for anything that the table does not have. */
export function readArguments(args: readonly string[], table: OptionTable): Arguments {
  const options = Object.fromEntries(
    Object.entries(table).map(([name, kind]) => [name, {type: kind === "flag" ? "boolean" : "string"} as const]),
  );
  // Not strict: Node's own messages are paragraphs.
  const {tokens} = parseArgs({args: [...args], options, strict: false, allowPositionals: true, tokens: true});
  const flags = new Set<string>();
  const values = new Map<string, string>();
  const lists = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const kind = Object.hasOwn(table, token.name) ? table[token.name] : undefined;
    if (kind === undefined) throw new UsageError(unknownOption(token.rawName, table));
    if (kind === "flag") {
      if (token.value !== undefined) throw new UsageError(`\`${token.rawName}\` takes no value.`);
      flags.add(token.name);
    } else if (kind === "many") {
      lists.set(token.name, [...(lists.get(token.name) ?? []), checkedValue(token.rawName, token.value, [])]);
    } else {
      values.set(token.name, checkedValue(token.rawName, token.value, kind));
    }
  }
  return {flags, values, lists, positionals};
}

function unknownOption(written: string, table: OptionTable): string {
  const near = didYouMean(written.replace(/^-+/, ""), Object.keys(table));
  return `There is no option \`${written}\`.${near ? ` Did you mean \`--${near}\`?` : ""}`;
}

function checkedValue(written: string, value: string | undefined, allowed: readonly string[]): string {
  const choice = allowed.length === 0 ? "" : ` It takes one of ${allowed.join(", ")}.`;
  if (value === undefined || value === "" || value.startsWith("-")) {
    throw new UsageError(`\`${written}\` needs a value.${choice}`);
  }
  if (allowed.length > 0 && !allowed.includes(value)) {
    throw new UsageError(`\`${written}\` can't be \`${value}\`.${choice}`);
  }
  return value;
}
