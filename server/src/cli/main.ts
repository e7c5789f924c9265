import {didYouMean} from "../engine/schema/words.ts";
import {readArguments, UsageError} from "./arguments.ts";
import {check} from "./check.ts";
import {graph} from "./graph.ts";
import {CHECK_USAGE, EXPLAIN_USAGE, GRAPH_USAGE, REFACTOR_USAGE, RULES_USAGE, USAGE} from "./help.ts";
import type {Host} from "./host.ts";
import {refactor} from "./refactor.ts";
import {explain, listRules} from "./rules.ts";

interface Command {
  readonly usage: string;
  run(args: readonly string[], host: Host): number | Promise<number>;
}

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["check", {usage: CHECK_USAGE, run: check}],
  ["refactor", {usage: REFACTOR_USAGE, run: refactor}],
  ["graph", {usage: GRAPH_USAGE, run: graph}],
  ["explain", {usage: EXPLAIN_USAGE, run: explain}],
  ["rules", {usage: RULES_USAGE, run: listRules}],
]);

/** Runs the command line and returns its exit code: 0 clean, 1 findings, 2 when it could not do what was asked. */
export async function main(args: readonly string[], host: Host): Promise<number> {
  try {
    return await dispatch(args, host);
  } catch (error) {
    const message = error instanceof UsageError ? error.message : `internal error: ${stackOf(error)}`;
    host.err(`flux-workbench: ${message}\n`);
    return 2;
  }
}

function dispatch([name, ...args]: readonly string[], host: Host): number | Promise<number> {
  const command = name === undefined ? undefined : COMMANDS.get(name);
  if (name !== undefined && command) {
    if (!asksForHelp(args)) return command.run(args, host);
    host.out(command.usage);
    return 0;
  }
  if (name !== undefined && !name.startsWith("-")) throw new UsageError(unknownCommand(name));
  const {flags} = readArguments(name === undefined ? [] : [name, ...args], {help: "flag", version: "flag"});
  if (flags.has("version")) {
    host.out(`${host.version}\n`);
  } else if (flags.has("help")) {
    host.out(USAGE);
  } else {
    host.err(USAGE);
    return 2;
  }
  return 0;
}

/** Behind `--` everything is a path. */
function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).includes("--help");
}

function unknownCommand(name: string): string {
  const near = didYouMean(name, [...COMMANDS.keys()]);
  const hint = near ? `Did you mean \`${near}\`?` : "`flux-workbench --help` lists them.";
  return `There is no command \`${name}\`. ${hint}`;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
