import {KUSTOMIZE_API_VERSIONS} from "../../resources/kustomize.ts";
import {baseName, folderOf} from "../../text/paths.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {lineBreak} from "../../yaml/edit/lines.ts";
import type {Copy} from "./copies.ts";

/** Where a new Component goes: beside the others, else beside what all its apps are in. */
export function folderFor({graph}: Workspace, copies: readonly Copy[]): string | undefined {
  const [first] = copies;
  if (!first) return undefined;
  const name = baseName(first.file.path).replace(/\.ya?ml$/, "");
  const folders = copies.map(({kustomization}) => folderOf(kustomization.path));
  return joined(homeOf([...new Set(graph.index.components.get(""))], sharedFolder(folders)), name);
}

/** The folder that most Components stand in or below: the shortest where several have as many. */
function homeOf(components: readonly string[], apps: string): string {
  const named = components.flatMap((folder) => /^(?:.*\/)?components(?=\/)/.exec(folder)?.[0] ?? []);
  const all = named.length > 0 ? named : components.map(folderOf);
  const count = (folder: string): number => all.filter((other) => other === folder).length;
  const [best] = [...new Set(all)].sort((a, b) => count(b) - count(a) || a.length - b.length || (a < b ? -1 : 1));
  // `apps/media` is a part of `apps`, and what is in there may be built as an app.
  const beside = /^(?:(.*?)\/)?apps(?:\/|$)/.exec(apps);
  return best ?? joined(beside ? (beside[1] ?? "") : folderOf(apps), "components");
}

function sharedFolder(folders: readonly string[]): string {
  const [first = "", ...others] = folders;
  const segments = first.split("/");
  const shared = segments.findIndex((_, i) => {
    const start = `${segments.slice(0, i + 1).join("/")}/`;
    return others.some((other) => !`${other}/`.startsWith(start));
  });
  return (shared < 0 ? segments : segments.slice(0, shared)).join("/");
}

function joined(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** The files of a new Component with one manifest, with the header that the first app's kustomization has. */
export function newComponent({file, kustomization}: Copy, folder: string, text: string): Map<string, string> {
  const newline = lineBreak(kustomization);
  const header = /^(?:---\r?\n)?(?:# yaml-language-server:.*\n)?/.exec(kustomization.text)?.[0] ?? "";
  const name = baseName(file.path);
  const lines = [
    `apiVersion: ${KUSTOMIZE_API_VERSIONS.get("Component")}`,
    "kind: Component",
    "resources:",
    `  - ./${name}`,
    "",
  ];
  return new Map([
    [`${folder}/kustomization.yaml`, header + lines.join(newline)],
    [`${folder}/${name}`, text],
  ]);
}
