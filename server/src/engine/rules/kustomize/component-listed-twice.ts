import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import type {KustomizationInFolder} from "../../workspace/kustomize/build.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {fieldAt} from "../../yaml/value.ts";
import {type Repeat, repeatsIn} from "../component-repeats.ts";
import {inWords} from "../origins.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

export default defineRule({
  id: "kustomize/component-listed-twice",
  summary: "A Component that two lines in different places add to the same build.",
  severity: "error",
  supersedes: ["kustomize/duplicate-resource"],
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    for (const repeat of repeatsIn(context.workspace.graph, context.resource)) {
      const found = report(context, repeat);
      if (found) yield found;
    }
  },
});

function report(
  {resource, workspace}: RuleContext,
  {item, component, isNamed, first, twice}: Repeat,
): Report | undefined {
  const {file} = resource.document;
  const other = workspace.file(first.file);
  const root = other?.documents[first.document]?.root;
  if (!other || !root || !(twice || changesMore(workspace.graph.kustomizationIn(component)))) return undefined;
  const earlier = fieldAt(root, first.pointer);
  const what = isNamed ? "This Component is" : `This brings the Component \`${component}\`, which is`;
  const outcome = twice
    ? `kustomize stops at ${inWords(twice)}, which it would have twice.`
    : "kustomize does again what it changes.";
  return {
    at: item.mark,
    message: `${what} part of the build already, by \`${earlier.string}\` in \`${other.path}\`; ${outcome}`,
    ...(!twice && {severity: "warning"}),
    related: [{file: other.path, span: earlier.mark, message: "the first one"}],
    fixes: [
      {title: "Remove this line", edits: removeItem(file, item)},
      other !== file && {
        title: `Remove the one in \`${other.path}\``,
        file: other.path,
        edits: removeItem(other, earlier),
      },
    ].flatMap((fix) => fix || []),
  };
}

/** Whether a Component does something that is another thing when it is done twice. */
function changesMore(found: KustomizationInFolder): boolean {
  if (found.type !== "one") return false;
  const {strategicMerges, patches, jsonPatches, namePrefix, nameSuffix} = found.spec;
  const isRenaming = namePrefix !== undefined || nameSuffix !== undefined;
  return isRenaming || [strategicMerges, patches, jsonPatches].some((list) => list.length > 0);
}
