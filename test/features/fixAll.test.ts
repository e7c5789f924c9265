import fs from "node:fs";
import path from "node:path";
import {expect, test} from "vitest";
import {suppression} from "../../server/src/engine/features/suppress.ts";
import {safeFixes} from "../../server/src/engine/rules/fixAll.ts";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {newFindings, textsAfter} from "../../server/src/engine/rules/verify.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {readCases} from "../support/cases.ts";
import {ROOT, schemas, workspaceOf} from "../support/check.ts";

const folder = path.join(ROOT, "test/rules");
const pages = fs.readdirSync(folder, {recursive: true, encoding: "utf8"}).filter((page) => page.endsWith(".md"));
const cases = pages.flatMap((page) =>
  readCases(fs.readFileSync(path.join(folder, page), "utf8")).map((one) => ({name: `${page}: ${one.title}`, ...one})),
);

test("all safe fixes of every fixture bring nothing new and leave nothing to do", () => {
  let fixed = 0;
  for (const {name, files} of cases) {
    for (const [file, text] of files) {
      const workspace = workspaceOf(files);
      const {newText, edits, applied} = safeFixes(workspace, schemas, file);
      expect(applyEdits(text, edits), name).toBe(newText);
      if (applied.length === 0) continue;
      fixed++;
      const before = checkFile(workspace, schemas, file).findings;
      const after = workspaceOf(new Map([...files, [file, newText]]));
      expect(newFindings(before, checkFile(after, schemas, file).findings), name).toEqual([]);
      expect(safeFixes(after, schemas, file).edits, name).toEqual([]);
    }
  }
  expect(fixed).toBeGreaterThan(3);
});

test("every finding of every fixture can be silenced, where a comment can stand", () => {
  let silenced = 0;
  let refused = 0;
  for (const {name, files} of cases) {
    const workspace = workspaceOf(files);
    for (const finding of [...files.keys()].flatMap((file) => checkFile(workspace, schemas, file).findings)) {
      const fix = suppression(workspace, schemas, finding);
      const texts = fix && textsAfter(workspace, fix);
      if (!texts) {
        refused++;
        continue;
      }
      silenced++;
      const after = workspaceOf(new Map([...files, ...texts]));
      const left = checkFile(after, schemas, finding.file).findings;
      const same = (found: {rule: string; message: string}): boolean =>
        found.rule === finding.rule && found.message === finding.message;
      const before = checkFile(workspace, schemas, finding.file).findings;
      expect(left.filter(same).length, `${name}: ${finding.message}`).toBeLessThan(before.filter(same).length);
    }
  }
  expect(silenced).toBeGreaterThan(refused * 3);
});

test("a trial of other texts leaves the workspace alone", () => {
  const broken = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndatta: {}\n";
  const workspace = workspaceOf({"a.yaml": broken});
  const found = workspace.trying(new Map([["a.yaml", broken.replace("datta", "data")]]), () =>
    checkFile(workspace, schemas, "a.yaml"),
  );
  expect(found.findings).toEqual([]);
  expect(checkFile(workspace, schemas, "a.yaml").findings).toHaveLength(1);
});
