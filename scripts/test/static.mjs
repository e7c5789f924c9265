// What is checked without running anything: types, lint and format.
import {join} from "node:path";
import {run} from "../command.mjs";
import {root} from "../install.mjs";
import {single} from "./counts.mjs";

/** Checks the types of every project. */
export const typecheck = () => check("typescript/bin/tsc", "-b");

/** Checks lint rules and format. */
export const lint = () => check("@biomejs/biome/bin/biome", "ci");

async function check(script, ...args) {
  const done = run(process.execPath, [join(root, "node_modules", script), ...args], {cwd: root});
  return single(await done.then(() => true, report));
}

function report(error) {
  console.log(error.message);
  return false;
}
