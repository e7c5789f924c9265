import {applyEdits, type TextEdit} from "../../text/edit.ts";
import {folderOf} from "../../text/paths.ts";
import type {ComponentInfo} from "../../workspace/components.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {BuildCause} from "../../workspace/kustomize/build.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Note, Refusal} from "../refactoring.ts";
import type {App} from "./app.ts";

/**
 * What the builds of an app have against a Component. The findings don't say it: where the app is the only one to have
 * a Component, what does not fit is a fault of the Component's file, which is not touched.
 */
export function faultsOfAttaching(
  workspace: Workspace,
  app: App,
  {folder}: ComponentInfo,
  builders: readonly FluxKustomization[],
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): Refusal | {readonly notes: readonly Note[]} {
  const texts = new Map(
    [...edits].map(([path, ofFile]) => [path, applyEdits(workspace.file(path)?.text ?? "", ofFile)]),
  );
  const causes = (): Map<string, BuildCause> => causesIn(workspace, app, builders);
  const before = causes();
  const notes: Note[] = [];
  for (const [key, cause] of workspace.trying(texts, causes)) {
    if (before.has(key)) continue;
    if (cause.type !== "matchesNothing" || !cause.hasTarget) {
      return {refused: `kustomize would stop: ${inWords(cause, folder)}`};
    }
    const text = `A patch of \`${folder}\` fits nothing that \`${app.name}\` has, and changes nothing there.`;
    if (notes.length === 0) notes.push({weight: "warning", text});
  }
  return {notes};
}

/** What is wrong in all builds that an app is a part of. */
function causesIn(
  {graph}: Workspace,
  {kustomization}: App,
  builders: readonly FluxKustomization[],
): Map<string, BuildCause> {
  const keys = new Set(builders.map(({key}) => key));
  const folders = new Set<string>();
  const climb = (folder: string): void => {
    if (folders.has(folder)) return;
    folders.add(folder);
    for (const file of graph.index.includes.files(folder)) climb(folderOf(file));
  };
  if (kustomization) climb(kustomization.folder);
  const builds = [
    ...graph.fluxKustomizations.filter(({key}) => keys.has(key)).map((flux) => graph.fluxBuild(flux)),
    ...[...folders].map((folder) => graph.build(folder)),
  ];
  const causes = new Map<string, BuildCause>();
  for (const {problems, isOpen} of builds) {
    for (const {cause} of problems) if (!isOpen || cause.type !== "matchesNothing") causes.set(keyOf(cause), cause);
  }
  return causes;
}

/** What tells a cause from others; where it is written moves with the new line. */
function keyOf(cause: BuildCause): string {
  switch (cause.type) {
    case "duplicate":
      return JSON.stringify([cause.type, cause.first.origin, cause.second.origin]);
    case "matchesNothing":
    case "ambiguous":
      return JSON.stringify([cause.type, cause.patch]);
    case "failed":
      return JSON.stringify([cause.type, cause.resource.origin, cause.reason]);
    default:
      return JSON.stringify(cause);
  }
}

function inWords(cause: BuildCause, folder: string): string {
  switch (cause.type) {
    case "duplicate":
      return `with \`${folder}\` there are two objects ${cause.second.kind} \`${cause.second.name}\`.`;
    case "matchesNothing":
    case "ambiguous": {
      const object = cause.patch ? `${cause.patch.kind} \`${cause.patch.metadata.name}\`` : "an object";
      const there = cause.type === "ambiguous" ? "of which there are several" : "which is not there";
      return `\`${folder}\` patches ${object}, ${there}.`;
    }
    case "failed":
      return `a patch of \`${folder}\` can't be applied to ${cause.resource.kind} \`${cause.resource.name}\`.`;
    default:
      return `\`${folder}\` can't be built along with the app.`;
  }
}
