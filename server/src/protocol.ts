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
