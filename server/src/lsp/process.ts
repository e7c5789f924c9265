import {createConnection, ProposedFeatures} from "vscode-languageserver/node";
import type {ServerFiles} from "./serverFiles.ts";
import {startServer} from "./start.ts";

/** Errors that say that nobody is at the other end any more. */
const GONE = new Set(["EPIPE", "ECONNRESET", "ERR_STREAM_DESTROYED", "ERR_IPC_CHANNEL_CLOSED"]);

/** Serves the client that started this process, over what the arguments name (`--stdio`, `--node-ipc`). */
export function serveProcess(files: ServerFiles): void {
  const connection = createConnection(ProposedFeatures.all);
  const survive = (error: unknown): void => {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (GONE.has(code)) process.exit(1);
    const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(`Unexpected: ${details}`);
  };
  // One failed answer must not cost a person all the others.
  process.on("uncaughtException", survive);
  process.on("unhandledRejection", survive);
  startServer(connection, files);
}
