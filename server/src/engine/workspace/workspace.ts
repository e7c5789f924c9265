import {type Config, DEFAULT_CONFIG, readConfig} from "../config.ts";
import {CONFIG_FILE, isKustomizationFile, type Resource} from "../resources/resource.ts";
import {baseName, folderOf} from "../text/paths.ts";
import {parseYaml, type YamlFile} from "../yaml/parse.ts";
import {globMatcher} from "./globs.ts";
import {type Judgement, judge, type Surroundings} from "./judgement.ts";
import {type FileSummary, type PatchSummary, patchSummary, summaryOf} from "./summary.ts";

interface Entry {
  readonly text: string;
  readonly summary: FileSummary;
  parsed: YamlFile | undefined;
  judged: {readonly revision: number; readonly judgement: Judgement} | undefined;
}

/** Texts of this many UTF-16 units stay parsed; a tree takes about ten times the memory of its text. */
const PARSED_BUDGET = 4_000_000;

/**
 * The YAML files of a repository and what follows from them. Everything derived is computed when somebody asks and
 * kept until a file's *summary* changes; an edit that leaves it alone costs one parse.
 */
export class Workspace implements Surroundings {
  private readonly entries = new Map<string, Entry>();
  private readonly parsedPaths = new Set<string>();
  private parsedSize = 0;
  private index: Index | undefined;
  private overrides: Partial<Config> = {};
  private configured: Config = DEFAULT_CONFIG;
  /** Grows whenever findings of files that were not touched may have changed. */
  revision = 0;

  get config(): Config {
    return this.configured;
  }

  /** Settings of the editor or the command line, which go before `.flux-workbench.yaml`. */
  override(overrides: Partial<Config>): void {
    this.overrides = overrides;
    this.configure();
  }

  get paths(): IterableIterator<string> {
    return this.entries.keys();
  }

  /** Adds a file or replaces its text. */
  setFile(path: string, text: string): void {
    const old = this.entries.get(path);
    if (old?.text === text) return;
    const parsed = parseYaml(path, text);
    const summary = summaryOf(parsed);
    this.forgetTree(path);
    this.entries.set(path, {text, summary, parsed: undefined, judged: undefined});
    this.keepTree(path, parsed);
    // What a patch sets is read from its file when the index is built, so it counts as part of the summary.
    const isPatch = this.index?.patchFiles.has(path) ?? false;
    if (!old || isPatch || JSON.stringify(old.summary) !== JSON.stringify(summary)) this.invalidate();
    if (path === CONFIG_FILE) this.configure();
  }

  removeFile(path: string): void {
    this.forgetTree(path);
    if (!this.entries.delete(path)) return;
    this.invalidate();
    if (path === CONFIG_FILE) this.configure();
  }

  /** The parsed file, or undefined when the workspace has none at this path. */
  file(path: string): YamlFile | undefined {
    const entry = this.entries.get(path);
    if (!entry) return undefined;
    if (!entry.parsed) this.keepTree(path, parseYaml(path, entry.text));
    return entry.parsed;
  }

  /** What of a file is judged; undefined for a path that the workspace does not have. */
  judgement(path: string): Judgement | undefined {
    const entry = this.entries.get(path);
    const file = this.file(path);
    if (!entry || !file) return undefined;
    if (entry.judged?.revision !== this.revision) {
      entry.judged = {revision: this.revision, judgement: judge(file, this)};
    }
    return entry.judged.judgement;
  }

  exists(path: string): boolean {
    return this.entries.has(path);
  }

  isIgnored(path: string): boolean {
    return this.indexed.isIgnored(path);
  }

  isPatchFile(path: string): boolean {
    return this.indexed.patchFiles.has(path);
  }

  /** Whether a Flux Kustomization builds the folder, so that Flux itself rewrites the kustomization in it. */
  isFluxPath(folder: string): boolean {
    return this.indexed.fluxPaths.has(folder);
  }

  /** The kustomization file of a folder and its kind; undefined when the folder has none, or more than one. */
  kustomizationIn(folder: string): {path: string; kind: "Kustomization" | "Component"} | undefined {
    const files = this.indexed.kustomizations.get(folder) ?? [];
    return files.length === 1 ? files[0] : undefined;
  }

  /** Whether some patch in the repository may set the field at a JSON pointer of this resource. */
  mayBeSetByPatch(resource: Resource, pointer: string): boolean {
    return this.indexed.patches.some((patch) => reaches(patch, resource) && patch.fields.includes(pointer));
  }

  private get indexed(): Index {
    this.index ??= buildIndex(this.entries, (path) => this.file(path), this.configured.ignore);
    return this.index;
  }

  private configure(): void {
    const file = this.file(CONFIG_FILE);
    this.configured = {...(file ? readConfig(file) : DEFAULT_CONFIG), ...this.overrides};
    this.invalidate();
  }

  private invalidate(): void {
    this.index = undefined;
    this.revision++;
  }

  private keepTree(path: string, parsed: YamlFile): void {
    const entry = this.entries.get(path);
    if (!entry) return;
    entry.parsed = parsed;
    this.parsedPaths.add(path);
    this.parsedSize += entry.text.length;
    for (const oldest of this.parsedPaths) {
      if (this.parsedSize <= PARSED_BUDGET || oldest === path) break;
      this.forgetTree(oldest);
    }
  }

  private forgetTree(path: string): void {
    const entry = this.entries.get(path);
    if (!entry || !this.parsedPaths.delete(path)) return;
    this.parsedSize -= entry.text.length;
    entry.parsed = undefined;
    entry.judged = undefined;
  }
}

interface Index {
  readonly patchFiles: ReadonlySet<string>;
  readonly fluxPaths: ReadonlySet<string>;
  readonly kustomizations: ReadonlyMap<string, readonly {path: string; kind: "Kustomization" | "Component"}[]>;
  readonly patches: readonly PatchSummary[];
  readonly isIgnored: (path: string) => boolean;
}

function buildIndex(
  entries: ReadonlyMap<string, Entry>,
  fileAt: (path: string) => YamlFile | undefined,
  ignore: readonly string[],
): Index {
  const patchFiles = new Set<string>();
  const fluxPaths = new Set<string>();
  const kustomizations = new Map<string, {path: string; kind: "Kustomization" | "Component"}[]>();
  const patches: PatchSummary[] = [];
  for (const [path, {summary}] of entries) {
    for (const patchFile of summary.patchFiles) {
      patchFiles.add(patchFile.path);
      for (const document of fileAt(patchFile.path)?.documents ?? []) patches.push(patchSummary(document, patchFile));
    }
    for (const folder of summary.fluxPaths) fluxPaths.add(folder);
    patches.push(...summary.patches);
    if (summary.kustomization && isKustomizationFile(baseName(path))) {
      const folder = folderOf(path);
      kustomizations.set(folder, [...(kustomizations.get(folder) ?? []), {path, kind: summary.kustomization}]);
    }
  }
  return {patchFiles, fluxPaths, kustomizations, patches, isIgnored: globMatcher(ignore)};
}

function reaches(patch: PatchSummary, resource: Resource): boolean {
  return matches(patch.kind, resource.kind) && matches(patch.group, resource.group);
}

/** Kustomize's selectors are regular expressions for the whole text. One that JavaScript can't read may match. */
function matches(pattern: string | undefined, text: string): boolean {
  if (pattern === undefined || pattern === "" || pattern === text) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}
