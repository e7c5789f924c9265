import {variablesIn} from "../../resources/expressions.ts";
import {KUSTOMIZE_API_VERSIONS} from "../../resources/kustomize.ts";
import {resourceOf} from "../../resources/resource.ts";
import type {TextEdit} from "../../text/edit.ts";
import {folderOf} from "../../text/paths.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {removeItem} from "../../yaml/edit/item.ts";
import {lineBreak} from "../../yaml/edit/lines.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {addLine} from "../components/line.ts";
import type {Proposal} from "../refactoring.ts";
import {areFollowed, changedBuild} from "./builds.ts";
import {linesTo} from "./lines.ts";
import {textsAfter} from "./texts.ts";

/** A folder with a kustomization that others list among their resources. */
export interface Template {
  /** Its kustomization file. */
  readonly file: string;
  readonly folder: string;
  /** The kustomizations that list it, in the order of their paths. */
  readonly users: readonly string[];
}

/**
 * The template of which a file is the kustomization; undefined for a folder that is no template: its name says so, or
 * variables that it leaves open.
 */
export function templateOf({graph}: Workspace, file: string): Template | undefined {
  const folder = folderOf(file);
  const found = graph.kustomizationIn(folder);
  // What Flux builds by itself can't be a Component.
  if (found.type !== "one" || found.file !== file || graph.index.fluxFolders.has(folder)) return undefined;
  if (found.spec.kind !== "Kustomization") return undefined;
  const lists = (user: string): boolean =>
    graph.summary(user)?.kustomization?.resources.some(({target}) => target === folder) ?? false;
  const users = [...new Set(graph.index.includes.get(folder))].filter(lists).sort();
  if (users.length < 2) return undefined;
  const leavesVariables = (): boolean =>
    graph.build(folder).resources.some((one) => variablesIn(JSON.stringify(graph.objectOf(one) ?? "")).length > 0);
  return isCalledTemplate(folder) || leavesVariables() ? {file, folder, users} : undefined;
}

/** Whether the path of a folder calls it a template. */
function isCalledTemplate(folder: string): boolean {
  return /(?:^|\/)templates?(?:\/|$)/.test(folder);
}

/** Makes a Component of a template where it stands, and has its users list it as one. */
export function convertTemplate(workspace: Workspace, {file: path, folder, users}: Template): Proposal {
  const file = workspace.file(path);
  const kind = file && asComponent(file);
  if (!kind) return {refused: `\`${path}\` is written in a way that its kind can't be changed.`};
  const unknown = [folder, ...users.flatMap((user) => componentsIn(workspace, user))].find(
    (one) => !areFollowed(workspace, workspace.graph.build(one).files),
  );
  if (unknown !== undefined) return {refused: `Nobody knows what \`${unknown}\` would do to other objects then.`};
  const edits = new Map<string, readonly TextEdit[]>([[path, kind]]);
  for (const user of users) {
    const moved = moveLines(workspace, user, folder);
    if (!moved) return {refused: `The line of \`${folder}\` in \`${user}\` can't be moved to \`components\`.`};
    edits.set(user, moved);
  }
  const texts = textsAfter(workspace, edits);
  if ("broken" in texts) return {refused: `A comment in \`${texts.broken}\` would be lost.`};
  const changed = changedBuild(workspace, [path, ...users], texts);
  if (changed) return {refused: `With \`${folder}\` as a Component, \`${changed}\` would build something else.`};
  return {
    edits,
    notes: [{weight: "info", text: `${users.length} kustomizations list \`${folder}\` as a Component afterwards.`}],
  };
}

function componentsIn({graph}: Workspace, user: string): string[] {
  return (graph.summary(user)?.kustomization?.components ?? []).flatMap(({target}) => target ?? []);
}

/** The edits that make a kustomization one of a Component. */
function asComponent(file: YamlFile): TextEdit[] | undefined {
  const [document, ...others] = file.documents;
  const root = document?.root;
  const resource = document && resourceOf(document);
  if (!document || !root?.isMap || root.isFlow || others.length > 0 || document.problems.length > 0) return undefined;
  const apiVersion = KUSTOMIZE_API_VERSIONS.get("Component") ?? "";
  if (resource?.kind !== "Kustomization") return undefined;
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const [key, value] of [
    ["apiVersion", apiVersion],
    ["kind", "Component"],
  ] as const) {
    const field = root.get(key);
    if (field.type === "missing") missing.push(`${key}: ${value}${lineBreak(file)}`);
    else {
      const replaced = replaceScalar(field, value);
      if (!replaced) return undefined;
      edits.push(...replaced);
    }
  }
  const {start} = root.span;
  return missing.length > 0 ? [{span: {start, end: start}, newText: missing.join("")}, ...edits] : edits;
}

/** The edits that move what leads to a folder from `resources` to `components`; undefined where there is no place. */
function moveLines(workspace: Workspace, user: string, folder: string): TextEdit[] | undefined {
  const file = workspace.file(user);
  const map = file?.documents[0]?.root;
  if (!file || !map?.isMap) return undefined;
  const base = folderOf(user);
  const [item, ...others] = linesTo(map.get("resources"), base, folder);
  const removed = item && others.length === 0 ? removeItem(file, item) : undefined;
  const added = addLine({style: "kustomize", file, map, base}, folder);
  return removed && added ? [...added, ...removed] : undefined;
}
