import {commands} from "vscode";
import {DocumentDiagnosticRequest} from "vscode-languageclient/node";
import type {CommandServices} from "./index.ts";

/** Asks the server for the findings of the whole workspace again and shows them. */
export async function checkWorkspace({server}: CommandServices): Promise<void> {
  server.client.getFeature(DocumentDiagnosticRequest.method).refresh();
  await commands.executeCommand("workbench.actions.view.problems");
}
