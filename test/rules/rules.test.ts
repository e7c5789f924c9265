import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {unifiedDiff} from "../../server/src/cli/output/diff.ts";
import {findingText} from "../../server/src/cli/output/text.ts";
import {RULES} from "../../server/src/engine/rules/index.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {type Case, readCases, writeCases} from "../support/cases.ts";
import {findingsOf, ROOT, workspaceOf} from "../support/check.ts";
import {expectSoundFix} from "../support/fixes.ts";

const UPDATE = process.env.UPDATE !== undefined;

for (const rule of RULES) {
  const page = path.join(ROOT, "test/rules", `${rule.id}.md`);
  describe(rule.id, () => {
    if (!fs.existsSync(page)) {
      test("has a page", () => expect.fail(`write test/rules/${rule.id}.md`));
      return;
    }
    const markdown = fs.readFileSync(page, "utf8");
    const cases = readCases(markdown);
    const outputs = cases.map(render);

    test("its page begins with its id and shows it at work and at rest", () => {
      // Inside a test, so that `-t` leaves the other pages alone.
      if (UPDATE) fs.writeFileSync(page, writeCases(markdown, outputs));
      expect(markdown.startsWith(`# ${rule.id}\n`)).toBe(true);
      const shown = outputs.map((output) => output.includes(`[${rule.id}]`));
      expect(shown, "one case with a finding of the rule, and one without").toEqual(
        expect.arrayContaining([true, false]),
      );
    });

    cases.forEach((one, i) => {
      test(one.title, () => {
        if (!UPDATE) expect(outputs[i]).toBe(one.expected);
        for (const finding of findingsOf(workspaceOf(one.files))) {
          if (finding.rule !== rule.id) continue;
          for (const fix of finding.fixes) expectSoundFix(one.files, finding, fix);
        }
      });
    });
  });
}

/** What the command line prints for a case, and the diff of every fix that the page's rule offers. */
function render(one: Case): string {
  const workspace = workspaceOf(one.files);
  const findings = findingsOf(workspace);
  const text = findings.map((finding) => findingText(finding, workspace.file(finding.file)!)).join("\n");
  const diffs = findings.flatMap((finding) =>
    finding.fixes.map((fix) => {
      const patch = [...fix.edits].map(([file, edits]) => {
        const before = one.files.get(file) ?? "";
        return unifiedDiff(file, before, applyEdits(before, edits)).replace(/^(---|\+\+\+) ([^\n\t]*)\t?$/gm, "$1 $2");
      });
      return `${fix.title}:\n\n\`\`\`diff\n${patch.join("").trimEnd()}\n\`\`\``;
    }),
  );
  return [`\`\`\`findings\n${text}\`\`\``, ...diffs].join("\n\n");
}
