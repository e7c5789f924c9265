import {RULES} from "../engine/rules/index.ts";
import {didYouMean} from "../engine/schema/words.ts";
import {readArguments, UsageError} from "./arguments.ts";
import type {Host} from "./host.ts";
import {rulePage} from "./pages.ts";

/** `flux-workbench explain RULE`: the page of a rule. */
export function explain(args: readonly string[], host: Host): number {
  const [id, ...others] = readArguments(args, {}).positionals;
  if (id === undefined || others.length > 0) throw new UsageError("`explain` takes the id of one rule.");
  const ids = RULES.map((rule) => rule.id);
  if (!ids.includes(id)) {
    const near = didYouMean(id, ids);
    const hint = near ? `Did you mean \`${near}\`?` : "`flux-workbench rules` lists them.";
    throw new UsageError(`There is no rule \`${id}\`. ${hint}`);
  }
  const page = rulePage(host, id);
  if (!page) throw new UsageError(`The page of \`${id}\` is missing from this installation.`);
  host.out(page.markdown);
  return 0;
}

/** `flux-workbench rules`: every rule in a line. */
export function listRules(args: readonly string[], host: Host): number {
  if (readArguments(args, {}).positionals.length > 0) throw new UsageError("`rules` takes no arguments.");
  const width = Math.max(...RULES.map((rule) => rule.id.length));
  for (const {id, severity, summary} of RULES) {
    host.out(`${id.padEnd(width)}  ${severity.padEnd("warning".length)}  ${summary}\n`);
  }
  return 0;
}
