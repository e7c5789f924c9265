/** What the command line needs from where it runs. Tests bring their own. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly hasColours: boolean;
  out(text: string): unknown;
  err(text: string): unknown;
  /** The folder with the schemas that the build wrote. */
  readonly schemas: string;
  /** Folders that may hold the pages of the rules; the first that has a page counts. */
  readonly pages: readonly string[];
  readonly version: string;
}
