import {variablesIn} from "../../resources/expressions.ts";
import type {TextEdit} from "../../text/edit.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";

/** The variables that a Component needs and a Flux Kustomization does not set, as far as that is known. */
export function missingVariables(
  {graph}: Workspace,
  needs: readonly string[],
  flux: readonly FluxKustomization[],
): {readonly missing: readonly string[]; readonly uncertain: readonly string[]} {
  const sets = flux.map((one) => graph.variables(one));
  const unset = needs.filter((name) => sets.some(({values}) => !values.has(name)));
  const isCertain = sets.every(({isComplete}) => isComplete);
  // What comes from an object that is not in the repository may be among them; what another app sets itself is not.
  const own = (name: string): boolean => isCertain || isSetByApps(graph.fluxKustomizations, name);
  return {missing: unset.filter(own), uncertain: unset.filter((name) => !own(name))};
}

function isSetByApps(all: readonly FluxKustomization[], name: string): boolean {
  return all.some(({spec}) => {
    const {substitute} = Object(spec.postBuild) as {substitute?: object};
    return typeof substitute === "object" && substitute !== null && Object.hasOwn(substitute, name);
  });
}

/** Whether Flux replaces variables in what a Flux Kustomization builds. */
export function substitutes({graph}: Workspace, flux: FluxKustomization): boolean {
  const {values, isComplete} = graph.variables(flux);
  const {substituteStrategy} = Object(flux.spec.postBuild) as {substituteStrategy?: unknown};
  // Without any variable Flux leaves the texts as they are.
  return values.size > 0 || !isComplete || substituteStrategy === "Always";
}

/** An object in a build that holds `${...}` which Flux leaves alone so far; undefined where there is none. */
export function untouchedExpression({graph}: Workspace, flux: FluxKustomization): string | undefined {
  const found = graph.fluxBuild(flux).resources.find((resource) => {
    const object = graph.objectOf(resource);
    return object !== undefined && variablesIn(JSON.stringify(object)).length > 0;
  });
  return found && `${found.kind} \`${found.name}\``;
}

/** Adds variables to `postBuild.substitute` of a Flux Kustomization; undefined where there is no place for them. */
export function setVariables(
  file: YamlFile,
  spec: Field,
  values: readonly (readonly [name: string, text: string])[],
): TextEdit[] | undefined {
  if (values.length === 0) return [];
  const lines = values.map(([name, text]) => `${scalarText(name)}: ${text}`).join("\n");
  const postBuild = spec.get("postBuild");
  const substitute = postBuild.get("substitute");
  if (substitute.isMap) return addEntries(file, substitute, lines);
  if (substitute.type !== "missing") return undefined;
  const block = `substitute:\n  ${lines.replaceAll("\n", "\n  ")}`;
  if (postBuild.isMap) return addEntries(file, postBuild, block);
  if (postBuild.type !== "missing") return undefined;
  return addEntries(file, spec, `postBuild:\n  ${block.replaceAll("\n", "\n  ")}`);
}
