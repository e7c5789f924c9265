import {commands, type Disposable, type ExtensionContext, FileType, Uri, window, workspace} from "vscode";

const rulePath = /^\/rules\/([a-z0-9-]+\/[a-z0-9-]+)$/;

/** Opens the page of a rule when its link in a diagnostic is followed. */
export function registerRulePages(context: ExtensionContext): Disposable[] {
  const handler = {
    handleUri: async (uri: Uri) => {
      const rule = rulePath.exec(uri.path)?.[1];
      if (rule === undefined) await window.showWarningMessage(`Flux Workbench has no page for ${uri.path}.`);
      else await openRulePage(context, rule);
    },
  };
  return [window.registerUriHandler(handler)];
}

/** Shows the page of a rule, which ships with the extension, in the Markdown preview. */
export async function openRulePage(context: ExtensionContext, rule: string): Promise<void> {
  const page = Uri.joinPath(pagesFolder(context), `${rule}.md`);
  if (await exists(page)) await commands.executeCommand("markdown.showPreview", page);
  else await window.showWarningMessage(`Flux Workbench has no page for the rule ${rule}.`);
}

/** The ids of all rules that have a page, sorted. */
export async function listRules(context: ExtensionContext): Promise<string[]> {
  const folder = pagesFolder(context);
  const areas = (await readFolder(folder)).filter(([, type]) => type === FileType.Directory).map(([area]) => area);
  const rules = await Promise.all(
    areas.map(async (area) => {
      const pages = await readFolder(Uri.joinPath(folder, area));
      return pages.filter(([name]) => name.endsWith(".md")).map(([name]) => `${area}/${name.slice(0, -3)}`);
    }),
  );
  return rules.flat().sort();
}

function pagesFolder(context: ExtensionContext): Uri {
  return Uri.joinPath(context.extensionUri, "server", "dist", "rules");
}

async function readFolder(folder: Uri): Promise<[string, FileType][]> {
  return (await exists(folder)) ? workspace.fs.readDirectory(folder) : [];
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
