import {isMap, isNode, isPair, isSeq} from "yaml";
import type {YamlFile} from "./parse.ts";

/**
 * Whether a text is a template that only becomes YAML when something renders it (Helm, Jinja). Values in quotes or in
 * block scalars do not count: `"{{ .name }}"` is a text that an ExternalSecret fills in later.
 */
export function looksLikeTemplate(file: YamlFile): boolean {
  if (!file.text.includes("{{") && !file.text.includes("{%")) return false;
  for (const document of file.documents) {
    if (document.problems.some((problem) => isTemplateLine(file, problem.span.start))) return true;
    if (hasBraces(document.root.node)) return true;
  }
  return false;
}

function isTemplateLine(file: YamlFile, offset: number): boolean {
  // The parser often gives up one line behind the tag.
  const {line} = file.lines.positionAt(offset);
  return [line - 1, line].some((at) => at >= 0 && /\{\{|\{%/.test(file.lines.lineText(at)));
}

/** Whether a value is `{{ … }}` without quotes: YAML reads it as a map whose only key is a map. */
function hasBraces(root: unknown): boolean {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const node = pending.pop();
    if (isPair(node)) {
      pending.push(node.value);
    } else if (isNode(node) && (isMap(node) || isSeq(node))) {
      if (isMap(node) && node.flow === true && node.items.some((pair) => isMap(pair.key))) return true;
      pending.push(...node.items);
    }
  }
  return false;
}
