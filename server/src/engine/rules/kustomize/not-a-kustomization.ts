import {KUSTOMIZE_API_VERSIONS} from "../../resources/kustomize.ts";
import {isKustomizationFile} from "../../resources/resource.ts";
import {didYouMean} from "../../schema/words.ts";
import {baseName, folderOf} from "../../text/paths.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

const KINDS = [...KUSTOMIZE_API_VERSIONS.keys()];

export default defineRule({
  id: "kustomize/not-a-kustomization",
  summary: "A file with the name of a kustomization file that holds something else.",
  severity: "error",

  *check({resource, root, workspace}) {
    const {kind, group, document} = resource;
    const {path} = document.file;
    if (!isKustomizationFile(path) || document.index > 0) return;
    const isFlux = group === "kustomize.toolkit.fluxcd.io" && kind === "Kustomization";
    if (KINDS.includes(kind) && !(isFlux && root.get("spec").exists)) return;
    const near = didYouMean(kind, KINDS);
    const what = isFlux ? "a Flux Kustomization" : `a ${kind}`;
    yield {
      at: root.get("kind").mark,
      message: near
        ? `\`${kind}\` is no kind that kustomize knows. Did you mean \`${near}\`?`
        : `kustomize takes every file called ${baseName(path)} for a kustomization and stops at ${what}; give the file another name.`,
      // A file that nothing builds may still be applied by hand.
      ...(!near && !workspace.isFluxPath(folderOf(path)) && {severity: "warning"}),
      fixes: [near ? {title: `Use \`${near}\``, edits: replaceScalar(root.get("kind"), near)} : undefined],
    };
  },
});
