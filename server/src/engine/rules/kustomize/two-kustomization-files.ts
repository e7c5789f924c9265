import {isKustomizationFile, KUSTOMIZATION_FILES} from "../../resources/resource.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {baseName, folderOf} from "../../text/paths.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kustomize/two-kustomization-files",
  summary: "A folder with two kustomization files.",
  severity: "error",

  *checkFile(file, workspace) {
    if (!isKustomizationFile(file.path)) return;
    const folder = folderOf(file.path);
    const others = [...KUSTOMIZATION_FILES]
      .map((name) => (folder === "" ? name : `${folder}/${name}`))
      .filter((path) => path !== file.path && workspace.exists(path));
    if (others.length === 0) return;
    yield {
      at: {start: 0, end: file.lines.lineEnd(0)},
      message: `The folder has ${allOf(quoted(others.map(baseName)))} too; kustomize takes one kustomization file in a folder and stops at two.`,
      related: others.map((path) => ({file: path, span: {start: 0, end: 0}, message: "the other one"})),
    };
  },
});
