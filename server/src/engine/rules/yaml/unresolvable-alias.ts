import type {Field} from "../../yaml/field.ts";
import {walk} from "../../yaml/walk.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "yaml/unresolvable-alias",
  summary: "An alias without an anchor before it, or aliases that multiply without end.",
  severity: "error",

  *checkFile(file) {
    if (!file.text.includes("*")) return;
    for (const {problems, root, plain} of file.documents) {
      if (problems.length > 0) continue;
      for (const field of walk(root)) if (field.isAlias && field.target === undefined) yield report(field);
      if (plain().isTooLarge) {
        yield {at: root.mark, message: "The aliases of this document multiply into more values than can be read."};
      }
    }
  },
});

function report(alias: Field): Report {
  const name = alias.written.slice(1);
  // `*.example.com` is a text that everybody means and YAML does not see.
  if (/^[^\w]/.test(name)) {
    return {
      at: alias.span,
      message: `A value that starts with \`*\` is an alias; put \`${alias.written}\` in quotes to make a text of it.`,
      fixes: [{title: "Put it in quotes", edits: [{span: alias.span, newText: `"${alias.written}"`}]}],
    };
  }
  const isInside = isAround(alias, name);
  return {
    at: alias.span,
    message: isInside
      ? `This alias stands inside of the value that \`&${name}\` marks, which would contain itself.`
      : `There is no anchor \`&${name}\` above this alias in the document.`,
  };
}

/** Whether a map or list that the alias is in carries the anchor. */
function isAround(alias: Field, name: string): boolean {
  for (let {parent} = alias; parent; parent = parent.parent) if (parent.anchor === name) return true;
  return false;
}
