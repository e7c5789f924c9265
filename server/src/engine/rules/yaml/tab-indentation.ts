import {badTabs} from "../../yaml/tabs.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "yaml/tab-indentation",
  summary: "A tab where YAML wants spaces.",
  severity: "error",

  *checkFile(file) {
    for (const span of badTabs(file)) {
      const margin = file.text.slice(span.start, span.end);
      const isEmpty = file.lines.lineText(file.lines.positionAt(span.start).line).trim() === "";
      const spaces = margin.includes("-") ? margin.replace(/\s*\t\s*$/, " ") : margin.replaceAll("\t", "  ");
      yield {
        at: span,
        message: isEmpty
          ? "This empty line holds a tab, which is not allowed at the start of a line; Flux refuses the file."
          : "YAML is indented with spaces; Flux refuses the file because of the tab here.",
        fixes: [
          isEmpty
            ? {title: "Remove the tab", safe: true, edits: [{span, newText: ""}]}
            : {title: "Replace tabs by spaces", edits: [{span, newText: spaces}]},
        ],
      };
    }
  },
});
