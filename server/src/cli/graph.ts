import {type GraphReport, graphReport} from "../engine/features/graphReport.ts";
import {readRepository} from "../files/repository.ts";
import {readArguments, UsageError} from "./arguments.ts";
import type {Host} from "./host.ts";
import {graphMermaid} from "./output/graphMermaid.ts";
import {graphText} from "./output/graphText.ts";
import {scopeOf} from "./scope.ts";

/** How a graph is printed; `root` is the repository's folder. */
type GraphFormat = (report: GraphReport, root: string) => string;

const FORMATS: Readonly<Record<"text" | "json" | "mermaid", GraphFormat>> = {
  text: graphText,
  json: (report, root) => `${JSON.stringify({version: 1, root, ...report}, null, 2)}\n`,
  mermaid: graphMermaid,
};

/** `flux-workbench graph [PATH]`. The repository is read as a whole; what lies under PATH is printed. */
export function graph(args: readonly string[], host: Host): number {
  const {values, positionals} = readArguments(args, {format: Object.keys(FORMATS)});
  if (positionals.length > 1) throw new UsageError("`graph` takes one path.");
  const scope = scopeOf(positionals, host.cwd);
  const {workspace, unreadable} = readRepository(scope.root, scope.files);
  const report = graphReport(workspace, scope.has);
  host.out(FORMATS[(values.get("format") ?? "text") as keyof typeof FORMATS](report, scope.root));
  for (const {file, reason} of unreadable) host.err(`flux-workbench: ${file} is not in the graph: ${reason}.\n`);
  return unreadable.length > 0 ? 2 : 0;
}
