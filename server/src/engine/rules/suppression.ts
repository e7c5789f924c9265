import type {YamlFile} from "../yaml/parse.ts";

const DIRECTIVE = /#\s*flux-workbench:\s*(ignore-file|ignore)\b[ \t]*([a-z0-9/, -]*)/;

/** What the comments of a file switch off. */
export interface Suppressions {
  has(rule: string, line: number): boolean;
}

/**
 * Reads `# flux-workbench: ignore area/rule` (for its own line, or the next one when it stands alone) and
 * `# flux-workbench: ignore-file area/rule`. Several rules are separated by commas; none means all.
 */
export function suppressionsOf(file: YamlFile): Suppressions {
  if (!file.text.includes("flux-workbench:")) return {has: () => false};
  const inFile: string[] = [];
  const onLine = new Map<number, string[]>();
  for (let line = 0; line < file.lines.lineCount; line++) {
    const text = file.lines.lineText(line);
    const match = DIRECTIVE.exec(text);
    if (!match) continue;
    const rules = (match[2] ?? "").split(/[\s,]+/).filter((rule) => rule.includes("/"));
    const names = rules.length === 0 ? ["*"] : rules;
    if (match[1] === "ignore-file") inFile.push(...names);
    else {
      const at = text.slice(0, match.index).trim() === "" ? line + 1 : line;
      onLine.set(at, [...(onLine.get(at) ?? []), ...names]);
    }
  }
  const matches = (names: readonly string[] | undefined, rule: string): boolean =>
    names !== undefined && (names.includes("*") || names.includes(rule));
  return {has: (rule, line) => matches(inFile, rule) || matches(onLine.get(line), rule)};
}
