// Reading a whole repository: how long it takes, what else is answered meanwhile, and whether it can be stopped.
import {connectEditor} from "./graph-client.mjs";
import {median, percentile} from "./statistics.mjs";

const coldRounds = 5;
const hoverEvery = 10;
const hoversAtRest = 200;

/** New processes on a folder: until everything is read, and until the findings of all files are there. */
export async function measureCold(folder) {
  const times = {read: [], found: []};
  for (let at = 0; at < coldRounds; at++) {
    const editor = await connectEditor(folder);
    const round = editor.workspaceRound().then(() => performance.now() - editor.started);
    times.read.push(await editor.ready);
    times.found.push(await round);
    await editor.stop();
  }
  return {read: median(times.read), found: median(times.found)};
}

/** How long it takes to read a repository while nothing else is asked. */
export async function measureRead(folder) {
  const editor = await connectEditor(folder);
  const ms = await editor.ready;
  await editor.stop();
  return ms;
}

/** Reads a repository while `path` is open and asked about all the time; returns the editor with what was measured. */
export async function measureIndexing(folder, path) {
  const editor = await connectEditor(folder);
  const watch = watchAnswers(editor, path);
  const whileAsked = await editor.ready;
  const answers = await watch.stop();
  const {reports, cancellable} = editor.progress;
  const atRest = [];
  for (let at = 0; at < hoversAtRest; at++) atRest.push(await editor.hover(path));
  return {editor, indexing: {whileAsked, ...answers, reports, cancellable, atRest: Math.max(...atRest)}};
}

/**
 * Cancels the reading of a repository at its first report: when that was (`asked`), how much later the progress ended,
 * and how long the findings of a document took that was opened then. Undefined where everything is read without a report.
 */
export async function measureCancel(folder, path) {
  const editor = await connectEditor(folder);
  const asked = await Promise.race([
    editor.next("report").then(() => performance.now()),
    editor.ready.then(() => undefined),
  ]);
  try {
    if (asked === undefined) return undefined;
    const end = editor.next("end");
    await editor.cancelProgress();
    await end;
    const ended = performance.now();
    await editor.open(path);
    return {asked: asked - editor.started, ended: ended - asked, opened: performance.now() - ended};
  } finally {
    await editor.stop();
  }
}

function watchAnswers(editor, path) {
  const times = [];
  let isRunning = true;
  const done = (async () => {
    void editor.open(path);
    const pending = new Set();
    while (isRunning) {
      const asked = editor.hover(path).then((ms) => times.push(ms));
      pending.add(asked);
      void asked.finally(() => pending.delete(asked));
      await new Promise((resolve) => setTimeout(resolve, hoverEvery));
    }
    await Promise.all(pending);
  })();
  return {
    async stop() {
      isRunning = false;
      await done;
      return {longest: Math.max(...times), p99: percentile(times, 0.99), answers: times.length};
    },
  };
}
