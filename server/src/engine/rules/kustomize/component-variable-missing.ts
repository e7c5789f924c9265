import {appsIn} from "../../refactors/components/app.ts";
import {valueFor} from "../../refactors/components/values.ts";
import {setVariables, substitutes} from "../../refactors/components/variables.ts";
import {KUSTOMIZATION as FLUX_KUSTOMIZATION} from "../../resources/flux-kinds.ts";
import {compareMinors} from "../../resources/flux-versions.ts";
import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {folderOf, joinPath} from "../../text/paths.ts";
import {componentAt} from "../../workspace/components.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix, type Report, type RuleContext} from "../rule.ts";

/** The Flux version from which a variable that nobody sets stops the build. */
const STRICT_SINCE = "2.9";

export default defineRule({
  id: "kustomize/component-variable-missing",
  summary: "A Component needs a variable that the Flux Kustomization does not set.",
  severity: "error",
  types: [...KUSTOMIZE_TYPES, FLUX_KUSTOMIZATION],

  *check(context) {
    const {resource, root, workspace} = context;
    const {file, index} = resource.document;
    const {graph} = workspace;
    const isFlux = resource.type === FLUX_KUSTOMIZATION;
    const builders = isFlux
      ? graph.instancesOf({file: file.path, document: index})
      : graph.appliersOf(file.path).flux.flatMap((ref) => [...graph.instancesOf(ref)]);
    const folders = new Set(isFlux ? builders.map(({folder}) => folder) : [folderOf(file.path)]);
    const [base] = folders;
    if (builders.length === 0 || folders.size > 1 || base === undefined) return;
    for (const item of (isFlux ? root.get("spec") : root).get("components").items) {
      const report = missingAt(context, item, base, builders);
      if (report) yield report;
    }
  },
});

function missingAt(
  context: RuleContext,
  item: Field,
  base: string,
  builders: readonly FluxKustomization[],
): Report | undefined {
  const {workspace} = context;
  const folder = item.string === undefined ? undefined : joinPath(base, item.string);
  const component = folder === undefined ? undefined : componentAt(workspace, folder);
  if (!component || component.needs.length === 0) return undefined;
  const lacks = (flux: FluxKustomization): string[] => {
    const {values, isComplete} = workspace.graph.variables(flux);
    // What is read from an object that is not in the repository may hold any variable.
    return isComplete ? component.needs.filter((name) => !values.has(name)) : [];
  };
  const lacking = builders.filter((flux) => lacks(flux).length > 0);
  const [first] = lacking;
  if (!first) return undefined;
  const missing = [...new Set(lacking.flatMap(lacks))];
  const names = [...new Set(lacking.map(({name}) => name))];
  const who = names.length === 1 ? `the Flux Kustomization ${quoted(names)[0]} does` : `${allOf(quoted(names))} do`;
  return {
    at: item.mark,
    ...(substitutes(workspace, first) &&
      compareMinors(workspace.config.flux, STRICT_SINCE) < 0 && {severity: "warning"}),
    message: `The Component needs ${allOf(quoted(missing))}, which ${who} not set: ${outcome(context, first)}`,
    fixes: [setThem(context, missing, first)],
  };
}

function outcome({workspace}: RuleContext, flux: FluxKustomization): string {
  if (!substitutes(workspace, flux)) return "without any variable Flux leaves the expressions as they are.";
  if (compareMinors(workspace.config.flux, STRICT_SINCE) < 0) return "Flux puts an empty text in its place.";
  return "Flux stops at a variable that nothing sets.";
}

/** Sets them where the Flux Kustomization is written, if all of them follow from the app. */
function setThem({workspace}: RuleContext, names: readonly string[], flux: FluxKustomization): ProposedFix | undefined {
  const {file: path, document} = flux.origin;
  const file = workspace.file(path);
  const app = appsIn(workspace, path).find((one) => one.flux.some(({key}) => key === flux.key));
  const spec = file?.documents[document]?.root.get("spec");
  if (!file || !app || !spec) return undefined;
  const values = names.map((name) => [name, valueFor(workspace, app, name)] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  return {
    title: `Set ${allOf(quoted(names))} in \`${flux.name}\``,
    file: path,
    edits: setVariables(file, spec, values as [string, string][]),
  };
}
