import type {Finding} from "../engine/finding.ts";
import type {YamlFile} from "../engine/yaml/parse.ts";

const MODELINE = /^#\s*yaml-language-server:.*\$schema=\S/m;

/**
 * Whether another YAML server in the same editor reports a finding too: faults of the text it always sees, faults
 * against the schema where a modeline gives it one.
 */
export function otherServerReports(file: YamlFile, {rule, span}: Finding): boolean {
  if (rule === "yaml/syntax") return true;
  if (!rule.startsWith("schema/") || rule === "schema/modeline-mismatch") return false;
  const index = file.documents.findIndex((document) => span.start <= document.span.end);
  // Comments before a document's `---` belong to it.
  const start = file.documents[index - 1]?.span.end ?? 0;
  return MODELINE.test(file.text.slice(start, file.documents[index]?.span.end));
}
