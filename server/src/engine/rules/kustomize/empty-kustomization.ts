import {isKustomizationFile} from "../../resources/resource.ts";
import {folderOf} from "../../text/paths.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/empty-kustomization",
  summary: "A kustomization file that says nothing.",
  severity: "error",

  *checkFile(file, workspace) {
    if (!isKustomizationFile(file.path)) return;
    const {root, problems} = file.documents[0] ?? {};
    if (problems?.length || (root?.exists && !root.isMap)) return;
    const contents = root?.mergedEntries.filter(({key}) => !/^(?:apiVersion|kind)$/i.test(String(key))) ?? [];
    // An alias may stand for something, and an empty list is enough for kustomize.
    if (contents.some((entry) => entry.exists || entry.isAlias)) return;
    const isFluxPath = workspace.isFluxPath(folderOf(file.path));
    yield {
      at: root?.mark ?? {start: 0, end: 0},
      message: isFluxPath
        ? "This kustomization lists nothing: Flux builds nothing from the folder, and `kustomize build` stops at it."
        : "This kustomization lists nothing, and kustomize stops at it (`kustomization.yaml is empty`); `resources: []` is enough.",
      ...(isFluxPath && {severity: "warning"}),
    };
  },
});
