import {appendFileSync, readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {format} from "node:util";
import mochaModule from "mocha";

// Mocha 12 is the constructor or a namespace that holds it, as the version of Node.js has it. Both have this property,
// which the types don't know.
const {Mocha} = mochaModule as unknown as {Mocha: typeof mochaModule};

/**
 * Runs every suite in `folder`. The results are written in Mocha's last callback and nowhere else: a run that dies
 * before it leaves no file, however it ends.
 */
export async function runSuites(folder: string, timeout: number): Promise<void> {
  const mocha = new Mocha({ui: "tdd", color: false, timeout, reporter: "spec"});
  for (const name of readdirSync(folder).sort()) if (name.endsWith(".suite.cjs")) mocha.addFile(join(folder, name));
  writeOutputTo(process.env.MOCHA_OUTPUT);
  const failed = await new Promise<number>((resolve) => {
    const runner = mocha.run((failures) => {
      const {passes, pending} = runner.stats ?? {passes: 0, pending: 0};
      const results = process.env.MOCHA_RESULTS;
      if (results) writeFileSync(results, JSON.stringify({passed: passes, failed: failures, skipped: pending}));
      resolve(failures);
    });
  });
  if (failed > 0) throw new Error(`${failed} tests failed.`);
}

/** The console of an extension host is mixed with the editor's own log, so the report goes into a file. */
function writeOutputTo(file: string | undefined): void {
  if (!file) return;
  Mocha.reporters.Base.consoleLog = (...words: unknown[]) => appendFileSync(file, `${format(...words)}\n`);
}
