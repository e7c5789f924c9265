// A client that both servers see alike.
import {spawn, spawnSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {fileURLToPath, pathToFileURL} from "node:url";
import {createMessageConnection, StreamMessageReader, StreamMessageWriter} from "vscode-jsonrpc/node";

const answerWithin = 15_000;

const yamlSettings = {
  validate: true,
  hover: true,
  completion: true,
  schemaStore: {enable: false, url: ""},
  kubernetesCRDStore: {enable: false, url: ""},
  schemas: {},
  customTags: [],
};

const capabilities = {
  workspace: {configuration: true, workspaceFolders: true, diagnostics: {refreshSupport: true}},
  textDocument: {
    synchronization: {didSave: true},
    publishDiagnostics: {versionSupport: true},
    diagnostic: {},
    hover: {contentFormat: ["markdown"]},
    completion: {completionItem: {snippetSupport: true, documentationFormat: ["markdown"]}},
  },
};

/** Starts a server on a folder; returns when it has answered `initialize`. */
export async function connect({name, command: [program, ...args]}, folder) {
  const started = performance.now();
  const child = spawn(program, args, {stdio: ["pipe", "pipe", "ignore"]});
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const waiting = new Map();
  const found = new Map();
  listen(connection, waiting, found);
  const uri = pathToFileURL(folder).href;
  const {capabilities: offered} = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: uri,
    workspaceFolders: [{uri, name: "repository"}],
    capabilities,
    initializationOptions: {},
  });
  const initialized = performance.now() - started;
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", {settings: {yaml: yamlSettings}});
  const pulls = offered.diagnosticProvider !== undefined;

  /** Sends something about a document and waits for its diagnostics; milliseconds, as a person would see it. */
  const timed = async (document, method, params) => {
    const pushed = pulls ? undefined : within(new Promise((resolve) => waiting.set(document.uri, resolve)), name);
    const sent = performance.now();
    await connection.sendNotification(method, params);
    if (pushed) await pushed;
    else {
      const request = connection.sendRequest("textDocument/diagnostic", {textDocument: {uri: document.uri}});
      found.set(document.uri, (await within(request, name)).items ?? []);
    }
    return performance.now() - sent;
  };

  return {
    name,
    started,
    initialized,
    mode: pulls ? "pull" : "push",
    diagnostics: (document) => found.get(document.uri) ?? [],
    open: (document, version) =>
      timed(document, "textDocument/didOpen", {
        textDocument: {uri: document.uri, languageId: "yaml", version, text: document.text},
      }),
    change: (document, version, range, text) =>
      timed(document, "textDocument/didChange", {
        textDocument: {uri: document.uri, version},
        contentChanges: [{range, text}],
      }),
    close: (document) => connection.sendNotification("textDocument/didClose", {textDocument: {uri: document.uri}}),
    /** Resident memory in megabytes. */
    memory: () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(child.pid)], {encoding: "utf8"}).stdout) / 1024,
    async stop() {
      await within(connection.sendRequest("shutdown"), name).catch(() => {});
      connection.dispose();
      child.kill();
    },
  };
}

function listen(connection, waiting, found) {
  connection.onNotification("textDocument/publishDiagnostics", ({uri, diagnostics}) => {
    found.set(uri, diagnostics);
    waiting.get(uri)?.();
    waiting.delete(uri);
  });
  connection.onRequest("workspace/configuration", ({items}) =>
    items.map(({section}) => (section === "yaml" ? yamlSettings : section === "http" ? {} : null)),
  );
  connection.onRequest("vscode/content", (uri) => readFileSync(fileURLToPath(uri), "utf8"));
  connection.onRequest("custom/schema/content", (uri) => readFileSync(fileURLToPath(uri), "utf8"));
  connection.onRequest("custom/schema/request", () => []);
  connection.onRequest(() => null);
  connection.listen();
}

function within(answer, name) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name} gave no answer within ${answerWithin} ms.`)), answerWithin);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
