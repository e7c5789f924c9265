import {strict as assert} from "node:assert";
import * as vscode from "vscode";
import {extension, fileUri, findingsWhen, openFile, revert, ruleOf, setText, waitUntil} from "./workspace.ts";

const helmRelease = "kubernetes/apps/default/podinfo/app/helmrelease.yaml";
const some = (found: vscode.Diagnostic[]) => found.length > 0;

const isAboutSchema = (finding: vscode.Diagnostic) => ruleOf(finding) === "schema/unknown-field";

async function setting(name: string, value: unknown): Promise<void> {
  const target = vscode.ConfigurationTarget.Workspace;
  await vscode.workspace.getConfiguration("fluxWorkbench").update(name, value, target);
}

suite("settings and commands", () => {
  teardown(revert);
  suiteTeardown(() => vscode.workspace.fs.delete(fileUri(".vscode"), {recursive: true}));

  test("a rule that is switched off is silent at once", async () => {
    const {document} = await openFile(helmRelease);
    const [first] = await findingsWhen(document.uri, some);
    assert.ok(first);
    const rule = ruleOf(first);
    try {
      await setting("rules", {[rule]: "off"});
      await findingsWhen(document.uri, (all) => !all.some((finding) => ruleOf(finding) === rule));
      await setting("rules", {[rule]: "hint"});
      const all = await findingsWhen(document.uri, (found) => found.some((finding) => ruleOf(finding) === rule));
      const finding = all.find((candidate) => ruleOf(candidate) === rule);
      assert.equal(finding?.severity, vscode.DiagnosticSeverity.Hint);
    } finally {
      await setting("rules", undefined);
    }
  });

  test("validation can be switched off and on", async () => {
    const {document} = await openFile(helmRelease);
    await findingsWhen(document.uri, some);
    try {
      await setting("validation", "off");
      await findingsWhen(document.uri, (all) => all.length === 0);
    } finally {
      await setting("validation", undefined);
    }
    await findingsWhen(document.uri, some);
  });

  test("a schema error that another YAML server reports is left to it", async () => {
    const editor = await openFile(helmRelease);
    const {document} = editor;
    await findingsWhen(document.uri, (all) => all.some(isAboutSchema));
    await setText(editor, `# yaml-language-server: $schema=https://example.org/schema.json\n${document.getText()}`);
    const left = await findingsWhen(document.uri, (all) => !all.some(isAboutSchema));
    assert.ok(left.length > 0, "what no other server knows is reported all the same");
    try {
      await setting("validation", "own");
      await findingsWhen(document.uri, (all) => all.some(isAboutSchema));
    } finally {
      await setting("validation", undefined);
    }
  });

  test("the server can be restarted", async () => {
    const {document} = await openFile(helmRelease);
    await findingsWhen(document.uri, some);
    await vscode.commands.executeCommand("fluxWorkbench.restartServer");
    await findingsWhen(document.uri, some);
  });

  test("the repository can be read again", async () => {
    const {document} = await openFile(helmRelease);
    await vscode.commands.executeCommand("fluxWorkbench.readRepository");
    await findingsWhen(document.uri, some);
  });

  test("a server that crashed is started again", async () => {
    const {document} = await openFile(helmRelease);
    await findingsWhen(document.uri, some);
    const crashed = extension().exports.client.serverProcess;
    assert.ok(crashed);
    assert.ok(crashed.kill("SIGKILL"));
    await findingsWhen(document.uri, (all) => all.length === 0);
    await findingsWhen(document.uri, some);
    assert.notEqual(extension().exports.client.serverProcess?.pid, crashed.pid);
  });

  test("a mistake in .flux-workbench.yaml is shown", async () => {
    const uri = fileUri(".flux-workbench.yaml");
    await vscode.workspace.fs.writeFile(uri, Buffer.from('flux: "2.9"\n'));
    try {
      const editor = await openFile(".flux-workbench.yaml");
      await setText(editor, "rules:\n  flux/removed-api-version: severe\n");
      const [finding] = await findingsWhen(uri, some);
      assert.ok(finding);
      assert.equal(editor.document.getText(finding.range), "severe");
      await revert();
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  });

  test("the configuration is opened as a template where there is none", async () => {
    await vscode.commands.executeCommand("fluxWorkbench.openConfiguration");
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.equal(document.uri.path, fileUri(".flux-workbench.yaml").path);
    assert.match(document.getText(), /^# flux: "2\.9"$/m);
  });

  test("the page of a rule is opened by its id", async () => {
    await vscode.commands.executeCommand("fluxWorkbench.explainRule", "schema/unknown-field");
    await waitUntil(() => /unknown-field\.md/.test(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? ""));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
  });

  test("every command of the manifest exists", async () => {
    const existing = new Set(await vscode.commands.getCommands(true));
    const manifest = extension().packageJSON;
    const declared: string[] = manifest.contributes.commands.map(({command}: {command: string}) => command);
    assert.ok(declared.length > 0);
    assert.deepEqual(
      declared.filter((command) => !existing.has(command)),
      [],
    );
  });
});
