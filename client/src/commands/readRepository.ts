import {window} from "vscode";
import {ExecuteCommandRequest} from "vscode-languageclient/node";
import {type CommandAnswer, READ_REPOSITORY_COMMAND} from "../../../server/src/protocol.ts";
import type {CommandServices} from "./index.ts";

/** Has the server read again what is on disk, or the rest of what somebody did not want to wait for. */
export async function readRepository({server}: CommandServices): Promise<void> {
  const {ok, message}: CommandAnswer = await server.client.sendRequest(ExecuteCommandRequest.type, {
    command: READ_REPOSITORY_COMMAND,
  });
  if (!ok) await window.showWarningMessage(message);
}
