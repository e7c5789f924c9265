/** What the help says about the program. */
export const USAGE = `Checks Flux repositories as Flux, kustomize and the API server would.

Usage:
  flux-workbench check [PATH...]   check files and folders
  flux-workbench graph [PATH]      print what Flux and kustomize build
  flux-workbench explain RULE      print the page of a rule
  flux-workbench rules             list all rules

Options:
  --help      this text, or the help of a command: flux-workbench check --help
  --version   the version of Flux Workbench
`;

/** What the help says about \`check\`. */
export const CHECK_USAGE = `Usage: flux-workbench check [PATH...] [options]

Checks the YAML files under each PATH, by default the current folder. The repository around it is read as a whole:
its root is the nearest folder with a .flux-workbench.yaml, else with a .git. A file that Git ignores, or whose name
has no YAML ending, is checked when it is named itself; paths that .flux-workbench.yaml ignores never are.

Options:
  --format text|json|sarif|github   how findings are printed; default text
  --fix                             apply the fixes that keep the meaning, then report what is left
  --strict                          fail at warnings and at kinds without a schema too
  --flux-version 2.9                the Flux minor that the clusters run; goes before .flux-workbench.yaml

Exit codes:
  0  nothing of severity error was found
  1  errors were found; with --strict warnings or kinds without a schema too
  2  the call was wrong, a file or .flux-workbench.yaml could not be read, or a rule failed: what was said may be
     incomplete
`;

/** What the help says about \`graph\`. */
export const GRAPH_USAGE = `Usage: flux-workbench graph [PATH] [options]

Prints the repository as a graph: the Flux Kustomizations of every cluster, what each of them applies and waits for.
The repository around PATH is read as a whole; what is written under PATH is printed, by default everything under the
current folder.

Options:
  --format text|json|mermaid   json has all folders with a kustomization and all references too; default text

Exit codes:
  0  the graph was printed
  2  the call was wrong, or a file could not be read
`;

/** What the help says about \`explain\`. */
export const EXPLAIN_USAGE = `Usage: flux-workbench explain RULE

Prints the page of a rule, such as schema/unknown-field: what it finds, why that fails, and examples.
`;

/** What the help says about \`rules\`. */
export const RULES_USAGE = `Usage: flux-workbench rules

Lists all rules with their severities and what they find.
`;
