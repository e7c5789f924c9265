import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {isBadGoPattern} from "../../text/regular-expression.ts";
import {patchEntries} from "../../workspace/patches.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

/** Parts of a target that are regular expressions. */
const PATTERNS = ["group", "version", "kind", "name", "namespace"];

/** Parts of a target that select by labels or annotations. */
const SELECTORS = ["labelSelector", "annotationSelector"];

/** One condition of a selector, as Kubernetes reads it. */
const REQUIREMENT =
  /^\s*(?:!?\s*[^\s=!<>(),]+|[^\s=!<>(),]+\s*(?:==?|!=)\s*[^\s=!<>(),]*|[^\s=!<>(),]+\s+(?:in|notin)\s*\([^()]*\)|[^\s=!<>(),]+\s*[<>]\s*\d+)\s*$/;

export default defineRule({
  id: "kustomize/bad-target-pattern",
  summary: "A target of a patch or replacement that can't be read as a regular expression or selector.",
  severity: "error",
  types: [
    ...KUSTOMIZE_TYPES,
    "kustomize.toolkit.fluxcd.io/Kustomization",
    "helm.toolkit.fluxcd.io/HelmRelease",
    "fluxcd.controlplane.io/FluxInstance",
  ],
  patches: true,

  *check({resource, root}) {
    const isKustomize = KUSTOMIZE_TYPES.includes(resource.type);
    const targets = [
      ...patchEntries(resource).map(({target}) => target),
      ...(isKustomize ? select(root, "replacements[].targets[].select") : []),
      ...(isKustomize ? select(root, "replacements[].targets[].reject[]") : []),
    ];
    for (const target of targets) {
      for (const name of PATTERNS) {
        const field = target.get(name);
        if (field.string === undefined || !isBadGoPattern(field.string)) continue;
        yield {
          at: field.mark,
          message: `\`${name}\` is a regular expression here, and Go can't read \`${field.string}\`; the build stops at it.`,
          fixes: [withoutGlob(field)],
        };
      }
      for (const name of SELECTORS) {
        const field = target.get(name);
        if (field.string === undefined || isSelector(field.string)) continue;
        yield {
          at: field.mark,
          message: `\`${field.string}\` is no selector; write conditions such as \`app=web\`, \`tier notin (db)\` or \`!hidden\`, separated by commas.`,
        };
      }
    }
  },
});

/** Who writes `*-app` or `*` means a glob. */
function withoutGlob(field: Field): ProposedFix | undefined {
  const text = field.string ?? "";
  if (!/^[\w*-]+$/.test(text)) return undefined;
  const pattern = text.replaceAll("*", ".*");
  return {title: `Use \`${pattern}\``, edits: replaceScalar(field, pattern)};
}

function isSelector(text: string): boolean {
  if (text.trim() === "") return true;
  return text.split(/,(?![^()]*\))/).every((part) => REQUIREMENT.test(part));
}
