import {type Config, fluxMinor} from "../engine/config.ts";
import {SEVERITIES, type Severity} from "../engine/finding.ts";

/** The settings of one folder as the server uses them. */
export interface FolderSettings {
  readonly validation: "auto" | "own" | "off";
  readonly rules: ReadonlyMap<string, Severity | "off">;
  /** The Flux minor, where the setting names one. */
  readonly flux: string | undefined;
  readonly remoteSchemas: boolean;
}

export const DEFAULT_SETTINGS: FolderSettings = {
  validation: "auto",
  rules: new Map(),
  flux: undefined,
  remoteSchemas: false,
};

/** Reads the section `fluxWorkbench` as a client sends it. A value that is none of the allowed ones counts as not set. */
export function readSettings(section: unknown): FolderSettings {
  const {validation, rules, fluxVersion, remoteSchemas} = recordOf(section);
  return {
    validation: validation === "own" || validation === "off" ? validation : "auto",
    rules: new Map(
      Object.entries(recordOf(rules)).flatMap(([rule, value]) => {
        const severity = severityOf(value);
        return severity ? [[rule, severity] as const] : [];
      }),
    ),
    flux: typeof fluxVersion === "string" ? fluxMinor(fluxVersion) : undefined,
    remoteSchemas: recordOf(remoteSchemas).enable === true,
  };
}

/** What the settings put before the configuration of a repository. */
export function overridesOf(settings: FolderSettings): Partial<Config> {
  return {
    ...(settings.flux !== undefined && {flux: settings.flux}),
    ...(settings.rules.size > 0 && {rules: settings.rules}),
  };
}

function severityOf(value: unknown): Severity | "off" | undefined {
  return value === "off" ? "off" : SEVERITIES.find((severity) => severity === value);
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
