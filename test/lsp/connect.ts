import {type ChildProcess, spawn} from "node:child_process";
import path from "node:path";
import {PassThrough} from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type {Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {startServer} from "../../server/src/lsp/start.ts";
import {ROOT} from "../support/check.ts";

/** A server that can be spoken with. */
export interface Connected {
  readonly child: ChildProcess | undefined;
  readonly connection: ProtocolConnection;
}

/** What a server in this process has beside, or instead of, what it is delivered with. */
export interface ServerParts {
  /** Another folder than the one that the build filled. */
  readonly schemas?: string;
  readonly refactorings?: readonly Refactoring[];
}

/** A connection to a server in this process. */
export function inProcess({schemas = path.join(ROOT, "schemas/generated"), refactorings}: ServerParts): Connected {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  const files = {schemas: [schemas], pages: [path.join(ROOT, "test/rules")], version: "0.0.0"};
  startServer(server, files, refactorings);
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return {child: undefined, connection};
}

/** A connection to a server of its own process, over stdio. */
export function spawned([command = "", ...args]: readonly string[]): Connected {
  const child = spawn(command, args, {stdio: ["pipe", "pipe", "inherit"]});
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  return {child, connection};
}
