import type {ClientCapabilities} from "vscode-languageserver/node";

/** What an editor can that can everything, but for pulling diagnostics or not. */
export function capabilities(diagnostics: "pull" | "push"): ClientCapabilities {
  const rich = {
    relatedInformation: true,
    codeDescriptionSupport: true,
    tagSupport: {valueSet: [1 as const, 2 as const]},
  };
  return {
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: {dynamicRegistration: true},
      didChangeWatchedFiles: {dynamicRegistration: true, relativePatternSupport: true},
      diagnostics: {refreshSupport: true},
      workspaceEdit: {documentChanges: true},
    },
    textDocument: {
      publishDiagnostics: {versionSupport: true, ...rich},
      ...(diagnostics === "pull" && {diagnostic: rich}),
      codeAction: {isPreferredSupport: true},
      completion: {completionItem: {snippetSupport: true, documentationFormat: ["markdown"]}},
      hover: {contentFormat: ["markdown"]},
    },
    window: {workDoneProgress: true},
  };
}
