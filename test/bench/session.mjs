// Both servers run side by side and get the same documents in turns, so that noise of the machine meets both.
import {LineCounter, parseAllDocuments} from "yaml";
import {connect} from "./client.mjs";
import {median, summary} from "./statistics.mjs";

/** Time a server gets after a phase to come to rest. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 1000));

/** Opens and changes all documents, in turns, then opens all of them at once. */
export async function measureServers(servers, folder, documents) {
  const parse = parseTimes(documents);
  const clients = [];
  for (const server of servers) clients.push(await connect(server, folder));
  await rest();
  const results = clients.map(({name, mode}) => ({
    name,
    mode,
    open: [],
    change: [],
    steady: [],
    flagged: 0,
    memory: {},
  }));
  const inTurns = async (act) => {
    for (const [i, document] of documents.entries()) {
      const order = i % 2 === 0 ? [0, 1] : [1, 0];
      for (const at of order) await act(clients[at], results[at], document);
    }
  };
  await inTurns(async (client, result, document) => result.open.push(await client.open(document, 1)));
  await rest();
  clients.forEach((client, at) => {
    results[at].memory.open = client.memory();
  });
  await inTurns(async (client, result, document) => {
    result.change.push(...(await changeAndBack(client, document, 2, () => result.flagged++)));
  });
  // Without the pauses that a server has while the other one is at work.
  for (const [at, client] of clients.entries()) {
    for (const document of documents.filter((_, i) => i % 3 === 0)) {
      results[at].steady.push(...(await changeAndBack(client, document, 4)));
    }
  }
  await rest();
  for (const [at, client] of clients.entries()) {
    results[at].memory.change = client.memory();
    for (const document of documents) await client.close(document);
  }
  await rest();
  for (const [at, client] of clients.entries()) {
    const started = performance.now();
    await Promise.all(documents.map((document) => client.open(document, 10)));
    results[at].burst = performance.now() - started;
    results[at].memory.burst = client.memory();
    await client.stop();
  }
  return {
    parse: {...summary(parse), total: parse.reduce((sum, time) => sum + time, 0)},
    servers: results.map((result) => ({
      ...result,
      open: summary(result.open),
      change: summary(result.change),
      steady: summary(result.steady),
    })),
  };
}

/** Types a key that no kind has at the end of a document, and takes it away again; how long each took. */
async function changeAndBack(client, document, version, flagged = () => {}) {
  const lines = document.text.split("\n");
  const end = {line: lines.length - 1, character: lines.at(-1).length};
  const typed = `${lines.at(-1) === "" ? "" : "\n"}zzUnknown: 1\n`;
  const there = await client.change(document, version, {start: end, end}, typed);
  if (client.diagnostics(document).some(({message}) => message.includes("zzUnknown"))) flagged();
  const typedLines = typed.split("\n");
  const behind = {line: end.line + typedLines.length - 1, character: typedLines.at(-1).length};
  const back = await client.change(document, version + 1, {start: end, end: behind}, "");
  return [there, back];
}

/** How long the parser alone takes for each document, in this process and warm. */
function parseTimes(documents) {
  const times = documents.map(() => []);
  for (let round = 0; round < 12; round++) {
    for (const [i, {text}] of documents.entries()) {
      const started = performance.now();
      parseAllDocuments(text, {keepSourceTokens: true, lineCounter: new LineCounter()});
      if (round > 4) times[i].push(performance.now() - started);
    }
  }
  return times.map(median);
}
