import {isKustomizationFile} from "../../resources/resource.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "yaml/duplicate-key",
  summary: "A key that its map has already.",
  severity: "error",

  *checkFile(file) {
    const tolerated = isKustomizationFile(file.path);
    for (const document of file.documents) yield* duplicates(document.root, tolerated);
  },
});

function* duplicates(field: Field, tolerated: boolean): Iterable<Report> {
  // What an alias stands for is looked at where it is written.
  if (field.isAlias) return;
  const seen = new Set<unknown>();
  for (const entry of field.entries) {
    if (seen.has(entry.key) && entry.keySpan) {
      yield {
        at: entry.keySpan,
        message: tolerated
          ? `\`${entry.key}\` is here twice; kustomize takes the last one and drops the other.`
          : `\`${entry.key}\` is here twice; Flux refuses the file.`,
        ...(tolerated && {severity: "warning"}),
      };
    }
    seen.add(entry.key);
    yield* duplicates(entry, tolerated);
  }
  for (const item of field.items) yield* duplicates(item, tolerated);
}
