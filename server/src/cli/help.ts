/** What the help says about the program. */
export const USAGE = `Checks Flux repositories as Flux, kustomize and the API server would.

Usage:
  flux-workbench check [PATH...]         check files and folders
  flux-workbench refactor ID [PATH...]   change manifests, such as ingresses into routes
  flux-workbench graph [PATH]            print what Flux and kustomize build
  flux-workbench explain RULE            print the page of a rule
  flux-workbench rules                   list all rules

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

/** What the help says about \`refactor\`. */
export const REFACTOR_USAGE = `Usage: flux-workbench refactor ID [PATH...] [options]

Prints what a refactoring would do to the files under each PATH, by default the current folder, as a diff; then what it
converted, what it refused and why, and what it needs to know. \`git apply\` and \`patch -p1\` take the whole in the root
of the repository. Without ID it lists the refactorings.

Options:
  --write                           change the files, unless one of them changed in the meantime
  --gateway CLASS=NAMESPACE/NAME[/SECTION]
                                    the Gateway, and its listener, that takes the place of an ingress class; remembered
                                    in .flux-workbench.yaml; may be given for several classes
  --chart-version 4.6.1             the version of a chart where the repository does not say it
  --confirm KEY                     convert although what KEY names guards access and does not come along: an
                                    annotation or a Middleware as NAMESPACE/NAME; may be given more than once
  --component FOLDER                the Component to attach, detach, replace, or make
  --replacement FOLDER              the Component that takes its place
  --set NAME=VALUE                  the value of a variable that a Component needs; may be given more than once
  --endpoint YAML                   what a Gatus endpoint has beside the defaults
  --comments                        leave everything that is dropped as a comment
  --new-file                        write a manifest that becomes another kind to a file of its own
  --format text|json                how it is printed; default text

Exit codes:
  0  everything was converted, or there was nothing to convert
  1  something was refused, or needs an answer
  2  the call was wrong, or a file could not be read or written
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
