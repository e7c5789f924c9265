import {type Config, DEFAULT_CONFIG, readConfig} from "../config.ts";
import {CONFIG_FILE, type Resource} from "../resources/resource.ts";
import {parseYaml, type YamlFile} from "../yaml/parse.ts";
import {buildIndex, type KustomizationFile, type RepositoryIndex} from "./index.ts";
import {type Judgement, judge, type Surroundings} from "./judgement.ts";
import {type FileSummary, mayHaveSummary, NOTHING, summaryOf} from "./summary.ts";

interface Entry {
  readonly text: string;
  readonly summary: FileSummary;
  parsed: YamlFile | undefined;
  judged: {readonly revision: number; readonly judgement: Judgement} | undefined;
}

/** What a parsed file costs beside its text, in UTF-16 units: many small files are as heavy as a few large ones. */
const COST_OF_FILE = 500;

/**
 * The YAML files of a repository and what follows from them. Everything derived is computed when somebody asks and
 * kept until a file's *summary* changes; an edit that leaves it alone costs one parse.
 */
export class Workspace implements Surroundings {
  private readonly entries = new Map<string, Entry>();
  private readonly parsedPaths = new Set<string>();
  private parsedSize = 0;
  private index: RepositoryIndex | undefined;
  private overrides: Partial<Config> = {};
  private configured: Config = DEFAULT_CONFIG;
  /** Grows whenever findings of files that were not touched may have changed. */
  revision = 0;

  /**
   * `parsedBudget`: how much text stays parsed, in UTF-16 units. A tree takes about twenty times the memory of its
   * text; one that is needed again is parsed again.
   */
  constructor(private readonly parsedBudget = 20_000_000) {}

  get config(): Config {
    return this.configured;
  }

  /** Settings of the editor or the command line, which go before `.flux-workbench.yaml`, rule by rule. */
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
    const parsed = mayHaveSummary(path, text) ? parseYaml(path, text) : undefined;
    const summary = parsed ? summaryOf(parsed) : NOTHING;
    this.forgetTree(path);
    this.entries.set(path, {text, summary, parsed: undefined, judged: undefined});
    if (parsed) this.keepTree(path, parsed);
    // What a kustomization reads in other files is read there when it is asked for, so all of it counts as summary.
    const isRead = this.index?.patchFiles.has(path) || this.index?.pluginFiles.has(path);
    if (!old || isRead || JSON.stringify(old.summary) !== JSON.stringify(summary)) this.invalidate();
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
  kustomizationIn(folder: string): KustomizationFile | undefined {
    const files = this.indexed.kustomizations.get(folder) ?? [];
    return files.length === 1 ? files[0] : undefined;
  }

  /**
   * Whether some patch in the repository may set the field at a JSON pointer of this resource. What patches do inside
   * a list is not followed: one that sets the list may set everything in it.
   */
  mayBeSetByPatch(resource: Resource, pointer: string): boolean {
    const list = /^(.*?)\/\d+(?:\/|$)/.exec(pointer)?.[1] ?? pointer;
    return this.indexed.patchesFor(resource).some(({fields}) => fields.has(pointer) || fields.has(list));
  }

  /** Whether some patch without a target finds its objects by the apiVersion and kind of this one. */
  isFoundByApiVersion(resource: Resource): boolean {
    return this.indexed.patchesFor(resource).some((patch) => patch.apiVersion === resource.apiVersion);
  }

  private get indexed(): RepositoryIndex {
    this.index ??= buildIndex(this.entries, (path) => this.file(path), this.configured.ignore);
    return this.index;
  }

  private configure(): void {
    const file = this.file(CONFIG_FILE);
    const own = file ? readConfig(file) : DEFAULT_CONFIG;
    const rules = new Map([...own.rules, ...(this.overrides.rules ?? [])]);
    this.configured = {...own, ...this.overrides, rules};
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
    this.parsedSize += entry.text.length + COST_OF_FILE;
    for (const oldest of this.parsedPaths) {
      if (this.parsedSize <= this.parsedBudget || oldest === path) break;
      this.forgetTree(oldest);
    }
  }

  private forgetTree(path: string): void {
    const entry = this.entries.get(path);
    if (!entry || !this.parsedPaths.delete(path)) return;
    this.parsedSize -= entry.text.length + COST_OF_FILE;
    entry.parsed = undefined;
    entry.judged = undefined;
  }
}
