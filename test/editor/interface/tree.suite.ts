import {strict as assert} from "node:assert";
import {join} from "node:path";
import type {Locator} from "playwright-core";
import {environment, openWorkbench, type Workbench} from "./workbench.ts";

const gateway = "kubernetes/apps/network/gateway/app/gateway.yaml";
const kustomization = "kubernetes/apps/network/gateway/app/kustomization.yaml";

suite("the view Flux", () => {
  let bench: Workbench;
  const rows = () => bench.page.locator("#workbench\\.view\\.extension\\.fluxWorkbench .monaco-list-row");
  /** The row that begins with a name. */
  const row = (name: string, description = "") =>
    rows().filter({has: bench.page.locator(".label-name", {hasText: new RegExp(`^${name}$`)}), hasText: description});
  const expand = (one: Locator) => one.locator(".monaco-tl-twistie").click();
  const names = () => rows().locator(".label-name").allTextContents();
  const selected = (name: string) => bench.page.locator(".monaco-list-row.selected", {hasText: name}).waitFor();

  suiteSetup(async () => {
    bench = await openWorkbench();
    // The view is there once the extension has found a kustomization file, without any file being open.
    await bench.page.locator(".activitybar [aria-label^='Flux']").first().click();
  });
  suiteTeardown(() => bench.close());
  teardown(async function () {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest.title.replace(/\W+/g, "-");
    await bench.page.screenshot({path: join(environment("FAILURES_FOLDER"), `${name}.png`)});
  });

  test("shows Kustomizations below the one that applies them, those that others wait for first", async () => {
    await row("tls").waitFor();
    assert.deepEqual((await names()).slice(0, 4), ["cluster-apps", "cluster-apps", "tls", "gateway"]);
    assert.equal(await row("tls").locator(".label-description").textContent(), "tls/app");
  });

  test("counts problems where they are, and above", async () => {
    await bench.page.locator('[aria-label^="podinfo, HelmRelease"][aria-label*="error"]').waitFor();
    const spoken = (await row("podinfo", "HelmRelease").getAttribute("aria-label")) ?? "";
    assert.match(spoken, /^podinfo, HelmRelease · default, \d+ errors?/);
    assert.match((await rows().first().getAttribute("aria-label")) ?? "", /, \d+ errors?/);
    await bench.page.locator(".activitybar .badge:visible", {hasText: /^\d+$/}).first().waitFor();
    assert.doesNotMatch((await row("tls").getAttribute("aria-label")) ?? "", /error/);
  });

  test("shows what a Kustomization builds, and opens it", async () => {
    await expand(row("gateway"));
    await row("internal", "Gateway").click();
    await bench.page.locator(".tab.active", {hasText: "gateway.yaml"}).waitFor();
    await bench.sees("gatewayClassName: envoy");
  });

  test("says more on hovering", async () => {
    await row("gateway").hover();
    const hover = bench.page.locator(".monaco-hover:visible", {hasText: "waits for"});
    await hover.waitFor();
    const text = ((await hover.textContent()) ?? "").replace(/\s+/g, " ");
    for (const part of ["Kustomization network/gateway", "kubernetes/apps/network/gateway/app", "waits for: tls"]) {
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    }
    await bench.picture("tree");
  });

  test("follows the active editor", async () => {
    await bench.open("kubernetes/apps/default/podinfo/app/ocirepository.yaml");
    await selected("OCIRepository");
    // It is closed in the tree, which opens for it.
    await bench.open("kubernetes/apps/network/tls/app/certificate.yaml");
    await selected("wildcard");
    // No resource, but what a Kustomization is built through.
    await bench.open(kustomization);
    await selected("gateway");
  });

  test("is one command away from an editor", async () => {
    const {page} = bench;
    await bench.open(gateway);
    await bench.command("View: Show Explorer");
    await page.locator(".explorer-folders-view").waitFor();
    await bench.command("Flux Workbench: Reveal in Flux View");
    await selected("internal");
    await page.locator(".monaco-list:focus .monaco-list-row.focused", {hasText: "internal"}).waitFor();
  });

  test("can show what has problems alone", async () => {
    const {page} = bench;
    await page.getByRole("button", {name: "Show Only What Has Problems in Flux View"}).click();
    await row("tls").waitFor({state: "detached"});
    await row("podinfo", "HelmRelease").waitFor();
    assert.equal(await row("internal").count(), 0);
    await page.getByRole("button", {name: "Show Everything in Flux View"}).click();
    await row("tls").waitFor();
  });

  test("counts what is wrong with the kustomization itself, and says where it is", async () => {
    const {page} = bench;
    await bench.open(kustomization);
    await bench.clickOn(bench.word("resources"));
    await page.keyboard.press("Control+End");
    await page.keyboard.type("kount: 1");
    await page.locator('[aria-label^="gateway, "][aria-label*="1 warning"]').waitFor();
    await page.getByRole("button", {name: "Show Only What Has Problems in Flux View"}).click();
    await row("tls").waitFor({state: "detached"});
    // Nothing below it has a problem, so that there is nothing to open.
    assert.equal(await row("gateway").getAttribute("aria-expanded"), null);
    await row("gateway").hover();
    await page.locator(".monaco-hover:visible", {hasText: `1 warning: ${kustomization}`}).waitFor();
    await bench.command("File: Revert File");
    await row("gateway").waitFor({state: "detached"});
    await page.getByRole("button", {name: "Show Everything in Flux View"}).click();
    await row("tls").waitFor();
  });

  test("can be sorted by name", async () => {
    await bench.command("Flux Workbench: Sort Flux View by Name");
    await rows().nth(2).locator(".label-name", {hasText: "gateway"}).waitFor();
    assert.deepEqual((await names()).slice(2, 4), ["gateway", "tls"]);
    await bench.command("Flux Workbench: Sort Flux View by Dependencies");
    await rows().nth(2).locator(".label-name", {hasText: "tls"}).waitFor();
  });

  test("is current while a file is edited, and keeps what is open", async () => {
    const {page} = bench;
    await bench.open("kubernetes/apps/network/tls/app/certificate.yaml");
    await bench.open(gateway);
    await selected("internal");
    await bench.clickOn(bench.word("internal"));
    await page.keyboard.press("End");
    await page.keyboard.type("-two");
    await row("internal-two", "Gateway").waitFor();
    // What is not saved would be back in the next window.
    await bench.command("File: Revert File");
    await row("internal", "Gateway").waitFor();
  });
});
