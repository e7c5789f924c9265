import type {TextEdit} from "../../text/edit.ts";
import type {ComponentInfo} from "../../workspace/components.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {Answers, Note, Question, Refusal} from "../refactoring.ts";
import type {App} from "./app.ts";
import {valueFor} from "./values.ts";
import {missingVariables, setVariables, substitutes, untouchedExpression} from "./variables.ts";

/** The Flux Kustomizations that build an app, alone or with others. */
export function buildersOf({graph}: Workspace, {flux, kustomization}: App): readonly FluxKustomization[] {
  if (flux.length > 0 || !kustomization) return flux;
  return graph.appliersOf(kustomization.file).flux.flatMap((ref) => [...graph.instancesOf(ref)]);
}

/** Edits by file, and what to know about them. */
export interface Variables {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  readonly notes: readonly Note[];
}

/** The edits that set what a Component needs and nobody sets yet. */
export function variableEdits(
  workspace: Workspace,
  app: App,
  {folder, needs, takes}: ComponentInfo,
  builders: readonly FluxKustomization[],
  {values = {}}: Answers,
): Variables | Question | Refusal {
  const {missing, uncertain} = missingVariables(workspace, needs, builders);
  const notes = uncertain.map(
    (name): Note => ({
      weight: "warning",
      text: `\`${folder}\` needs \`${name}\`, and nothing in the repository sets it for \`${app.name}\`. It may come from an object that is not in the repository.`,
    }),
  );
  if (needs.length + takes.length > 0 && builders.length === 0) {
    notes.push({
      weight: "warning",
      text: `Nothing says which Flux Kustomization builds \`${app.name}\`, so nobody knows whether the variables of \`${folder}\` are set.`,
    });
  }
  const isIdle = builders.some((flux) => !substitutes(workspace, flux));
  if (needs.length + takes.length === 0 || (missing.length === 0 && !isIdle)) return {edits: new Map(), notes};
  const names = missing.length > 0 ? missing : takes.slice(0, 1);
  const [first] = app.flux;
  const list = names.map((name) => `\`${name}\``).join(", ");
  if (!first) {
    return {
      refused: `\`${folder}\` needs ${list}, and the Flux Kustomization that builds \`${app.name}\` builds others along with it.`,
    };
  }
  for (const flux of builders) {
    const touched = substitutes(workspace, flux) ? undefined : untouchedExpression(workspace, flux);
    if (touched) {
      return {
        refused: `\`${folder}\` needs variables, and \`${flux.name}\` has none so far: with one, Flux would also replace the \`\${...}\` in ${touched}.`,
      };
    }
  }
  const chosen = names.map((name) => {
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    return [name, given === undefined ? valueFor(workspace, app, name) : scalarText(given)] as const;
  });
  const open = chosen.find(([, text]) => text === undefined);
  if (open) return {asks: `\`${folder}\` needs a value for \`${open[0]}\`.`, choices: []};
  const file = workspace.file(first.origin.file);
  const spec = file?.documents[first.origin.document]?.root.get("spec");
  const edits = file && spec && setVariables(file, spec, chosen as [string, string][]);
  if (!file || !edits) {
    return {refused: `\`postBuild\` of \`${first.name}\` is written in a way that leaves no place for ${list}.`};
  }
  return {edits: new Map([[file.path, edits]]), notes};
}

/** Edits of the same files together. */
export function joined(...all: readonly ReadonlyMap<string, readonly TextEdit[]>[]): Map<string, TextEdit[]> {
  const edits = new Map<string, TextEdit[]>();
  for (const one of all) for (const [path, ofFile] of one) edits.set(path, [...(edits.get(path) ?? []), ...ofFile]);
  return edits;
}
