import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf, joinPath, relativePath} from "../../text/paths.ts";
import type {Span} from "../../text/span.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {addSorted} from "../../yaml/edit/sorted-item.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {defineRule, type ProposedFix} from "../rule.ts";
import {type Unreferenced, unreferenced} from "../unreferenced.ts";

export default defineRule({
  id: "kustomize/unreferenced-file",
  summary: "A manifest that no kustomization lists, so that Flux does not apply it.",
  severity: "info",

  *checkFile(file, workspace) {
    const found =
      workspace.judgement(file.path)?.skipped === undefined ? unreferenced(workspace, file.path) : undefined;
    const kustomization = found && workspace.file(found.kustomization);
    if (!found || !kustomization) return;
    const {idleFolder} = found;
    const off = switchedOff(kustomization, found.target);
    const what = isKustomizationFile(file.path) ? "this folder" : "this file";
    const at = placeIn(file, workspace);
    if (off) {
      yield {
        at,
        severity: "hint",
        message: `Flux does not apply ${what}: its entry in \`${kustomization.path}\` is commented out.`,
        related: [{file: kustomization.path, span: off, message: "the entry"}],
      };
      return;
    }
    yield {
      at,
      ...(idleFolder !== undefined && {severity: "hint"}),
      message:
        idleFolder === undefined
          ? `No kustomization lists ${what}, so Flux does not apply it. The nearest is \`${kustomization.path}\`.`
          : `No kustomization lists anything in \`${idleFolder}\`, so Flux applies nothing of it. The nearest is \`${kustomization.path}\`.`,
      related: [{file: kustomization.path, span: {start: 0, end: 0}, message: "the nearest kustomization"}],
      fixes: [listing(kustomization, found)],
    };
  },
});

/** Where a file says what it is. */
function placeIn(file: YamlFile, workspace: Workspace): Span {
  const [object] = workspace.graph.summary(file.path)?.objects ?? [];
  const document = file.documents[object?.document ?? 0];
  return document?.root.get("kind").mark ?? {start: 0, end: file.lines.lineEnd(0)};
}

/** The comment in a kustomization that was the entry of a path, or of a folder that the path is in. */
function switchedOff(kustomization: YamlFile, target: string): Span | undefined {
  const folder = folderOf(kustomization.path);
  for (const comment of kustomization.text.matchAll(/^[ \t]*#+[ \t]*-[ \t]+["']?([^\s"'#]+)/gm)) {
    const path = joinPath(folder, comment[1] ?? "");
    if (path === undefined || path === folder || !(target === path || target.startsWith(`${path}/`))) continue;
    const start = comment.index + comment[0].indexOf("#");
    return {start, end: comment.index + comment[0].length};
  }
  return undefined;
}

/** Adds the path to the list of resources, written as the others there are. */
function listing(kustomization: YamlFile, {target}: Unreferenced): ProposedFix | undefined {
  const root = kustomization.documents[0]?.root;
  if (!root || kustomization.documents.some(({problems}) => problems.length > 0)) return undefined;
  const others = root.get("resources").items.flatMap(({string}) => string ?? []);
  const hasDot = others.length === 0 || others.some((other) => other.startsWith("./"));
  const path = (hasDot ? "./" : "") + relativePath(folderOf(kustomization.path), target);
  return {
    title: `List it in \`${kustomization.path}\``,
    file: kustomization.path,
    edits: addSorted(kustomization, root, "resources", path, {
      after: root.get("namespace").exists ? "namespace" : "kind",
      isPinned: (item) => /(?:^|\/)namespace\.ya?ml$/.test(item),
    }),
  };
}
