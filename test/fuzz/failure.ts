import fs from "node:fs";
import path from "node:path";
import {ROOT} from "../support/check.ts";

/** An input that did what no input may do. */
export interface Failure {
  readonly what: string;
  readonly path: string;
  readonly text: string;
}

/** Keeps a failing input under test/out/ and says how to come back to it. */
export function keep({what, path: file, text}: Failure, seed: number): string {
  const folder = path.join(ROOT, "test/out/fuzz");
  fs.mkdirSync(folder, {recursive: true});
  const kept = path.join(folder, `${seed}-${path.basename(file)}`);
  fs.writeFileSync(kept, text);
  return `${what}\n  seed ${seed}, ${file}, kept in ${path.relative(ROOT, kept)}`;
}
