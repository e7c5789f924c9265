import type {Config} from "../config.ts";
import {CONFIG_FILE, type Resource} from "../resources/resource.ts";
import {parseYaml, type YamlFile} from "../yaml/parse.ts";
import {Configuration} from "./configuration.ts";
import {Copies} from "./copies.ts";
import {Folders} from "./folders.ts";
import {Graph} from "./graph.ts";
import {type KustomizationFile, RepositoryIndex} from "./index.ts";
import {type Judgement, judge, type Surroundings} from "./judgement.ts";
import {Answers, Cell, Memo} from "./memo.ts";
import {setByPatches} from "./patched.ts";
import {type FileSummary, mayHaveSummary, NOTHING, summaryOf} from "./summary.ts";

class Entry {
  /** What is computed from the text, and from the summary alone. */
  readonly textCell = new Cell();
  readonly summaryCell = new Cell();
  parsed: YamlFile | undefined;

  constructor(
    public text: string,
    public summary: FileSummary,
  ) {}
}

/** What a parsed file costs beside its text, in UTF-16 units: many small files are as heavy as a few large ones. */
const COST_OF_FILE = 500;

/**
 * The YAML files of a repository and what follows from them. Everything derived is computed when somebody asks and kept
 * until something that it was computed from changes: an edit costs what it changes, however large the repository is.
 */
export class Workspace implements Surroundings {
  readonly graph: Graph;
  readonly copies: Copies;
  private readonly memo = new Memo();
  private readonly entries = new Map<string, Entry>();
  private readonly folders = new Folders(this.memo);
  private readonly index = new RepositoryIndex(this.memo, (path) => this.file(path));
  private readonly absent = new Map<string, Cell>();
  private readonly judgements = new Answers(this.memo, (path) => this.judge(path));
  private readonly parsedPaths = new Set<string>();
  private parsedSize = 0;
  private readonly configuration = new Configuration(this.memo);
  /** How many trials of other texts are under way, one in another. */
  private trials = 0;

  /**
   * `parsedBudget`: how much text stays parsed, in UTF-16 units. A tree takes about twenty times the memory of its
   * text; one that is needed again is parsed again.
   */
  constructor(private readonly parsedBudget = 20_000_000) {
    const summary = (path: string): FileSummary | undefined => this.summary(path);
    const file = (path: string): YamlFile | undefined => this.file(path);
    const config = (): Config => this.config;
    this.copies = new Copies(this.memo, this.index.shapes, (path) => summary(path)?.shape, file);
    this.graph = new Graph(this.memo, this.index, this.folders, {
      summary,
      file,
      isIgnored: (path) => this.isIgnored(path),
      get config() {
        return config();
      },
    });
  }

  get config(): Config {
    return this.configuration.current;
  }

  /** Settings of the editor or the command line, which go before `.flux-workbench.yaml`, rule by rule. */
  override(overrides: Partial<Config>): void {
    this.configuration.override(overrides);
  }

  /** Whether the workspace has the text of a file. Never use it in what is computed: nobody is told when it changes. */
  has(path: string): boolean {
    return this.entries.has(path);
  }

  get paths(): IterableIterator<string> {
    return this.entries.keys();
  }

  /** Adds a file or replaces its text. `tree`: the parsed text, where somebody has it. */
  setFile(path: string, text: string, tree?: YamlFile): void {
    const old = this.entries.get(path);
    if (old?.text === text) return;
    const matters = mayHaveSummary(path, text);
    const parsed = tree ?? (matters ? parseYaml(path, text) : undefined);
    const summary = matters && parsed ? summaryOf(parsed) : NOTHING;
    this.forgetTree(path);
    const entry = old ?? this.create(path);
    const before = entry.summary;
    entry.text = text;
    entry.summary = summary;
    if (parsed) this.keepTree(path, parsed);
    this.memo.changed(entry.textCell);
    if (JSON.stringify(before) !== JSON.stringify(summary)) {
      this.memo.changed(entry.summaryCell);
      this.index.update(path, before, summary);
    }
    if (path === CONFIG_FILE) this.configuration.read(this.file(path));
  }

  removeFile(path: string): void {
    this.forgetTree(path);
    const entry = this.entries.get(path);
    if (!entry) return;
    this.entries.delete(path);
    this.folders.remove(path);
    this.memo.changed(entry.textCell);
    this.memo.changed(entry.summaryCell);
    this.index.update(path, entry.summary, NOTHING);
    if (path === CONFIG_FILE) this.configuration.read(this.file(path));
  }

  /**
   * Does something as if files had other texts, which they have until it is done and no longer. Whatever is found out
   * meanwhile counts for nothing afterwards.
   */
  trying<T>(texts: ReadonlyMap<string, string>, work: () => T): T {
    const before = [...texts.keys()].map((path) => ({path, entry: this.entries.get(path)}));
    const saved = before.map(({path, entry}) => ({path, text: entry?.text, parsed: entry?.parsed}));
    this.trials++;
    try {
      for (const [path, text] of texts) this.setFile(path, text);
      return work();
    } finally {
      for (const {path, text, parsed} of saved) {
        if (text === undefined) this.removeFile(path);
        else this.setFile(path, text, parsed);
      }
      this.memo.settle();
      this.trials--;
    }
  }

  /** Notes that there is a file whose contents do not matter here. */
  addOther(path: string): void {
    this.folders.add(path);
  }

  removeOther(path: string): void {
    if (!this.entries.has(path)) this.folders.remove(path);
  }

  /** Notes a file or folder that is there, but not in what reaches the cluster. */
  leaveOut(path: string): void {
    this.folders.leaveOut(path);
  }

  /** Says whether there may be files that nobody has told of, so that none can be called missing. */
  set mayHaveMore(value: boolean) {
    this.folders.mayHaveMore = value;
    this.memo.dropStale();
  }

  /** The parsed file, or undefined when the workspace has none at this path. */
  file(path: string): YamlFile | undefined {
    const entry = this.entries.get(path);
    this.memo.read(entry?.textCell ?? this.absence(path));
    if (!entry) return undefined;
    if (!entry.parsed) this.keepTree(path, parseYaml(path, entry.text));
    return entry.parsed;
  }

  /** What a file means for others; undefined for a path that the workspace does not have. */
  summary(path: string): FileSummary | undefined {
    const entry = this.entries.get(path);
    this.memo.read(entry?.summaryCell ?? this.absence(path));
    return entry?.summary;
  }

  /** What of a file is judged; undefined for a path that the workspace does not have. */
  judgement(path: string): Judgement | undefined {
    return this.judgements.get(path);
  }

  /** Answers by key that are kept until something that they were computed from changes. */
  answers<T>(compute: (key: string) => T, onForget?: (key: string) => unknown): Answers<T> {
    const options = onForget && {onForget: (key: string) => (this.trials === 0 ? onForget(key) : undefined)};
    return new Answers(this.memo, compute, options);
  }

  /** Brings to an end what changes have begun: whatever they forget is forgotten after this. */
  settle(): void {
    this.memo.settle();
  }

  exists(path: string): boolean {
    return this.folders.hasFile(path);
  }

  isIgnored(path: string): boolean {
    return this.configuration.isIgnored(path);
  }

  isPatchFile(path: string): boolean {
    return this.index.patchFiles.has(path);
  }

  /** Whether a Flux Kustomization builds the folder, so that Flux itself rewrites the kustomization in it. */
  isFluxPath(folder: string): boolean {
    return this.index.fluxFolders.has(folder);
  }

  /** The kustomization file of a folder and its kind; undefined when the folder has none, or more than one. */
  kustomizationIn(folder: string): KustomizationFile | undefined {
    const files = [...this.index.kustomizations.get(folder)];
    return files.length === 1 ? files[0] : undefined;
  }

  /**
   * Whether some patch may set the field at a JSON pointer of this resource. What patches do inside a list is not
   * followed: one that sets the list may set everything in it. Where nobody knows what builds the resource, every patch
   * in the repository that takes its kind counts.
   */
  mayBeSetByPatch(resource: Resource, pointer: string): boolean {
    // A kustomization says what happens to objects; it is none itself.
    if (resource.isEffective || resource.group === "kustomize.config.k8s.io") return false;
    const list = /^(.*?)\/\d+(?:\/|$)/.exec(pointer)?.[1] ?? pointer;
    const {file, index} = resource.document;
    const applied = resource.role === "object" ? this.graph.applied({file: file.path, document: index}) : [];
    if (applied.length > 0) {
      return applied.some((way) => {
        const fields = setByPatches(way.resource);
        return fields === "unknown" || fields.has(pointer) || fields.has(list);
      });
    }
    return this.index.patchesFor(resource).some(({fields}) => fields.has(pointer) || fields.has(list));
  }

  /** Whether some patch without a target finds its objects by the apiVersion and kind of this one. */
  isFoundByApiVersion(resource: Resource): boolean {
    return this.index.patchesFor(resource).some((patch) => patch.apiVersion === resource.apiVersion);
  }

  private judge(path: string): Judgement | undefined {
    const file = this.file(path);
    return file && judge(file, this);
  }

  private create(path: string): Entry {
    const entry = new Entry("", NOTHING);
    this.entries.set(path, entry);
    this.folders.add(path);
    const absent = this.absent.get(path);
    this.absent.delete(path);
    if (absent) this.memo.changed(absent);
    return entry;
  }

  /** What depends on a file not being there. */
  private absence(path: string): Cell {
    let cell = this.absent.get(path);
    if (!cell) {
      cell = new Cell();
      this.absent.set(path, cell);
    }
    return cell;
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
    // What is judged holds on to the tree. It comes out the same when somebody asks again.
    this.judgements.drop(path);
  }
}
