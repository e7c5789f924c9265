import {expect, test} from "vitest";
import {Random} from "../generator/random.ts";
import {check} from "../support/check.ts";
import {fuzzEngine} from "./engine.ts";
import {type Failure, keep} from "./failure.ts";
import {mutate} from "./mutate.ts";
import {ownOriginals, repositories} from "./originals.ts";
import {fuzzRepository} from "./repository.ts";
import {fuzzServer, startServer, stillFindsFaults} from "./server.ts";

const SEED = 20_261_120;
const texts = ownOriginals();

const shown = (failure: Failure | undefined, seed: number): string => (failure ? keep(failure, seed) : "");

test("there are texts to start from, and they change", () => {
  expect(texts.length).toBeGreaterThan(20);
  const random = new Random(SEED);
  const changed = texts.slice(0, 20).filter(({text}) => mutate(text, random) !== text);
  expect(changed.length).toBeGreaterThan(10);
});

test("no text brings the engine to fall", () => {
  for (let seed = SEED; seed < SEED + 20; seed++) {
    expect(shown(fuzzEngine(texts, new Random(seed)), seed)).toBe("");
  }
  const rules = check("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndaat: {}\n").map(({rule}) => rule);
  expect(rules).toEqual(["schema/unknown-field"]);
});

test("a repository that changes is told of as one that is new", () => {
  const [sample = new Map()] = repositories();
  expect(sample.size).toBeGreaterThan(10);
  for (let seed = SEED; seed < SEED + 3; seed++) {
    expect(shown(fuzzRepository(sample, new Random(seed), {changes: 20, every: 4}), seed)).toBe("");
  }
}, 60_000);

test("no text brings the language server to fall", async () => {
  const editor = await startServer();
  try {
    for (let seed = SEED; seed < SEED + 10; seed++) {
      expect(shown(await fuzzServer(editor, texts, new Random(seed)), seed)).toBe("");
    }
    expect(shown(await stillFindsFaults(editor), SEED)).toBe("");
  } finally {
    editor.child?.kill();
  }
}, 120_000);
