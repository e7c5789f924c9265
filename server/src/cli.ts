import {readFileSync} from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import type {Host} from "./cli/host.ts";
import {main} from "./cli/main.ts";

const folder = path.dirname(fileURLToPath(import.meta.url));

const host: Host = {
  cwd: process.cwd(),
  env: process.env,
  hasColours: process.stdout.isTTY === true && !process.env.NO_COLOR,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  schemas: path.join(folder, "schemas"),
  // In a checkout the pages are where the tests have them.
  pages: [path.join(folder, "rules"), path.join(folder, "../../test/rules")],
  version: JSON.parse(readFileSync(path.join(folder, "../../package.json"), "utf8")).version,
};

// Who reads through `head` closes the pipe early; that is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Not process.exit(): what was printed has to reach a slow reader first.
void main(process.argv.slice(2), host).then((code) => {
  process.exitCode = code;
});
