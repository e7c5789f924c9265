import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {folderOf} from "../../text/paths.ts";
import {PLUGIN_LISTS, pathEntries} from "../../workspace/kustomize-entries.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** Fields that make kustomize run helm. */
const HELM_FIELDS = ["helmCharts", "helmChartInflationGenerator"];

export default defineRule({
  id: "kustomize/plugins-disabled",
  summary: "A kustomization that needs helm or a plugin, which Flux does not run.",
  severity: "error",
  types: KUSTOMIZE_TYPES,

  *check(context) {
    for (const name of HELM_FIELDS) {
      const field = context.root.get(name);
      if (field.items.length === 0) continue;
      const message = `\`${name}\` makes kustomize run helm, which Flux does not allow; install the chart with a HelmRelease.`;
      yield report(context, field, message);
    }
    for (const list of PLUGIN_LISTS) {
      for (const {field, target} of pathEntries(context.resource, list)) {
        const file = target === undefined ? undefined : context.workspace.file(target);
        for (const {root} of file?.documents ?? []) {
          const kind = root.get("kind").string;
          const apiVersion = root.get("apiVersion").string;
          if (!kind || !apiVersion) continue;
          const isHelm = kind === "HelmChartInflationGenerator";
          if (apiVersion === "builtin" && !isHelm) continue;
          const needs = isHelm ? "helm" : `a plugin for \`${kind}\``;
          yield report(context, field, `This needs ${needs}, and Flux builds kustomizations without plugins.`);
        }
      }
    }
  },
});

/** An error only where it is certain that Flux builds the folder; other tools may be allowed to run plugins. */
function report({resource, workspace}: RuleContext, field: Field, message: string): Report {
  const isFluxPath = workspace.isFluxPath(folderOf(resource.document.file.path));
  return {at: field.mark, message, ...(!isFluxPath && {severity: "warning"})};
}
