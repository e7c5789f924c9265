// The section of the page about the graph of a repository.
import {strokes} from "./graph-places.mjs";

const graphHeading = "## The graph of a repository";
const strokeNames = {
  release: "in a HelmRelease",
  component: "in a Component that 40 apps include",
  root: "in a patch of the root Kustomization",
};
const wanted = {ratio: 1.5, kilobytes: 4, blocked: 50};

/** The section, line by line. */
export function graphSection({real, small, large, memory}) {
  const slope = slopes(memory);
  return [
    graphHeading,
    "",
    `${new Date().toISOString().slice(0, 10)}. A client that pulls has ten documents open and types one character, or takes it`,
    "away again. It asks for the edited document at once; when the server wants it to refresh, it asks for all open",
    "documents and for the workspace (`workspace/diagnostic`), and does so again until the server has asked no more for",
    "100 ms. `edited`: until the edited document is answered; `open`: until all open documents are; `all`: until the",
    "workspace is too. `changed`: how many open documents got other findings. Medians of as many strokes as `strokes` says.",
    "",
    ...(real ? realLines(real) : ["Nothing of haynes-ops, which is absent here.", ""]),
    "### Generated repositories",
    "",
    `Repositories of ${number(small.count)} and ${number(large.count)} files by \`test/bench/repository.mjs\`: a cluster of its own for every`,
    "1,000 files, in each about 170 apps; the same 40 apps include the shared Component in both, and the patch of the root",
    "reaches all apps of one cluster. Both servers get the same strokes in turns.",
    "",
    `| stroke | | ${number(small.count)} files | ${number(large.count)} files | ratio |`,
    "| --- | --- | ---: | ---: | ---: |",
    ...strokes.flatMap((name) => strokeRows(name, small.strokes[name], large.strokes[name])),
    "",
    "| | changed | strokes | changed | strokes |",
    "| --- | ---: | ---: | ---: | ---: |",
    ...strokes.map((name) => {
      const [a, b] = [small.strokes[name], large.strokes[name]];
      return row(strokeNames[name], a.changed, a.count, b.changed, b.count);
    }),
    "",
    "### Memory",
    "",
    "No document but one is open, the findings of all files were asked for once, and garbage is collected.",
    "",
    "| files | heap | resident | heap per further file | all findings asked for |",
    "| ---: | ---: | ---: | ---: | ---: |",
    ...memory.map(({count, heapUsed, rss, round}, at) =>
      row(number(count), mb(heapUsed), mb(rss), at === 0 ? "" : kb(slope.steps[at - 1]), ms(round)),
    ),
    "",
    `A straight line through all of them: ${kb(slope.heap)} of heap a file, ${kb(slope.rss)} resident.`,
    "",
    "### Reading a repository for the first time",
    "",
    "While the files are read, a question that needs no work (hover) is asked every 10 ms.",
    "",
    `| | ${number(small.count)} files | ${number(large.count)} files |`,
    "| --- | ---: | ---: |",
    ...indexingRows(small.indexing, large.indexing),
    "",
    "### What is wanted of the graph",
    "",
    ...goals({small, large, memory, slope}).map(([text, isMet]) => `- ${isMet ? "met" : "missed"}: ${text}`),
    "",
  ];
}

/** Puts the section into a page: in the place of the old one, else at its end. */
export function withGraphSection(page, section) {
  const old = sectionOf(page);
  return old === undefined ? `${page.trimEnd()}\n\n${section}` : page.replace(old, () => section);
}

/** The section as it stands in a page, up to the next one. */
export function sectionOf(page) {
  const start = page.indexOf(graphHeading);
  if (start < 0) return undefined;
  const next = page.indexOf("\n## ", start);
  return page.slice(start, next < 0 ? undefined : next);
}

function realLines({cold, strokes: found}) {
  return [
    "### haynes-ops",
    "",
    `Read in a new process in ${ms(cold.read)} from its start; the findings of all files were there after ${ms(cold.found)}.`,
    "Its root has no patch: one like that of the generated repositories stands in the open document. The Component is",
    "`volsync/aws`.",
    "",
    "| stroke | edited | open | all | all, p95 | changed | strokes |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...strokes.map((name) => {
      const {edited, open, all, p95, changed, count} = found[name];
      return row(strokeNames[name], ms(edited), ms(open), ms(all), ms(p95), changed, count);
    }),
    "",
  ];
}

function strokeRows(name, small, large) {
  return ["edited", "open", "all"].map((field, at) =>
    row(
      at === 0 ? strokeNames[name] : "",
      field,
      ms(small[field]),
      ms(large[field]),
      ratio(large[field], small[field]),
    ),
  );
}

function indexingRows(small, large) {
  const both = (name, of) => row(name, of(small), of(large));
  return [
    both("read after", ({read}) => ms(read)),
    both("read after, while asked", ({whileAsked}) => ms(whileAsked)),
    both("reports of progress", ({reports}) => reports),
    both("answers meanwhile", ({answers}) => answers),
    both("longest of them", ({longest}) => ms(longest)),
    both("p99 of them", ({p99}) => ms(p99)),
    both("longest answer at rest", ({atRest}) => ms(atRest)),
    both("cancelled at the first report, ended after", ({cancel}) => (cancel ? ms(cancel.ended) : "no report")),
    both("a document opened then, until its findings", ({cancel}) => (cancel ? ms(cancel.opened) : "")),
  ];
}

function goals({small, large, memory, slope}) {
  const worst = Math.max(...strokes.map((name) => large.strokes[name].all / small.strokes[name].all));
  const steepest = Math.max(...slope.steps);
  const {indexing} = large;
  return [
    [
      `a key stroke costs at most ${wanted.ratio} times as much at ${number(large.count)} files as at ${number(small.count)} (${worst.toFixed(2)})`,
      worst <= wanted.ratio,
    ],
    [
      `less than ${wanted.kilobytes} KB for each file that is not open, in every step up to ${number(memory.at(-1).count)} (${kb(steepest)})`,
      steepest < wanted.kilobytes * 1024,
    ],
    ["reading shows progress", indexing.reports > 0],
    ["reading can be cancelled", isCancelled(indexing)],
    [
      `no answer is blocked for more than ${wanted.blocked} ms meanwhile (${ms(indexing.longest)})`,
      indexing.longest <= wanted.blocked,
    ],
  ];
}

/** Whether the reading ended because it was cancelled: in less than a tenth of the time that it had still to go. */
function isCancelled({cancel, cancellable, read}) {
  return cancellable && cancel !== undefined && cancel.ended < (read - cancel.asked) / 10;
}

/** Bytes a file: between neighbours, and of the line with the least squares. */
function slopes(memory) {
  const steps = memory
    .slice(1)
    .map(({count, heapUsed}, at) => (heapUsed - memory[at].heapUsed) / (count - memory[at].count));
  return {steps, heap: line(memory, "heapUsed"), rss: line(memory, "rss")};
}

function line(points, field) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({count}) => count), mean((point) => point[field])];
  return mean((point) => (point.count - x) * (point[field] - y)) / mean(({count}) => (count - x) ** 2);
}

const row = (...cells) => `| ${cells.join(" | ")} |`;
const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const mb = (bytes) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
const kb = (bytes) => `${(bytes / 1024).toFixed(2)} KB`;
const ratio = (a, b) => (a / b).toFixed(2);
const number = (value) => value.toLocaleString("en");
