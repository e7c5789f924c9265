/** A Markdown fixture: prose, then one section a case with the files it needs and what is expected. */
export interface Case {
  readonly title: string;
  /** Texts by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Everything behind the case's files: the expected output. */
  readonly expected: string;
  /** Where `expected` stands in the fixture. */
  readonly span: {readonly start: number; readonly end: number};
}

const BLOCK = /^```(\S+)(?: (\S+))?\n([\s\S]*?)^```$\n?/gm;

/** The cases of a fixture: its `##` sections. Files are blocks that name a path (```yaml apps/app.yaml). */
export function readCases(markdown: string): Case[] {
  const headings = [...markdown.matchAll(/^## (.*)$/gm)];
  return headings.map((heading, i) => {
    const start = heading.index;
    const end = headings[i + 1]?.index ?? markdown.length;
    const files = new Map<string, string>();
    let expectedAt: number | undefined;
    for (const block of markdown.slice(start, end).matchAll(BLOCK)) {
      const [whole, , path, body = ""] = block;
      if (path) files.set(path, body);
      if (path && expectedAt !== undefined) throw new Error(`${heading[1]}: files come before the expected output`);
      if (!path) expectedAt ??= start + block.index;
      if (whole.length === 0) break;
    }
    if (files.size === 0) throw new Error(`${heading[1]}: a case needs a file, as \`\`\`yaml apps/app.yaml`);
    const span = {start: expectedAt ?? end, end};
    return {title: heading[1] ?? "", files, expected: markdown.slice(span.start, span.end).trimEnd(), span};
  });
}

/** The files that a text names, in any of its blocks. */
export function filesIn(markdown: string): Map<string, string> {
  return new Map(
    [...markdown.matchAll(BLOCK)].flatMap(([, , path, body = ""]) => (path ? [[path, body] as const] : [])),
  );
}

/** The fixture with the expected output of its cases replaced, in the order of the cases. */
export function writeCases(markdown: string, outputs: readonly string[]): string {
  let result = markdown;
  const cases = readCases(markdown);
  for (let i = cases.length - 1; i >= 0; i--) {
    const {span} = cases[i]!;
    const before = result.slice(0, span.start).trimEnd();
    result = `${before}\n\n${outputs[i]}\n${i === cases.length - 1 ? "" : "\n"}${result.slice(span.end)}`;
  }
  return result;
}
