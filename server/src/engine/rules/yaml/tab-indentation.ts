import {defineRule} from "../rule.ts";

export default defineRule({
  id: "yaml/tab-indentation",
  summary: "A tab where YAML wants spaces.",
  severity: "error",

  *checkFile(file) {
    const seen = new Set<number>();
    for (const problem of file.documents.flatMap((document) => document.problems)) {
      if (problem.code !== "TAB_AS_INDENT") continue;
      const {line} = file.lines.positionAt(problem.span.start);
      if (seen.has(line)) continue;
      seen.add(line);
      const start = file.lines.lineStart(line);
      const margin = /^[ \t]*/.exec(file.lines.lineText(line))?.[0] ?? "";
      yield {
        at: {start, end: start + Math.max(1, margin.length)},
        message: "YAML is indented with spaces; a tab is not allowed here.",
        fixes: [
          {
            title: "Replace tabs by two spaces",
            edits: margin.includes("\t")
              ? [{span: {start, end: start + margin.length}, newText: margin.replaceAll("\t", "  ")}]
              : undefined,
          },
        ],
      };
    }
  },
});
