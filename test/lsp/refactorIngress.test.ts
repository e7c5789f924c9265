import fs from "node:fs";
import path from "node:path";
import {afterEach, expect, test} from "vitest";
import type {ApplyWorkspaceEditParams, CodeAction, Range} from "vscode-languageserver/node";
import {REFACTOR_COMMAND, type RefactorAnswer, type RefactorArgument} from "../../server/src/protocol.ts";
import {ROOT} from "../support/check.ts";
import {Editor} from "./editor.ts";
import {refactoringCapabilities} from "./refactoring.ts";

const ECHO = "kubernetes/apps/default/echo/app/helmrelease.yaml";
const WIKI = "kubernetes/apps/default/wiki/app/helmrelease.yaml";

let editor: Editor;

/** The repository that the tests in a real editor use: its class `internal` has no Gateway yet. */
async function start(): Promise<void> {
  const sample = path.join(ROOT, "test/editor/repository");
  const prepare = (root: string): void => fs.cpSync(sample, root, {recursive: true});
  editor = await Editor.start({prepare, capabilities: refactoringCapabilities()});
}

function at(file: string, search: string): Range {
  const before = editor.text(file).slice(0, editor.text(file).indexOf(search)).split("\n");
  const place = {line: before.length - 1, character: before.at(-1)?.length ?? 0};
  return {start: place, end: place};
}

const refactor = (argument: Partial<RefactorArgument>): Promise<RefactorAnswer> =>
  editor.connection.sendRequest("workspace/executeCommand", {
    command: REFACTOR_COMMAND,
    arguments: [{id: "ingress-to-route", ...argument}],
  });

afterEach(() => editor.stop());

test("an ingress is converted where it is, and the class of it is remembered", async () => {
  await start();
  await editor.open(ECHO);
  const [hint] = await editor.findings(ECHO);
  expect(hint?.code).toBe("gateway/ingress-can-be-route");
  const only = ["refactor.rewrite.ingressToRoute"];
  const [question, action] = await editor.actions(ECHO, at(ECHO, "hosts:"), {only});
  expect(question).toMatchObject({
    disabled: {reason: expect.stringMatching(/^The class `internal` has no Gateway/)},
    diagnostics: [{code: "gateway/ingress-can-be-route"}],
  });
  expect(action).toMatchObject({
    title: expect.stringMatching(/^Convert ingress to route with Gateway `network\/internal`/),
    diagnostics: [{code: "gateway/ingress-can-be-route"}],
  });
  // Quick fixes stand above refactorings: to ignore what the hint is about must not be the first of all.
  for (const kinds of [undefined, ["quickfix"]]) {
    const actions = await editor.actions(ECHO, at(ECHO, "ingress:"), kinds ? {only: kinds} : {});
    expect(actions.filter(({kind}) => kind === "quickfix")).toEqual([]);
  }
  const {edit}: CodeAction = await editor.connection.sendRequest("codeAction/resolve", action);
  expect(edit?.documentChanges).toMatchObject([
    {kind: "create", uri: editor.uri(".flux-workbench.yaml")},
    {textDocument: {uri: editor.uri(".flux-workbench.yaml")}, edits: [{newText: expect.stringMatching(/internal:/)}]},
    {textDocument: {uri: editor.uri(ECHO), version: 1}, edits: [{newText: expect.stringMatching(/^route:\n/)}]},
  ]);
  const [, , ofFile] = edit?.documentChanges ?? [];
  await editor.apply({documentChanges: ofFile ? [ofFile] : []});
  const [before, after] = [fs.readFileSync(path.join(editor.root, ECHO), "utf8"), editor.text(ECHO)];
  expect(after.slice(0, after.indexOf("    route:"))).toBe(before.slice(0, before.indexOf("    ingress:")));
  expect(after).toContain("# Everybody knows it by this name.\n          - echo.example.org\n");
  // A TODO that is left in it is told.
  expect(await editor.rules(ECHO)).toEqual(["gateway/unfinished-conversion"]);
  expect(await editor.actions(ECHO, at(ECHO, "hostnames:"), {only})).toEqual([]);
});

test("all of them are, when the questions are answered", async () => {
  await start();
  const requested: ApplyWorkspaceEditParams[] = [];
  editor.connection.onRequest("workspace/applyEdit", (params: ApplyWorkspaceEditParams) => {
    requested.push(params);
    return {applied: false};
  });
  const first = await refactor({dryRun: true});
  expect(first.questions.map(({name}) => name)).toEqual(
    ["echo", "wiki"].map((name) => `ingress of HelmRelease \`${name}\``),
  );
  const gateway = first.questions[0]?.choices[0]?.answers ?? {};
  expect(gateway).toMatchObject({gateways: {internal: {name: "internal", namespace: "network"}}});
  const second = await refactor({dryRun: true, answers: [gateway]});
  expect(second).toMatchObject({converted: 1, questions: [{uri: editor.uri(WIKI)}]});
  const [choice] = second.questions[0]?.choices ?? [];
  expect(choice).toMatchObject({
    answers: {confirmed: ["nginx.ingress.kubernetes.io/auth-url"]},
    confirms: expect.stringMatching(/guards access/),
  });
  expect(await refactor({answers: [gateway, choice?.answers ?? {}]})).toMatchObject({message: "Nothing was changed."});
  expect(requested[0]?.label).toBe("Convert ingresses to Gateway API routes: 2 converted");
  const uris = requested[0]?.edit.documentChanges?.map((one) =>
    "uri" in one ? one.uri : "textDocument" in one && one.textDocument.uri,
  );
  expect(uris).toEqual([".flux-workbench.yaml", ".flux-workbench.yaml", ECHO, WIKI].map((file) => editor.uri(file)));
});
