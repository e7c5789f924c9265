import {strict as assert} from "node:assert";
import * as vscode from "vscode";
import {extension, fileUri, findingsWhen, openFile, positionOf, revert, ruleOf, waitUntil} from "./workspace.ts";

const helmRelease = "kubernetes/apps/default/podinfo/app/helmrelease.yaml";
const unknownField = (found: vscode.Diagnostic[]) => found.find(({message}) => message.includes("`cleanUpOnFail`"));

suite("findings", () => {
  teardown(revert);

  test("the extension starts with the first YAML file", async () => {
    await openFile("kubernetes/flux/cluster/ks.yaml");
    await waitUntil(() => extension().isActive);
  });

  test("files that are not open are checked too", async () => {
    await findingsWhen(fileUri(helmRelease), (all) => all.length > 0);
  });

  test("a broken HelmRelease is marked where it is broken", async () => {
    const {document} = await openFile(helmRelease);
    const found = await findingsWhen(document.uri, (all) => unknownField(all) !== undefined);
    const finding = unknownField(found);
    assert.ok(finding);
    assert.equal(document.getText(finding.range), "cleanUpOnFail");
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(finding.source, "flux-workbench");
    assert.ok(typeof finding.code === "object", "the finding has no link to its rule");
    assert.equal(
      finding.code.target.toString(),
      `${vscode.env.uriScheme}://flux-workbench.flux-workbench/rules/${ruleOf(finding)}`,
    );
  });

  test("a correct file has no findings", async () => {
    const {document} = await openFile(helmRelease.replace("helmrelease", "httproute"));
    // The broken neighbour is checked later than this file, so its findings show that this one had its turn.
    await openFile(helmRelease);
    await findingsWhen((await openFile(helmRelease)).document.uri, (all) => all.length > 0);
    assert.deepEqual(await findingsWhen(document.uri, () => true), []);
  });

  test("a quick fix changes the document and the finding goes", async () => {
    const {document} = await openFile(helmRelease);
    const finding = unknownField(await findingsWhen(document.uri, (all) => unknownField(all) !== undefined));
    assert.ok(finding);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({title}) => title.includes("`cleanupOnFail`"));
    assert.ok(fix?.edit, `no fix among ${actions.map(({title}) => title).join(", ")}`);
    const before = document.getText();
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), before.replace("cleanUpOnFail:", "cleanupOnFail:"));
    await findingsWhen(document.uri, (all) => unknownField(all) === undefined);
  });

  test("a field has a hover", async () => {
    const {document} = await openFile("kubernetes/flux/cluster/ks.yaml");
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      document.uri,
      positionOf(document, "interval"),
    );
    const text = hovers.flatMap(({contents}) => contents.map((part) => (typeof part === "string" ? part : part.value)));
    assert.match(text.join("\n"), /interval/i);
  });

  test("fields are completed", async () => {
    const {document} = await openFile("kubernetes/flux/cluster/ks.yaml");
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      positionOf(document, "prune"),
    );
    const labels = list.items.map(({label}) => (typeof label === "string" ? label : label.label));
    assert.ok(labels.includes("dependsOn"), `only ${labels.slice(0, 20).join(", ")}`);
  });
});
