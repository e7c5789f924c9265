import {CONFIG_FILE, isKustomizationFile} from "../../resources/resource.ts";
import type {Field} from "../../yaml/field.ts";
import {walk} from "../../yaml/walk.ts";
import {defineRule, type Report} from "../rule.ts";

/** Files whose readers take the last of two equal keys. */
function outcomeIn(path: string): {readonly sentence: string; readonly severity?: "warning"} {
  const reader = isKustomizationFile(path) ? "kustomize" : path === CONFIG_FILE ? "Flux Workbench" : undefined;
  if (!reader) return {sentence: "Flux refuses the file"};
  return {sentence: `${reader} takes the last one and drops the other`, severity: "warning"};
}

export default defineRule({
  id: "yaml/duplicate-key",
  summary: "A key that its map has already.",
  severity: "error",

  *checkFile(file) {
    const outcome = outcomeIn(file.path);
    for (const {problems, root} of file.documents) if (problems.length === 0) yield* duplicates(root, outcome);
  },
});

function* duplicates(root: Field, outcome: ReturnType<typeof outcomeIn>): Iterable<Report> {
  for (const field of walk(root)) {
    // What an alias stands for is looked at where it is written.
    const seen = new Set<unknown>();
    for (const {key, keySpan} of field.isAlias ? [] : field.entries) {
      if (seen.has(key) && keySpan) {
        yield {
          at: keySpan,
          message: `\`${key}\` is here twice; ${outcome.sentence}.`,
          ...(outcome.severity && {severity: outcome.severity}),
        };
      }
      seen.add(key);
    }
  }
}
