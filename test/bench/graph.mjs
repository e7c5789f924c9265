// Measures the graph of a repository, in haynes-ops and in generated repositories of up to 50,000 files:
// `npm run bench -- --only graph [--files 50000]`.
import {existsSync, rmSync} from "node:fs";
import {join} from "node:path";
import {root} from "../../scripts/install.mjs";
import {connectEditor} from "./graph-client.mjs";
import {measureCancel, measureCold, measureIndexing, measureRead} from "./graph-indexing.mjs";
import {generatedPlaces, haynesPlaces} from "./graph-places.mjs";
import {measureStrokes} from "./graph-strokes.mjs";
import {writeRepository} from "./repository.mjs";

const haynes = join(root, "../shared/corpus/haynes-ops");
const smallest = 1000;

/** All figures; `say` is told what is under way, `scratch` is a folder for the generated repositories. */
export async function measureGraph({files, scratch, say}) {
  const generate = (count) => {
    const folder = join(scratch, String(count));
    return {folder, count, ...writeRepository(folder, count)};
  };
  const real = await measureReal(say);
  const memory = [];
  for (const count of [files / 5, files / 2].filter((count) => count > smallest)) {
    say(`memory with ${count} files`);
    const {folder} = generate(count);
    const editor = await connectEditor(folder);
    await editor.ready;
    memory.push(await measureMemory(editor, count));
    await editor.stop();
    rmSync(folder, {recursive: true});
  }
  const pair = [];
  for (const count of [smallest, files]) {
    say(`reading ${count} files`);
    const repository = generate(count);
    const places = generatedPlaces(repository);
    const read = await measureRead(repository.folder);
    const cancel = await measureCancel(repository.folder, places.release.path);
    const {editor, indexing} = await measureIndexing(repository.folder, places.release.path);
    memory.push(await measureMemory(editor, count));
    pair.push({count, editor, places, indexing: {...indexing, read, cancel}});
  }
  say("key strokes in both");
  const strokes = await measureStrokes(pair);
  for (const {editor} of pair) await editor.stop();
  const [small, large] = pair.map(({count, indexing}, at) => ({count, indexing, strokes: strokes[at]}));
  return {real, small, large, memory: memory.sort((a, b) => a.count - b.count)};
}

/** The real repository; undefined where it is absent. */
async function measureReal(say) {
  if (!existsSync(haynes)) {
    say(`nothing of haynes-ops, there is no folder ${haynes}`);
    return undefined;
  }
  say("haynes-ops, cold");
  const cold = await measureCold(haynes);
  say("key strokes in haynes-ops");
  const editor = await connectEditor(haynes);
  await editor.ready;
  const [strokes] = await measureStrokes([{editor, places: haynesPlaces}]);
  await editor.stop();
  return {cold, strokes};
}

/** Memory when all findings were asked for once, which leaves behind what is kept of every file. */
async function measureMemory(editor, count) {
  const round = await editor.workspaceRound();
  const {rss, heapUsed} = await editor.memory();
  return {count, round, rss, heapUsed};
}
