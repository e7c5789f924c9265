/**
 * What the server understands beyond the Language Server Protocol, and all that a client needs to know of it. Nothing
 * here is needed: a client that says nothing gets the server with its defaults.
 */

/** The section of the editor's settings that is ours. */
export const SETTINGS_SECTION = "fluxWorkbench";

/** What a client may say when it starts the server. */
export interface InitializationOptions {
  /** Whether the person trusts the opened folders. Left out: trusted with what a person asks for, and nothing else. */
  readonly trusted?: boolean;
  /** Prefix of the address of a rule's page; the rule's id follows. Left out: the page that ships with the server. */
  readonly ruleUri?: string;
  /** The other YAML server that reports schema errors in this editor; see the setting `validation`. */
  readonly otherYamlServer?: string | null;
  /** Folder for downloaded schemas. Left out: one of the user's cache folder. */
  readonly cacheFolder?: string;
  /** Whether the client wants `StatusNotification`. */
  readonly status?: boolean;
  /** Whether the client wants `TREE_CHANGED_NOTIFICATION`. */
  readonly tree?: boolean;
  /**
   * Whether the client, as VS Code does, shows a person what needs confirmation and takes nothing of it that the person
   * does not tick. Then refactorings, which are ticked better as a whole, are shown in another way.
   */
  readonly ticksConfirmed?: boolean;
  /** Settings, for clients without `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The settings as a client writes them, below `fluxWorkbench`. */
export interface Settings {
  /** `auto` leaves to another YAML server what that reports already; `off` reports nothing. */
  readonly validation?: "auto" | "own" | "off";
  /** Severity by rule: `off`, `hint`, `info`, `warning` or `error`. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Such as "2.9"; empty: what the repository's configuration says. */
  readonly fluxVersion?: string;
  /** Whether schemas that documents of unknown kinds name by an https address may be downloaded. */
  readonly remoteSchemas?: {readonly enable?: boolean};
}

/** Notification of the server about what it is doing, with `Status`; for clients that asked for it. */
export const STATUS_NOTIFICATION = "fluxWorkbench/status";

/**
 * `indexing`: files are being read; `ready`: what is found takes all of them into account; `partial`: a person stopped
 * the reading, so that nothing is reported but what a text says by itself.
 */
export interface Status {
  readonly kind: "indexing" | "ready" | "partial";
  readonly files: number;
  /** How many files there are; left out while nobody has counted them, and when all of them are read. */
  readonly of?: number;
}

/** Command of the server, without arguments: reads again what is on disk, or the rest of it. Answers `CommandAnswer`. */
export const READ_REPOSITORY_COMMAND = "fluxWorkbench.readRepository";

/** What every command of the server answers. */
export interface CommandAnswer {
  readonly ok: boolean;
  /** For people. */
  readonly message: string;
}

/** What `data` of a code action that refactors tells the client, beside what is the server's own. */
export interface RefactorActionData {
  /** What a person should know before; left out where nothing is lost or works differently. */
  readonly notes?: readonly string[];
}

/**
 * Command of the server with `RefactorArgument`: does a refactoring wherever it can be done, in one edit that the client
 * is asked to apply after the person has seen it. Answers `RefactorAnswer`.
 */
export const REFACTOR_COMMAND = "fluxWorkbench.refactor";

/** What is to be refactored. */
export interface RefactorArgument {
  /** Such as `ingress-to-route`. */
  readonly id: string;
  /** Files and folders. Left out: everything that is opened. */
  readonly uris?: readonly string[];
  /** What the person has answered to questions so far: `answers` of the choices that were made, in their order. */
  readonly answers?: RefactorAnswers | readonly RefactorAnswers[];
  /** Whether to tell only what would be done. */
  readonly dryRun?: boolean;
}

/** Answers to questions, as the server gave them to choose from. A client hands them back and need not look inside. */
export interface RefactorAnswers {
  /** The Gateway that takes the place of an ingress class. */
  readonly gateways?: Readonly<
    Record<string, {readonly name: string; readonly namespace?: string; readonly sectionName?: string}>
  >;
  /** The version of a chart, where the repository does not say it. */
  readonly chartVersion?: string;
  /** What may be lost although it guards access. */
  readonly confirmed?: readonly string[];
  /** Whether everything that is dropped is left as a comment. */
  readonly comments?: boolean;
  /** Whether a manifest that becomes another kind moves to a file of its own. */
  readonly newFile?: boolean;
}

/** What was done, or would be. `ok` is false where a person did not want it. */
export interface RefactorAnswer extends CommandAnswer {
  /** How many are converted: of what the person saw, what was applied. */
  readonly converted: number;
  /** Those of which something works differently afterwards. */
  readonly withNotes: readonly (RefactoredThing & {readonly notes: readonly string[]})[];
  readonly refused: readonly (RefactoredThing & {readonly reason: string})[];
  readonly questions: readonly RefactorQuestion[];
}

/** Something that a refactoring is about. */
export interface RefactoredThing {
  readonly uri: string;
  /** What it is, such as "ingress of HelmRelease `plex`". */
  readonly name: string;
}

/** Something that is left as it is until a question is answered. */
export interface RefactorQuestion extends RefactoredThing {
  readonly asks: string;
  readonly choices: readonly {
    readonly title: string;
    readonly answers: RefactorAnswers;
    /** Why a person has to agree to this expressly. */
    readonly confirms?: string;
  }[];
}

/** Request for `FluxTree`: what the entry points of the opened folders build. Without parameters. */
export const TREE_REQUEST = "fluxWorkbench/tree";

/** Notification of the server that `FluxTree` may be another one now. Without parameters; for clients that asked. */
export const TREE_CHANGED_NOTIFICATION = "fluxWorkbench/treeChanged";

/** A place to open. Lines and characters are zero-based, in UTF-16, as in the Language Server Protocol. */
export interface Location {
  readonly uri: string;
  readonly range: {
    readonly start: {readonly line: number; readonly character: number};
    readonly end: {readonly line: number; readonly character: number};
  };
}

/** What Flux builds from the opened folders. */
export interface FluxTree {
  readonly clusters: readonly FluxCluster[];
}

/** A cluster; entry points come before what they apply, and dependencies before what depends on them. */
export interface FluxCluster {
  readonly name: string;
  readonly kustomizations: readonly FluxTreeKustomization[];
}

/** A Flux Kustomization as it is applied to one cluster. */
export interface FluxTreeKustomization {
  /** Unique in the tree, and the same as long as name, namespace and cluster are. */
  readonly id: string;
  readonly name: string;
  /** Left out where nothing in the repository sets one. */
  readonly namespace?: string;
  /** Left out for one that an operator makes from its own resource elsewhere. */
  readonly location?: Location;
  /** The folder that it builds, relative to the repository; left out when unknown. */
  readonly path?: string;
  /** The id of the one that applies this one; left out for entry points. */
  readonly parent?: string;
  /** Ids of those it waits for, as far as they are in the tree. */
  readonly dependsOn: readonly string[];
  readonly source?: FluxTreeSource;
  readonly resources: readonly FluxTreeResource[];
  /**
   * The URIs of the files that it is built through, apart from those that hold its resources: kustomizations, patches,
   * files that can't be read. Several Flux Kustomizations may be built through one. Left out where there are none.
   */
  readonly files?: readonly string[];
}

/** Where a Flux Kustomization gets its files from. */
export interface FluxTreeSource {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly location?: Location;
}

/** A resource as a Flux Kustomization applies it. */
export interface FluxTreeResource {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** Where it is written: its first line to its last. */
  readonly location: Location;
}
