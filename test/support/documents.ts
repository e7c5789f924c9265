import fc from "fast-check";

/** YAML as people write it, generated: a tree that knows its own layout. */
export type Tree = MapTree | ListTree | ScalarTree;

interface Layout {
  /** Comment on a line above. */
  readonly above: string | undefined;
  /** Comment behind the value. */
  readonly behind: string | undefined;
  readonly blankLine: boolean;
}

export interface MapTree {
  readonly type: "map";
  readonly isFlow: boolean;
  readonly entries: readonly (readonly [string, Tree, Layout])[];
}

export interface ListTree {
  readonly type: "list";
  readonly isFlow: boolean;
  /** Whether the dashes stand below the key instead of right of it. */
  readonly isCompact: boolean;
  readonly items: readonly (readonly [Tree, Layout])[];
}

export interface ScalarTree {
  readonly type: "scalar";
  readonly text: string;
  /** Lines of a block scalar. */
  readonly lines?: readonly string[];
}

const word = fc
  .stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/)
  .filter((text) => !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text));

const layout: fc.Arbitrary<Layout> = fc.record({
  above: fc.option(word, {nil: undefined, freq: 4}),
  behind: fc.option(word, {nil: undefined, freq: 5}),
  blankLine: fc.boolean(),
});

const line = fc.oneof(word, fc.constantFrom("# no comment", "key: value", "- item", "  deeper", '"', "${VAR}"));

const scalar: fc.Arbitrary<ScalarTree> = fc.oneof(
  word.map((text) => ({type: "scalar" as const, text})),
  fc
    .constantFrom(
      "1",
      "0.5",
      "true",
      '"a: b"',
      "'it''s # so'",
      '"x\\ty"',
      "http://example.com/#top",
      "~",
      "${VAR:-a}",
      "*shared",
    )
    .map((text) => ({type: "scalar" as const, text})),
  fc
    .tuple(fc.constantFrom("|", "|-", ">", ">-", "|+"), fc.array(line, {minLength: 1, maxLength: 3}))
    .map(([text, lines]) => ({
      type: "scalar" as const,
      text,
      // The first line says how deep the text is.
      lines: [`top ${lines[0]?.trim()}`, ...lines.slice(1)],
    })),
);

const flowScalar = scalar.filter(({lines, text}) => !lines && !text.includes("#") && !text.startsWith("$"));

const {tree} = fc.letrec<{tree: Tree; flow: Tree}>((tie) => ({
  flow: fc.oneof(
    {maxDepth: 2},
    flowScalar,
    fc.uniqueArray(word, {minLength: 0, maxLength: 2}).chain((keys) =>
      fc.tuple(...keys.map(() => flowScalar)).map((values) => ({
        type: "map" as const,
        isFlow: true,
        entries: keys.map((key, i) => [key, values[i] as Tree, PLAIN] as const),
      })),
    ),
    fc.array(flowScalar, {maxLength: 3}).map((values) => ({
      type: "list" as const,
      isFlow: true,
      isCompact: false,
      items: values.map((value) => [value, PLAIN] as const),
    })),
  ),
  tree: fc.oneof(
    {maxDepth: 3, withCrossShrink: true},
    scalar,
    tie("flow"),
    fc.uniqueArray(word, {minLength: 1, maxLength: 4}).chain((keys) =>
      fc.tuple(...keys.map(() => fc.tuple(tie("tree"), layout))).map((values) => ({
        type: "map" as const,
        isFlow: false,
        entries: keys.map((key, i) => [key, ...(values[i] as [Tree, Layout])] as const),
      })),
    ),
    fc
      .tuple(fc.boolean(), fc.array(fc.tuple(tie("tree"), layout), {minLength: 1, maxLength: 4}))
      .map(([isCompact, items]) => ({type: "list" as const, isFlow: false, isCompact, items})),
  ),
}));

const PLAIN: Layout = {above: undefined, behind: undefined, blankLine: false};

/** A document whose root is a block map, with line breaks of either kind, and with or without one at its end. */
export const documentText: fc.Arbitrary<string> = fc
  .record({
    keys: fc.uniqueArray(word, {minLength: 2, maxLength: 5}),
    values: fc.array(fc.tuple(tree, layout), {minLength: 5, maxLength: 5}),
    newline: fc.constantFrom("\n", "\r\n"),
    hasFinalNewline: fc.boolean(),
    start: fc.constantFrom("", "---\n", "# top\n", "%YAML 1.2\n---\n"),
  })
  .map(({keys, values, newline, hasFinalNewline, start}) => {
    const entries = keys.map((key, i) => [key, ...(values[i] as [Tree, Layout])] as const);
    const text = `${start}zero: &shared 7 # anchor\n${mapLines({type: "map", isFlow: false, entries}, "").join("\n")}\n`;
    const complete = hasFinalNewline || /[|>][-+]?\s*(?:#.*)?\n(?:[ \n].*\n?)*$/.test(text) ? text : text.slice(0, -1);
    return complete.replaceAll("\n", newline);
  });

function mapLines({entries}: MapTree, margin: string): string[] {
  return entries.flatMap(([key, value, own]) =>
    withComments(own, margin, valueLines(`${margin}${key}:`, value, own, margin)),
  );
}

function withComments({above, blankLine}: Layout, margin: string, lines: readonly string[]): string[] {
  return [...(blankLine ? [""] : []), ...(above ? [`${margin}# ${above}`] : []), ...lines];
}

function valueLines(head: string, value: Tree, {behind}: Layout, margin: string): string[] {
  const note = behind ? ` # ${behind}` : "";
  if (value.type === "scalar" && value.lines) {
    return [`${head} ${value.text}${note}`, ...value.lines.map((one) => `${margin}  ${one}`)];
  }
  if (value.type === "scalar" || value.isFlow) return [`${head} ${inline(value)}${note}`];
  if (value.type === "map") return [head + note, ...mapLines(value, `${margin}  `)];
  return [head + note, ...listLines(value, value.isCompact ? margin : `${margin}  `)];
}

function listLines({items}: ListTree, margin: string): string[] {
  return items.flatMap(([item, own]) => {
    const inner = `${margin}  `;
    if (item.type === "map" && !item.isFlow) {
      // The first entry stands in the line of the dash, without what would come above it.
      const [[key, value, first], ...rest] = item.entries as [MapTree["entries"][number], ...MapTree["entries"]];
      const [head = "", ...below] = valueLines(`${inner}${key}:`, value, first, inner);
      const lines = [`${margin}- ${head.slice(inner.length)}`, ...below, ...mapLines({...item, entries: rest}, inner)];
      return withComments(own, margin, lines);
    }
    if (item.type === "list" && !item.isFlow) {
      return withComments(own, margin, [`${margin}-`, ...listLines(item, inner)]);
    }
    return withComments(own, margin, valueLines(`${margin}-`, item, own, margin));
  });
}

function inline(value: Tree): string {
  if (value.type === "scalar") return value.text;
  if (value.type === "list") return `[${value.items.map(([item]) => inline(item)).join(", ")}]`;
  return `{${value.entries.map(([key, item]) => `${key}: ${inline(item)}`).join(", ")}}`;
}
