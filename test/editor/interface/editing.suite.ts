import {strict as assert} from "node:assert";
import {readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Page} from "playwright-core";
import {environment, installedExtension, openWorkbench, type Workbench} from "./workbench.ts";

const helmRelease = "kubernetes/apps/default/podinfo/app/helmrelease.yaml";
const squiggle = ".monaco-editor .squiggly-error";
const hover = ".monaco-hover:visible";
/** It stands in the gutter, or between the lines where the code begins at the gutter. */
const lightBulb = ':is(.monaco-editor [class*="codicon-gutter-lightbulb"], .monaco-editor .lightBulbWidget):visible';

/** Leaves more room for the messages in the Problems panel. */
async function narrowSideBar(page: Page): Promise<void> {
  const edge = await page.locator(".part.sidebar").boundingBox();
  assert.ok(edge);
  const x = edge.x + edge.width;
  await page.mouse.move(x, 300);
  await page.mouse.down();
  await page.mouse.move(x - 80, 300, {steps: 5});
  await page.mouse.up();
}

suite("editing with the packed extension", () => {
  let bench: Workbench;

  suiteSetup(async () => {
    bench = await openWorkbench();
    await bench.open(helmRelease);
    await narrowSideBar(bench.page);
    await bench.page.locator(squiggle).first().waitFor();
  });
  suiteTeardown(() => bench.close());
  teardown(async function () {
    const name = this.currentTest?.title.replace(/\W+/g, "-");
    if (this.currentTest?.state !== "failed") return;
    await bench.page.screenshot({path: join(environment("FAILURES_FOLDER"), `${name}.png`)});
  });

  test("mistakes are underlined and listed in the Problems panel", async () => {
    const {page} = bench;
    await page.keyboard.press("Control+Shift+M");
    const problem = page.locator(".markers-panel .monaco-list-row", {hasText: "cleanUpOnFail"});
    await problem.first().waitFor();
    assert.match((await problem.first().textContent()) ?? "", /flux-workbench/);
  });

  test("the status bar counts the files", async () => {
    await bench.page.locator(".statusbar-item", {hasText: /Flux: \d+ files?/}).waitFor();
  });

  test("the hover says what is wrong", async () => {
    const {page} = bench;
    await bench.pointAt(bench.word("cleanUpOnFail"));
    await page.locator(hover, {hasText: "cleanupOnFail"}).first().waitFor();
    await bench.picture("diagnostics");
  });

  test("the link of a finding opens the page of its rule", async () => {
    const {page} = bench;
    await bench.pointAt(bench.word("cleanUpOnFail"));
    await page.locator(hover).locator("a", {hasText: "schema/unknown-field"}).first().click();
    const preview = page.locator(".tab.active", {hasText: "Preview"});
    await preview.waitFor();
    // Not by a key: while the preview loads it may take the focus and lose the key.
    await preview.click({button: "middle"});
    await page.locator(".tab.active", {hasText: "helmrelease.yaml"}).waitFor();
    await page.keyboard.press("Escape");
  });

  test("the light bulb offers the fix and applies it", async () => {
    const {page} = bench;
    await bench.clickOn(bench.word("cleanUpOnFail"));
    await bench.clickOn(page.locator(lightBulb).first());
    const fix = page.locator(".action-widget .monaco-list-row", {hasText: "cleanupOnFail"}).first();
    await fix.waitFor();
    await bench.picture("fix");
    await fix.click();
    await bench.sees("cleanupOnFail: true");
    await page.locator(".tab.active.dirty").waitFor();
    await page.keyboard.press("Control+S");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    const saved = readFileSync(join(environment("REPOSITORY"), helmRelease), "utf8");
    assert.match(saved, /^ {4}cleanupOnFail: true$/m);
  });

  test("fields are completed while typing", async () => {
    const {page} = bench;
    await bench.clickOn(bench.word("1d"));
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget .monaco-list-row", {hasText: "dependsOn"}).first().waitFor();
    await bench.picture("completion");
    await page.keyboard.type("dr");
    const row = page.locator(".suggest-widget .monaco-list-row", {hasText: "driftDetection"}).first();
    await row.click();
    await bench.sees("driftDetection:");
  });

  test("a snippet writes a whole document", async () => {
    const {page} = bench;
    const path = "kubernetes/apps/default/podinfo/ks.yaml";
    writeFileSync(join(environment("REPOSITORY"), path), "");
    await bench.open(path);
    await page.keyboard.type("flux-kustomization");
    const row = page.locator(".suggest-widget .monaco-list-row", {hasText: "flux-kustomization"}).first();
    await row.waitFor();
    await row.click();
    await bench.sees("apiVersion: kustomize.toolkit.fluxcd.io/v1");
    await page.keyboard.type("podinfo");
    await bench.sees("name: &app podinfo");
  });

  test("a server that can't start is said once, with a way to the log", async () => {
    const {page} = bench;
    const server = join(installedExtension(), "server/dist/server.js");
    renameSync(server, `${server}.away`);
    try {
      await bench.command("Flux Workbench: Restart Language Server");
      const toast = page.locator(".notification-toast", {hasText: "could not start"});
      await toast.waitFor();
      await page.locator(".statusbar-item", {hasText: /^ *Flux$/}).waitFor();
      assert.equal(await page.locator(".notification-toast").count(), 1);
      await toast.getByRole("button", {name: "Open Log"}).click();
      // What is written in it can't be seen here: the log of this editor needs a native part that is not installed.
      await page.locator(".panel .monaco-editor.focused").waitFor();
      assert.match((await page.getByLabel("Switch Output").first().inputValue()) ?? "", /Flux Workbench/);
    } finally {
      renameSync(`${server}.away`, server);
    }
    await bench.command("Flux Workbench: Restart Language Server");
    await page.locator(".statusbar-item", {hasText: /Flux: \d+ files?/}).waitFor();
  });

  test("the repository's configuration is one command away", async () => {
    await bench.command("Flux Workbench: Open Repository Configuration");
    await bench.page.locator(".tab.active", {hasText: ".flux-workbench.yaml"}).waitFor();
  });
});
