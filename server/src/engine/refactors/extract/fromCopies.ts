import type {TextEdit} from "../../text/edit.ts";
import {joinPath} from "../../text/paths.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import {addLine, placesFor} from "../components/line.ts";
import {valueFor} from "../components/values.ts";
import {setVariables, substitutes} from "../components/variables.ts";
import type {Answers, Proposal, Refusal} from "../refactoring.ts";
import {changedBuild} from "./builds.ts";
import {type Copy, copiesIn} from "./copies.ts";
import {folderFor, newComponent} from "./folder.ts";
import {type SharedManifest, sharedManifest, type Variable} from "./manifest.ts";
import {textsAfter} from "./texts.ts";

/** Makes a Component of a manifest and of its copies in other apps. */
export function extractCopies(workspace: Workspace, first: Copy, {component}: Answers): Proposal {
  const found = largestSet(workspace, first);
  if ("refused" in found) return found;
  const {copies, shared} = found;
  const folder = component === undefined ? folderFor(workspace, copies) : joinPath("", component);
  if (folder === undefined || workspace.graph.presence(folder) !== "missing") {
    const taken = folder === undefined ? "" : ` \`${folder}\` is there already.`;
    return {asks: `In which folder is the Component to stand?${taken}`, choices: []};
  }
  const created = newComponent(first, folder, shared.text);
  const edits = editsFor(workspace, copies, shared, folder);
  if ("refused" in edits) return edits;
  const texts = textsAfter(workspace, edits);
  if ("broken" in texts) return {refused: `\`${texts.broken}\` can't be changed without losing a comment.`};
  const deleted = copies.map(({file}) => file.path);
  const touched = [...copies.map(({kustomization}) => kustomization.path), ...created.keys()];
  // A file without text brings nothing, as one that is gone.
  const gone = deleted.map((path): [string, string] => [path, ""]);
  const changed = changedBuild(workspace, [...touched, ...deleted], new Map([...texts, ...created, ...gone]));
  if (changed) return {refused: `With the Component, \`${changed}\` would build something else than before.`};
  const apps = copies.map(({app}) => `\`${app.name}\``).join(", ");
  return {
    edits,
    created,
    deleted,
    notes: [{weight: "info", text: `The Component \`${folder}\` takes the place of the copies in ${apps}.`}],
  };
}

type CopySet = {readonly copies: readonly Copy[]; readonly shared: SharedManifest};

/** The copies that are equal up to names; else as many as few variables can tell apart. */
function largestSet(workspace: Workspace, first: Copy): CopySet | Refusal {
  const {path} = first.file;
  const equal = copiesIn(workspace, first, workspace.copies.of(path));
  if (equal.length > 1 || isSource(first)) return setOf(workspace, equal);
  return setOf(workspace, copiesIn(workspace, first, workspace.copies.alike(path)));
}

/** As many of some copies as can share a manifest with the first of them. */
function setOf(workspace: Workspace, [first, ...others]: readonly Copy[]): CopySet | Refusal {
  if (!first || others.length === 0) {
    return {refused: `No other app has a manifest that is equal to \`${first?.file.path}\` up to names.`};
  }
  const all = share(workspace, [first, ...others]);
  if (!("refused" in all) && all.shared.variables.length === 0) return all;
  if (wouldChange(workspace, first)) return {refused: hasFirstVariable(first)};
  const able = others.filter((copy) => !wouldChange(workspace, copy));
  let best = able.length > 0 ? share(workspace, [first, ...able]) : setOf(workspace, [first]);
  if (!("refused" in best) || able.length < 2) return best;
  // One after the other, where not all of them fit together.
  for (const copy of able) {
    const more = share(workspace, [...("refused" in best ? [first] : best.copies), copy]);
    if ("refused" in best || !("refused" in more)) best = more;
  }
  return best;
}

function share(workspace: Workspace, copies: readonly Copy[]): CopySet | Refusal {
  const shared = sharedManifest(copies, (variable) => isFree(workspace, copies, variable));
  return "refused" in shared ? shared : {copies, shared};
}

function hasFirstVariable({app: {name}}: Copy): string {
  return `\`${name}\` has no variables so far: with one, Flux would also replace the \`\${...}\` in what else it builds.`;
}

/** Where charts come from is what differs between apps; what else there is of it is nothing of its own. */
function isSource({file}: Copy): boolean {
  return file.documents.some(({root}) => root.get("apiVersion").string?.startsWith("source.toolkit.fluxcd.io/"));
}

/** Whether an app has no variables so far, and something that its first variable would change. */
function wouldChange(workspace: Workspace, {app}: Copy): boolean {
  return app.flux.some((flux) => !substitutes(workspace, flux) && holdsDollars(workspace, flux.key));
}

/** Whether a variable can have a value for each of the apps: none of them has it with another value. */
function isFree({graph}: Workspace, copies: readonly Copy[], {name, values}: Variable): boolean {
  return copies.every(({app}, i) =>
    app.flux.every((flux) => {
      const set = graph.variables(flux).values;
      return !set.has(name) || set.get(name) === values[i];
    }),
  );
}

/** The edits of the kustomizations and Flux Kustomizations of all apps. */
function editsFor(
  workspace: Workspace,
  copies: readonly Copy[],
  {variables}: SharedManifest,
  folder: string,
): Map<string, TextEdit[]> | Refusal {
  const edits = new Map<string, TextEdit[]>();
  const add = (path: string, more: readonly TextEdit[]): unknown =>
    edits.set(path, [...(edits.get(path) ?? []), ...more]);
  for (const [i, copy] of copies.entries()) {
    const {app, kustomization, line} = copy;
    const place = placesFor(workspace, app, folder).find((one) => addLine(one, folder) !== undefined);
    const added = place && addLine(place, folder);
    const removed = removeItem(kustomization, line);
    if (!place || !added || !removed) return {refused: `The lists of \`${app.name}\` leave no place for the change.`};
    const values = variables.map(({name, values}) => [name, values[i] ?? ""] as const);
    const set = setFor(workspace, copy, values);
    if ("refused" in set) return set;
    add(place.file.path, added);
    add(kustomization.path, removed);
    if (set.edits.length > 0) add(set.path, set.edits);
  }
  return edits;
}

function setFor(
  workspace: Workspace,
  {app}: Copy,
  values: readonly (readonly [name: string, value: string])[],
): {readonly path: string; readonly edits: readonly TextEdit[]} | Refusal {
  const {graph} = workspace;
  const [first] = app.flux;
  const file = first && workspace.file(first.origin.file);
  const spec = file?.documents[first?.origin.document ?? 0]?.root.get("spec");
  const open = values.filter(([name]) => app.flux.some((flux) => !graph.variables(flux).values.has(name)));
  if (!file || !spec) return {refused: `The Flux Kustomization \`${app.name}\` can't be read.`};
  const texts = open.map(([name, value]): [string, string] => {
    const own = name === "APP" && value === app.name ? valueFor(workspace, app, name) : undefined;
    return [name, own ?? scalarText(value)];
  });
  const edits = setVariables(file, spec, texts);
  return edits
    ? {path: file.path, edits}
    : {refused: `\`postBuild\` of \`${app.name}\` leaves no place for variables.`};
}

/** Whether a build holds what Flux would take for a variable, or for the mark of a text that is none. */
function holdsDollars({graph}: Workspace, key: string): boolean {
  const flux = graph.present(key);
  return (flux ? graph.fluxBuild(flux).resources : []).some((resource) => {
    const object = graph.objectOf(resource);
    return object === undefined || /\$[{$]/.test(JSON.stringify(object));
  });
}
