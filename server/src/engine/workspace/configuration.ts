import {type Config, DEFAULT_CONFIG, readConfig} from "../config.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {globMatcher} from "./globs.ts";
import {Cell, type Memo} from "./memo.ts";

/**
 * What `.flux-workbench.yaml` and the settings say together. Gateways are watched by themselves: to write one down, as
 * every conversion may, changes nothing else that is known of a repository.
 */
export class Configuration {
  private own: Config = DEFAULT_CONFIG;
  private overrides: Partial<Config> = {};
  private merged: Config = DEFAULT_CONFIG;
  private view = this.watched();
  private ignores: (path: string) => boolean = () => false;
  private readonly cell = new Cell();
  private readonly gatewaysCell = new Cell();

  constructor(private readonly memo: Memo) {}

  get current(): Config {
    this.memo.read(this.cell);
    return this.view;
  }

  /** Whether the repository leaves a path alone. */
  isIgnored(path: string): boolean {
    this.memo.read(this.cell);
    return this.ignores(path);
  }

  /** Takes what the file says now; undefined where there is none. */
  read(file: YamlFile | undefined): void {
    this.own = file ? readConfig(file) : DEFAULT_CONFIG;
    this.merge();
  }

  /** Settings that go before those of the file, rule by rule. What follows from settings is found anew in any case. */
  override(overrides: Partial<Config>): void {
    this.overrides = overrides;
    this.merge();
    this.memo.changed(this.cell);
  }

  private merge(): void {
    const rules = new Map([...this.own.rules, ...(this.overrides.rules ?? [])]);
    const before = this.merged;
    this.merged = {...this.own, ...this.overrides, rules};
    this.memo.changed(this.gatewaysCell);
    if (textOf(before) === textOf(this.merged)) return;
    this.view = this.watched();
    this.ignores = globMatcher(this.merged.ignore);
    this.memo.changed(this.cell);
  }

  /** What there is now, with the Gateways as they are whenever somebody asks for them. */
  private watched(): Config {
    const gateways = (): Config["gateways"] => {
      this.memo.read(this.gatewaysCell);
      return this.merged.gateways;
    };
    return {
      ...this.merged,
      get gateways() {
        return gateways();
      },
    };
  }
}

/** All but the Gateways, to compare. */
function textOf({gateways: _, ...config}: Config): string {
  return JSON.stringify(config, (_key, value) => (value instanceof Map ? [...value] : value));
}
