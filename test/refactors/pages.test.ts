import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {repository, run} from "../cli/run.ts";
import {type Case, filesIn, readCases, writeCases} from "../support/cases.ts";
import {ROOT} from "../support/check.ts";
import {expectSoundRefactoring} from "../support/refactorings.ts";
import {routingOf} from "./routing/routing.ts";

const UPDATE = process.env.UPDATE !== undefined;
const FOLDER = path.join(ROOT, "test/refactors");

/** The pages with cases; others are written by other tests. */
const PAGES = fs
  .readdirSync(FOLDER)
  .filter((file) => file.endsWith(".md") && /^## /m.test(fs.readFileSync(path.join(FOLDER, file), "utf8")))
  .sort();

for (const name of PAGES) {
  describe(name, async () => {
    const page = path.join(FOLDER, name);
    const markdown = fs.readFileSync(page, "utf8");
    // What stands before the first case is there in all of them.
    const shared = filesIn(markdown.slice(0, markdown.search(/^## /m)));
    const cases = readCases(markdown).map((one) => ({...one, files: new Map([...shared, ...one.files])}));
    const outputs = await Promise.all(cases.map(outputOf));

    test("begins with what it is about", () => {
      // Inside a test, so that `-t` leaves the other pages alone.
      if (UPDATE) fs.writeFileSync(page, writeCases(markdown, outputs));
      expect(markdown).toMatch(/^# \S.*\n\n\S/);
    });

    cases.forEach((one, i) => {
      test(one.title, async () => {
        if (!UPDATE) expect(outputs[i]).toBe(one.expected);
        const folder = repository(Object.fromEntries(one.files));
        const call = callOf(one);
        const {out} = await run(call, folder);
        expect(filesBelow(folder), "without --write nothing is written").toEqual(sorted(one.files));
        expect((await run([...call, "--write"], folder)).code, "--write says what the preview says").toBeLessThan(2);
        const after = filesBelow(folder);
        expectSoundRefactoring(call[1] ?? "", one.files, after, out);
        expect(routingIn(after, call), "requests go where they went").toEqual(routingIn(one.files, call));
        const again = JSON.parse((await run([...call, "--format", "json"], folder)).out);
        expect(again.files, "a second run changes nothing").toEqual([]);
      });
    });
  });
}

/** The arguments of the command in the case's `sh` block. */
function callOf({title, expected}: Case): string[] {
  const line = /^```sh\nflux-workbench (.*)\n```$/m.exec(expected)?.[1];
  if (line === undefined) throw new Error(`${title}: a case needs a call in a block of its own, \`\`\`sh`);
  return line.split(" ");
}

/** The call, and exactly what the command line prints for it. */
async function outputOf(one: Case): Promise<string> {
  const call = callOf(one);
  const {out, err} = await run(call, repository(Object.fromEntries(one.files)));
  const kind = /^--- /.test(out) ? "diff" : "text";
  return `\`\`\`sh\nflux-workbench ${call.join(" ")}\n\`\`\`\n\n\`\`\`${kind}\n${out}${err}\`\`\``;
}

/** Where requests go, as a model of its own sees it; HelmReleases of app-template are rendered for that. */
function routingIn(files: ReadonlyMap<string, string>, call: readonly string[]): readonly string[] {
  const texts = [...files].filter(([file]) => file.startsWith("apps/")).map(([, text]) => text);
  const written = /^ +(?:chart: app-template\n +version|ref: \{tag): ([\d.]+)/m.exec(texts.join("\n"))?.[1];
  const version = call.includes("--chart-version") ? call[call.indexOf("--chart-version") + 1] : written;
  return routingOf(texts.join("\n---\n"), version === undefined ? {} : {version}).rows;
}

/** The texts of a folder's files by path. */
function filesBelow(folder: string): Map<string, string> {
  const files = fs.readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return sorted(
    new Map(
      files.map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, file), fs.readFileSync(file, "utf8")];
      }),
    ),
  );
}

function sorted(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}
