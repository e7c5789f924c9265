import {baseName, folderOf} from "../../text/paths.ts";
import {asWord} from "../../workspace/copies.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {commentsOf} from "../../yaml/comments.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {type App, appsIn} from "../components/app.ts";
import {areFollowed} from "./builds.ts";
import {linesTo} from "./lines.ts";

/** A manifest that one app has for itself. */
export interface Copy {
  readonly file: YamlFile;
  /** Has a Flux Kustomization of its own. */
  readonly app: App;
  readonly kustomization: YamlFile;
  /** The line of the manifest in the kustomization. */
  readonly line: Field;
}

/** The manifest in a file, where just one app has it; undefined where others build it too, or read it otherwise. */
export function copyAt(workspace: Workspace, path: string): Copy | undefined {
  const {graph} = workspace;
  const {index} = graph;
  const [user, ...others] = new Set(index.includes.get(path));
  if (user === undefined || others.length > 0 || index.patchFiles.has(path) || index.pluginFiles.has(path)) return;
  const folder = folderOf(user);
  if (index.includes.has(folder) || index.fluxComponents.has(folder)) return undefined;
  const file = workspace.file(path);
  const kustomization = workspace.file(user);
  const [app] = appsIn(workspace, user);
  if (!file || !kustomization || !app || app.flux.length === 0 || app.flux.some(({isHere}) => isHere === false)) return;
  if (app.flux.some((flux) => changesNames(workspace, flux))) return undefined;
  const [line, ...more] = linesTo(kustomization.documents[0]?.root.get("resources"), folder, path);
  // Named twice, it may be what a generator or a replacement reads as well.
  const isNamedOnce = [...kustomization.text.matchAll(fileName(baseName(path)))].length === 1;
  return line && more.length === 0 && isNamedOnce ? {file, app, kustomization, line} : undefined;
}

function fileName(name: string): RegExp {
  return new RegExp(`(?<![\\w.-])${name.replaceAll(".", "\\.")}(?![\\w.-])`, "g");
}

/** Whether a build may rename objects, and what refers to them: a variable in a name would not be found by that. */
function changesNames(workspace: Workspace, flux: FluxKustomization): boolean {
  const {graph} = workspace;
  const {files} = graph.fluxBuild(flux);
  const hasAffix = ({namePrefix, nameSuffix}: {namePrefix?: unknown; nameSuffix?: unknown}): boolean =>
    namePrefix !== undefined || nameSuffix !== undefined;
  return (
    hasAffix(flux.spec) ||
    !areFollowed(workspace, files) ||
    [...files].some((file) => hasAffix(graph.summary(file)?.kustomization ?? {}))
  );
}

/** The first of some copies in every app, beginning with a certain one. On another cluster, an app is the same one. */
export function copiesIn(workspace: Workspace, first: Copy, paths: readonly string[]): Copy[] {
  const copies = [first];
  for (const path of paths) {
    const copy = path === first.file.path ? undefined : copyAt(workspace, path);
    if (!copy || copies.some(({app}) => app.name === copy.app.name) || hasOwnComments(copy, first)) continue;
    copies.push(copy);
  }
  return copies;
}

/** Whether a copy has comments that the other one does not have: they would be lost with it. */
function hasOwnComments(copy: Copy, other: Copy): boolean {
  const texts = commentsIn(other);
  return commentsIn(copy).some((text) => !texts.includes(text));
}

function commentsIn({file, app}: Copy): string[] {
  const texts = commentsOf(file.text).map(({text}) => text.replace(asWord(app.name), "<app>"));
  return texts.filter((text) => !text.startsWith("# yaml-language-server:"));
}
