import {type Fault, faultOf} from "../../yaml/faults.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "yaml/syntax",
  summary: "The text is no YAML.",
  severity: "error",

  *checkFile(file) {
    const conflicts = [...file.text.matchAll(/^<{7}(?: .*)?$/gm)];
    if (conflicts.length > 0 && /^>{7}(?: |$)/m.test(file.text)) {
      // Everything else may be a consequence, or go away with the side that is not chosen.
      for (const conflict of conflicts) yield leftover(conflict.index, conflict[0]);
      return;
    }
    yield* controlCharacters(file);
    for (const document of file.documents) {
      const fault = faultOf(document);
      if (fault) yield reportOf(fault);
    }
  },
});

function reportOf({span, message, isTolerated, repair}: Fault): Report {
  return {at: span, message, ...(isTolerated && {severity: "warning"}), fixes: [repair]};
}

function leftover(start: number, text: string): Report {
  return {
    at: {start, end: start + text.length},
    message:
      "A merge conflict is left here: keep one of the two sides, and remove the lines that start with `<<<<<<<`, `=======` and `>>>>>>>`.",
  };
}

function* controlCharacters(file: YamlFile): Iterable<Report> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  for (const match of file.text.matchAll(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/g)) {
    const span = {start: match.index, end: match.index + match[0].length};
    const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    yield {
      at: span,
      message: `Here stands a control character (U+${code}), which YAML does not allow; Flux refuses the file.`,
      fixes: [{title: "Remove it", edits: [{span, newText: ""}]}],
    };
  }
}
