import {Uri, type WorkspaceFolder, window, workspace} from "vscode";

const fileName = ".flux-workbench.yaml";

/** A configuration that changes nothing until a line is uncommented. */
const template = `# Flux Workbench: the editor and \`flux-workbench check\` read this file. Every key is optional.

# The Flux minor that the clusters run; default: the newest known.
# flux: "2.9"

# clusters:
#   main: { path: kubernetes/main, context: main, protected: true }

# Ingress class -> the Gateway that takes its place.
# gateways:
#   internal: { name: internal, namespace: network, sectionName: https }

# off | hint | info | warning | error
# rules:
#   kustomize/unreferenced-file: "off"

# ignore: ["archive/**"]
`;

/** Opens the configuration of the repository; where there is none, a template that is not saved yet. */
export async function openConfiguration(): Promise<void> {
  const folder = await chooseFolder();
  if (folder === undefined) {
    await window.showWarningMessage(`Open a folder first: ${fileName} belongs to the root of a repository.`);
    return;
  }
  const file = Uri.joinPath(folder.uri, fileName);
  const exists = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  const document = await workspace.openTextDocument(exists ? file : file.with({scheme: "untitled"}));
  const editor = await window.showTextDocument(document);
  if (!exists && document.getText() === "") {
    await editor.edit((edit) => edit.insert(editor.selection.active, template));
  }
}

async function chooseFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length < 2) return folders[0];
  const active = window.activeTextEditor?.document.uri;
  return (active && workspace.getWorkspaceFolder(active)) ?? window.showWorkspaceFolderPick();
}
