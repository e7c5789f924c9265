import {type ExtensionContext, env, extensions, Uri, workspace} from "vscode";
import type {InitializationOptions} from "../../server/src/protocol.ts";

/** Extensions that bring a YAML language server of their own, and how each says whether it validates. */
const otherYamlServers: readonly {id: string; validates: () => boolean}[] = [
  {id: "redhat.vscode-yaml", validates: () => workspace.getConfiguration("yaml").get("validate", true)},
  {id: "home-operations.yayamlls", validates: () => true},
];

/**
 * The other YAML server that reports schema errors in this window, if any. An installed extension counts before it is
 * active, since it starts on YAML files just as ours does.
 */
export function otherYamlServer(): string | undefined {
  return otherYamlServers.find(({id, validates}) => extensions.getExtension(id) !== undefined && validates())?.id;
}

/** The prefix of a rule's address; VS Code hands such an address back to this extension. */
export function ruleUri(context: ExtensionContext): string {
  return `${env.uriScheme}://${context.extension.id}/rules/`;
}

/** What the server is told at every start; the settings it asks for itself. */
export function initializationOptions(context: ExtensionContext): InitializationOptions {
  return {
    trusted: workspace.isTrusted,
    ruleUri: ruleUri(context),
    otherYamlServer: otherYamlServer() ?? null,
    cacheFolder: Uri.joinPath(context.globalStorageUri, "schemas").fsPath,
    status: true,
    tree: true,
    ticksConfirmed: true,
  };
}
