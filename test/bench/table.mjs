import {cpus, loadavg} from "node:os";

/** How busy the machine was before it was measured on. */
const load = loadavg()[0] ?? 0;

/** The page with all figures. */
export function markdown({start, servers: {parse, servers}, check, source, count}) {
  const [ours, peer] = servers;
  const [ourStart, peerStart] = start;
  const times = [
    ["start to `initialize` answered", ourStart.initialized, peerStart.initialized],
    ["start to first diagnostics", ourStart.diagnostics, peerStart.diagnostics],
    ["`didOpen` to diagnostics, p50", ours.open.p50, peer.open.p50, parse.p50],
    ["`didOpen` to diagnostics, p95", ours.open.p95, peer.open.p95, parse.p95],
    ["`didChange` to diagnostics, p50", ours.change.p50, peer.change.p50, parse.p50],
    ["`didChange` to diagnostics, p95", ours.change.p95, peer.change.p95, parse.p95],
    ["the same without pauses, p50", ours.steady.p50, peer.steady.p50, parse.p50],
    ["the same without pauses, p95", ours.steady.p95, peer.steady.p95, parse.p95],
    [`${count} opened at once, until the last`, ours.burst, peer.burst, parse.total],
  ];
  const memory = [
    [`memory with ${count} documents open`, ours.memory.open, peer.memory.open],
    ["memory after all changes", ours.memory.change, peer.memory.change],
    ["memory after all were opened at once", ours.memory.burst, peer.memory.burst],
  ];
  return [
    "# Benchmarks",
    "",
    "Written by `npm run bench`. Compare the ratios: milliseconds are those of one machine on one day.",
    "",
    `${new Date().toISOString().slice(0, 10)}, Node.js ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}, load ${load.toFixed(1)}.`,
    "",
    "## Language server",
    "",
    `${count} files of ${source}, each with a comment that names a local schema made from ours. Both servers run at the`,
    "same time on the same copy of the repository and get the same documents in turns; a change types a key that no",
    "kind has, or takes it away again. While the other server is at work, ours rests and has to wake up again, as it does",
    "between a person's key strokes; the rows without pauses are of one server alone, one change after another.",
    `${ours.name} is asked for diagnostics (${ours.mode}), ${peer.name} sends them`,
    `(${peer.mode}) after a pause of its own of 200 ms, which a person waits for too. Of ${count} unknown keys ours`,
    `marked ${ours.flagged}, the other server ${peer.flagged}; in a document of a kind without a schema there is nothing to mark.`,
    "",
    `| | ${ours.name} | ${peer.name} | ours / other | ours / parsing alone |`,
    "| --- | ---: | ---: | ---: | ---: |",
    ...times.map(([name, a, b, alone]) => row(name, ms(a), ms(b), ratio(a, b), alone ? ratio(a, alone) : "")),
    ...memory.map(([name, a, b]) => row(name, mb(a), mb(b), ratio(a, b), "")),
    "",
    `Parsing alone is \`yaml\` in a warm process: p50 ${ms(parse.p50)}, p95 ${ms(parse.p95)}, all ${ms(parse.total)}.`,
    "",
    "## Command line",
    "",
    `\`flux-workbench check\` on ${check.source} beside a program that only parses the same files with \`yaml\`: whole`,
    "processes, bundled alike, in turns, medians.",
    "",
    "| check | parsing alone | ratio |",
    "| ---: | ---: | ---: |",
    row(ms(check.check), ms(check.parse), ratio(check.check, check.parse)),
    "",
    "## What is wanted",
    "",
    ...goals({ours, peer, ourStart, peerStart, check}).map(([name, isMet]) => `- ${isMet ? "met" : "missed"}: ${name}`),
    "",
  ].join("\n");
}

function goals({ours, peer, ourStart, peerStart, check}) {
  return [
    ["`didChange` p95 of at most 5 ms, in turns", ours.change.p95 <= 5],
    ["`didChange` p95 of at most 5 ms, without pauses", ours.steady.p95 <= 5],
    ["`didChange` p95 of at most a tenth of the other's p50", ours.change.p95 <= peer.change.p50 / 10],
    ["`initialize` answered in less than half the other's time", ourStart.initialized < peerStart.initialized / 2],
    ["first diagnostics in less than half the other's time", ourStart.diagnostics < peerStart.diagnostics / 2],
    ["less memory at its largest than the other", largest(ours) < largest(peer)],
    ["`check` in at most three times the time of parsing alone", check.check <= 3 * check.parse],
  ];
}

const largest = ({memory}) => Math.max(...Object.values(memory));
const row = (...cells) => `| ${cells.join(" | ")} |`;
const ms = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const mb = (value) => `${value.toFixed(0)} MB`;
const ratio = (a, b) => (a / b).toFixed(a / b < 0.1 ? 3 : 2);
