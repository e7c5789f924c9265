// `npm run fuzz [-- --seconds N --seed S]`: looks for texts that bring the engine or the language server to fall.
import {parseArgs} from "node:util";
import {Random} from "../generator/random.ts";
import {fuzzEngine} from "./engine.ts";
import {type Failure, keep} from "./failure.ts";
import {corpusOriginals, ownOriginals, repositories} from "./originals.ts";
import {fuzzRepository} from "./repository.ts";
import {fuzzServer, startServer, stillFindsFaults} from "./server.ts";

const {values} = parseArgs({options: {seconds: {type: "string"}, seed: {type: "string"}}});
const seconds = Number(values.seconds ?? 60);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000);
const texts = [...ownOriginals(), ...corpusOriginals()];
console.log(`Starting from ${texts.length} texts, for ${seconds} seconds, with seed ${firstSeed}.`);

let failed = 0;
let rounds = 0;
const end = Date.now() + seconds * 1000;
let editor = await startServer();
for (let seed = firstSeed; Date.now() < end || rounds === 0; seed++, rounds++) {
  report(fuzzEngine(texts, new Random(seed)), seed);
  const repository = repositories()[seed % repositories().length];
  if (repository) report(fuzzRepository(repository, new Random(seed), {changes: 20, every: 4}), seed);
  const failure = await fuzzServer(editor, texts, new Random(seed));
  if (!failure) continue;
  report(failure, seed);
  editor.child?.kill();
  editor = await startServer();
}
report(await stillFindsFaults(editor), firstSeed);
editor.child?.kill();
console.log(`${rounds} rounds, ${failed} failed.`);
process.exitCode = failed > 0 ? 1 : 0;

function report(failure: Failure | undefined, seed: number): void {
  if (!failure) return;
  failed++;
  console.log(keep(failure, seed));
}
