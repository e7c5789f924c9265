// Installs, builds and runs every test: `npm test [-- --only typecheck|lint|unit|editor|desktop] [--update-screenshots]`.
import {exitOnSignals, Failure, readArguments} from "./command.mjs";
import {installPackages} from "./install.mjs";
import {add, nothing, summary} from "./test/counts.mjs";

/** The parts in the order in which they fail fastest. They are loaded late: their packages may not be installed yet. */
const parts = {
  typecheck: async () => (await import("./test/static.mjs")).typecheck(),
  lint: async () => (await import("./test/static.mjs")).lint(),
  unit: async () => (await import("./test/unit.mjs")).unit(),
  editor: async (options) => (await import("./test/editor.mjs")).editor(options),
  desktop: async () => (await import("./test/desktop.mjs")).desktop(),
};

const usage = `npm test [-- --only ${Object.keys(parts).join("|")}] [--update-screenshots]`;

exitOnSignals();
let counts = nothing;
try {
  const options = {only: {type: "string"}, "update-screenshots": {type: "boolean"}};
  const {values} = readArguments(usage, {options});
  const chosen = values.only === undefined ? ["typecheck", "lint", "unit", "editor"] : [values.only];
  if (!chosen.every((name) => name in parts))
    throw new Failure(`--only takes one of ${Object.keys(parts).join(", ")}.`);
  await installPackages();
  await step("build", async () => (await import("./build.mjs")).build({production: true}));
  for (const name of chosen) {
    const part = await step(name, () => parts[name]({updateScreenshots: values["update-screenshots"]}));
    console.log(`${name}: ${summary(part)}`);
    counts = add(counts, part);
  }
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  counts = add(counts, {...nothing, failed: 1});
}
console.log(`\n${summary(counts)}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function step(name, run) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const result = await run();
  console.log(`== ${name} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
