// One key stroke, to the last diagnostic that it changes; in several repositories in turns.
import {openPlaces, strokes} from "./graph-places.mjs";
import {median, percentile} from "./statistics.mjs";

const rounds = 20;
/** No stroke is tried again after this time, in milliseconds: a server that needs seconds for one is measured by few. */
const longEnough = 30_000;

/** `editors` are `{editor, places}`; for each the milliseconds of every kind of stroke. */
export async function measureStrokes(editors) {
  for (const {editor, places} of editors) {
    await openPlaces(editor, places);
    await editor.workspaceRound();
  }
  const results = editors.map(() => ({}));
  for (const name of strokes) {
    const samples = editors.map(() => []);
    const started = performance.now();
    for (let round = 0; round < rounds && (round < 1 || performance.now() - started < longEnough); round++) {
      for (const isTyped of [true, false]) {
        for (const at of turns(editors.length, round)) {
          const {editor, places} = editors[at];
          samples[at].push(await editor.stroke(places[name].path, places[name].marker, isTyped));
        }
      }
    }
    for (const [at, list] of samples.entries()) results[at][name] = summaryOf(list);
  }
  return results;
}

/** The one that is first changes, so that it is not always the same that follows another. */
function turns(count, round) {
  return Array.from({length: count}, (_, at) => (at + round) % count);
}

function summaryOf(samples) {
  const of = (field) => samples.map((sample) => sample[field]);
  return {
    count: samples.length,
    edited: median(of("edited")),
    open: median(of("open")),
    all: median(of("all")),
    p95: percentile(of("all"), 0.95),
    changed: Math.max(...of("changed")),
    refreshes: Math.max(...of("refreshes")),
  };
}
