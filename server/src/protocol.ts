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

/** `indexing`: files are being read; `ready`: what is found takes all of them into account. */
export interface Status {
  readonly kind: "indexing" | "ready";
  readonly files: number;
}
