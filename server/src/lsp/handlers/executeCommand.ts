import {
  type CancellationToken,
  type ExecuteCommandParams,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import {type CommandAnswer, READ_REPOSITORY_COMMAND, REFACTOR_COMMAND} from "../../protocol.ts";
import type {Folders} from "../folders.ts";
import type {Session} from "../session.ts";
import {refactor} from "./refactor.ts";

/** `workspace/executeCommand`: what a person may ask the server to do. */
export function executeCommand(
  session: Session,
  folders: Folders,
  {command, arguments: [argument] = []}: ExecuteCommandParams,
  token: CancellationToken,
): Promise<CommandAnswer> {
  if (command === READ_REPOSITORY_COMMAND) return readRepository(session, folders);
  if (command === REFACTOR_COMMAND) return refactor(session, argument, token);
  throw new ResponseError(LSPErrorCodes.RequestFailed, `There is no command ${command}.`);
}

async function readRepository({projects}: Session, folders: Folders): Promise<CommandAnswer> {
  const ok = await folders.readAgain();
  const files = projects.repositories.reduce((sum, {fileCount}) => sum + fileCount, 0);
  if (ok) return {ok, message: `${files} files are read.`};
  return {ok, message: `Only ${files} files are read: nothing is reported but what a text says by itself.`};
}
