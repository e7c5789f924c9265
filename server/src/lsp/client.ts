import type {InitializeParams} from "vscode-languageserver/node";

/** What the editor at the other end can do, as far as it matters here. */
export interface ClientFeatures {
  readonly pullDiagnostics: boolean;
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticLinks: boolean;
  readonly diagnosticTags: boolean;
  readonly configuration: boolean;
  readonly watchConfiguration: boolean;
  readonly watchFiles: boolean;
  readonly watchOutside: boolean;
  readonly progress: boolean;
  readonly documentChanges: boolean;
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  readonly markdownHover: boolean;
  readonly markdownCompletion: boolean;
  readonly preferredActions: boolean;
  readonly disabledActions: boolean;
  /** Whether it asks for the edit of an action when somebody chooses it. */
  readonly lateEdits: boolean;
  readonly applyEdit: boolean;
  readonly definitionLinks: boolean;
  readonly linkTooltips: boolean;
  readonly prepareRename: boolean;
  readonly changeAnnotations: boolean;
  /** Whether an edit may create and delete files. */
  readonly fileOperations: boolean;
  readonly symbolTrees: boolean;
}

/** Reads the capabilities of the client. What it does not mention it can't do. */
export function clientFeatures({capabilities}: InitializeParams): ClientFeatures {
  const {textDocument, workspace, window} = capabilities;
  const publish = textDocument?.publishDiagnostics;
  const pull = textDocument?.diagnostic;
  const item = textDocument?.completion?.completionItem;
  const action = textDocument?.codeAction;
  const edit = workspace?.workspaceEdit;
  const operations = edit?.documentChanges === true ? (edit.resourceOperations ?? []) : [];
  return {
    pullDiagnostics: pull !== undefined,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: (pull?.relatedInformation ?? publish?.relatedInformation) === true,
    diagnosticLinks: (pull?.codeDescriptionSupport ?? publish?.codeDescriptionSupport) === true,
    diagnosticTags: (pull?.tagSupport ?? publish?.tagSupport) !== undefined,
    configuration: workspace?.configuration === true,
    watchConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    watchFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    watchOutside: workspace?.didChangeWatchedFiles?.relativePatternSupport === true,
    progress: window?.workDoneProgress === true,
    documentChanges: edit?.documentChanges === true,
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    markdownHover: textDocument?.hover?.contentFormat?.includes("markdown") === true,
    markdownCompletion: item?.documentationFormat?.includes("markdown") === true,
    preferredActions: action?.isPreferredSupport === true,
    disabledActions: action?.disabledSupport === true,
    lateEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes("edit") === true,
    applyEdit: workspace?.applyEdit === true,
    definitionLinks: textDocument?.definition?.linkSupport === true,
    linkTooltips: textDocument?.documentLink?.tooltipSupport === true,
    prepareRename: textDocument?.rename?.prepareSupport === true,
    changeAnnotations: edit?.changeAnnotationSupport !== undefined,
    fileOperations: operations.includes("create") && operations.includes("delete"),
    symbolTrees: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
  };
}
