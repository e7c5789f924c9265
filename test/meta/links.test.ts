import fs from "node:fs";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {ROOT} from "../support/check.ts";

// The script is plain JavaScript.
const {withExamples} = (await import("../../scripts/examples.mjs" as string)) as {
  withExamples: (markdown: string, read: (file: string) => string) => string;
};

const inFolder = (folder: string): string[] =>
  fs
    .readdirSync(path.join(ROOT, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => path.posix.join(folder, file));

const textOf = (file: string): string => fs.readFileSync(path.join(ROOT, file), "utf8");

/** The anchor of a heading, as most readers of Markdown make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .trim()
    .replaceAll(" ", "-");

describe("pages for people", () => {
  test.each([...inFolder("."), ...inFolder("docs"), ...inFolder("docs/decisions")])(
    "%s: every link leads somewhere",
    (page) => {
      const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
      const broken = links.filter((link) => {
        if (/^\w+:/.test(link)) return false;
        const [file = "", anchor] = link.split("#");
        const target = file === "" ? page : path.posix.join(path.posix.dirname(page), file);
        if (!fs.existsSync(path.join(ROOT, target))) return true;
        const headings = anchor === undefined ? [] : [...textOf(target).matchAll(/^#+ (.*)$/gm)];
        return anchor !== undefined && !headings.some(([, heading = ""]) => anchorOf(heading) === anchor);
      });
      expect(broken).toEqual([]);
    },
  );
});

describe("examples", () => {
  const fixture =
    "# Fixture\n\n## One\n\n```yaml a.yaml\nb: 1\n```\n\n```sh\ncall\n```\n\n```diff\n@@ -1,3 +1,3 @@\n   a:\n-    b: 1\n+    b: 2\n   c:\n```\n\n## Two\n";
  const shown = (region: string): string =>
    withExamples(`before\n\n${region}\nold\n<!-- end -->\n\nafter\n`, () => fixture);

  test("are the call of a case and what it prints", () => {
    expect(shown("<!-- example f.md: One -->")).toBe(
      "before\n\n<!-- example f.md: One -->\n\n```sh\ncall\n```\n\n```diff\n@@ -1,3 +1,3 @@\n   a:\n-    b: 1\n+    b: 2\n   c:\n```\n\n<!-- end -->\n\nafter\n",
    );
  });

  test("or what its diff takes away and brings", () => {
    expect(shown("<!-- before and after f.md: One -->")).toContain(
      "\n```yaml\nb: 1\n```\n\nbecomes\n\n```yaml\nb: 2\n```\n\n<!-- end -->",
    );
  });

  test.each(["Two", "Three"])("of a case without a call, or of none, are an error (%s)", (title) => {
    expect(() => shown(`<!-- example f.md: ${title} -->`)).toThrow(`f.md has no case "${title}" with a call`);
  });
});
