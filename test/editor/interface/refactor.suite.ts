import {strict as assert} from "node:assert";
import {readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {Locator} from "playwright-core";
import {environment, openWorkbench, type Workbench} from "./workbench.ts";

const echo = "kubernetes/apps/default/echo/app/helmrelease.yaml";
const wiki = "kubernetes/apps/default/wiki/app/helmrelease.yaml";
const configuration = ".flux-workbench.yaml";
const gateways = "gateways:\n  internal: {name: internal, namespace: network, sectionName: https}\n";
/** It shows that the server has answered what can be done here. */
const lightBulb = ':is(.monaco-editor [class*="codicon-gutter-lightbulb"], .monaco-editor .lightBulbWidget):visible';

/** What stands in the place of the ingress of `echo`. */
const route = `    route:
      app:
        # the router
        # TODO(ingress-to-route): external-dns.alpha.kubernetes.io/target: internal.example.org
        hostnames:
          # Everybody knows it by this name.
          - echo.example.org
        parentRefs:
          - name: internal
            namespace: network
            sectionName: https
        rules:
          - backendRefs:
              - identifier: app
                port: http
`;

suite("ingresses become routes", () => {
  let bench: Workbench;
  const whole = (path: string) => join(environment("REPOSITORY"), path);
  const onDisk = (path: string) => readFileSync(whole(path), "utf8");
  const original = new Map<string, string>();
  const entry = (text: string) => bench.page.locator(".action-widget .monaco-list-row.action", {hasText: text}).first();
  const preview = () => bench.page.locator(".bulk-edit-panel");
  const button = (name: string) => bench.page.getByRole("button", {name, exact: true});
  const dialog = (text: string) => bench.page.locator(".monaco-dialog-box", {hasText: text});

  suiteSetup(async () => {
    for (const path of [echo, wiki]) original.set(path, onDisk(path));
    writeFileSync(whole(configuration), gateways);
    bench = await openWorkbench();
  });
  suiteTeardown(async () => {
    await bench.close();
    for (const [path, text] of original) writeFileSync(whole(path), text);
    rmSync(whole(configuration), {force: true});
  });
  teardown(async function () {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest.title.replace(/\W+/g, "-");
    await bench.page.screenshot({path: join(environment("FAILURES_FOLDER"), `${name}.png`)});
  });

  /** Opens the menu of what can be done at a word. */
  async function menuAt(word: string, keys: string): Promise<void> {
    await bench.clickOn(bench.word(word));
    await bench.page.locator(lightBulb).first().waitFor();
    await bench.page.keyboard.press(keys);
    await bench.page.locator(".action-widget:visible").first().waitFor();
  }

  /** Chooses from that menu. A busy editor may close it under the mouse: then a person opens it again. */
  async function choose(word: string, keys: string, text: string, outcome: Locator): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (!(await entry(text).isVisible())) await menuAt(word, keys);
      await entry(text).click();
      const isThere = await outcome.waitFor({timeout: 6000}).then(
        () => true,
        () => false,
      );
      if (isThere) return;
    }
    await outcome.waitFor();
  }

  async function save(): Promise<void> {
    await bench.page.keyboard.press("Control+S");
    await bench.page.locator(".tab.active:not(.dirty)").waitFor();
  }

  test("the light bulb offers it", async () => {
    await bench.open(echo);
    await menuAt("ingress", "Control+.");
    await entry("Convert ingress to route (1 note)").waitFor();
    await bench.picture("route-light-bulb");
  });

  test("what works differently is said before anything is changed", async () => {
    const notes = dialog("external-dns takes the target from Gateway");
    await choose("ingress", "Control+.", "Convert ingress to route (1 note)", notes);
    await bench.picture("route-notes");
    await button("Show Changes").click();
  });

  test("the changes are shown, all of them ticked", async () => {
    await preview().locator(".monaco-list-row", {hasText: "helmrelease.yaml"}).waitFor();
    assert.equal(await preview().locator(".edit-checkbox.checked").count(), 2);
    assert.equal(await preview().locator(".edit-checkbox").count(), 2);
    await preview().locator(".monaco-list-row", {hasText: "ingress:"}).click();
    await bench.page.locator(".tab.active", {hasText: "Refactor Preview"}).waitFor();
    await bench.page.locator(".modified .view-line", {hasText: "hostnames:"}).waitFor();
    await bench.picture("route-preview");
  });

  test("one click applies them, and one undo brings the file back as it was", async () => {
    await button("Apply").click();
    await bench.open(echo);
    await bench.page.locator(".tab.active.dirty").waitFor();
    await save();
    const before = original.get(echo) ?? "";
    assert.equal(onDisk(echo), before.slice(0, before.indexOf("    ingress:")) + route);
    await bench.clickOn(bench.word("values"));
    await bench.page.keyboard.press("Control+Z");
    await bench.page.locator(".tab.active.dirty").waitFor();
    await save();
    assert.equal(onDisk(echo), before);
  });

  test("where access would be lost the menu says so, and what to choose to do it all the same", async () => {
    await bench.open(wiki);
    await menuAt("ingress", "Control+Shift+R");
    await entry("without `nginx.ingress.kubernetes.io/auth-url`").waitFor();
    await bench.page.locator(".action-widget a", {hasText: "Show Disabled"}).click();
    const disabled = bench.page.locator(".action-widget .monaco-list-row.option-disabled");
    await disabled.waitFor();
    assert.match((await disabled.textContent()) ?? "", /^Convert ingress to route: `\S+auth-url` guards access: /);
    await bench.page.keyboard.press("Escape");
  });

  test("a class without a Gateway is offered those that there are", async () => {
    await bench.clickOn(bench.word("internal"));
    await bench.page.keyboard.press("End");
    await bench.page.keyboard.type("-only");
    await bench.sees("className: internal-only");
    await menuAt("ingress", "Control+Shift+R");
    await entry("with Gateway `network/internal`").waitFor();
    await bench.page.keyboard.press("Escape");
    await bench.page.keyboard.press("Control+Z");
    await bench.page.locator(".tab.active:not(.dirty)").waitFor();
  });

  test("where it can't be done a click says why", async () => {
    await bench.clickOn(bench.word("identifier").last());
    await bench.page.keyboard.press("End");
    await bench.page.keyboard.type("-gone");
    await bench.sees("identifier: app-gone");
    const reason = bench.page.locator(".notification-toast", {hasText: "app-gone"});
    await choose("ingress", "Control+.", "why it can't be done", reason);
    await bench.page.keyboard.press("Control+Z");
    await bench.page.locator(".tab.active:not(.dirty)").waitFor();
  });

  test("all ingresses of a folder are converted together", async () => {
    const {page} = bench;
    await page.locator(".explorer-folders-view [aria-label='default']").click({button: "right"});
    // A menu that has just opened is deaf to the mouse.
    await page.locator(".monaco-menu .action-item", {hasText: "Convert Ingresses to Routes"}).hover();
    await page.locator(".monaco-menu .action-item.focused", {hasText: "Convert Ingresses to Routes"}).waitFor();
    await page.keyboard.press("Enter");
    await dialog("converted only if you agree").waitFor();
    await button("Leave Those Out").click();
    await dialog("external-dns takes the target from Gateway").waitFor();
    await button("Show Changes").click();
    await preview().locator(".monaco-list-row", {hasText: "helmrelease.yaml"}).waitFor();
    await button("Apply").click();
    const toast = page.locator(".notification-toast", {hasText: "1 converted, 1 left"});
    await toast.waitFor();
    await toast.getByRole("button", {name: "Show Details"}).click();
    await page.locator(".tab.active", {hasText: "Converted Ingresses"}).waitFor();
    await bench.sees("guards access");
    // Its places are links.
    await page.keyboard.down("Control");
    await bench.clickOn(page.locator(".detected-link", {hasText: "wiki/app/helmrelease.yaml"}).first());
    await page.keyboard.up("Control");
    await page.locator(".tab.active", {hasText: "helmrelease.yaml"}).waitFor();
    await bench.sees("name: wiki");
    assert.equal(onDisk(wiki), original.get(wiki));
    // Nothing that is not saved is left to those who open the editor next.
    await bench.open(echo);
    await bench.command("File: Revert File");
    await page.locator(".tab.active:not(.dirty)").waitFor();
  });

  test("all ingresses of the workspace wait for what only a person knows", async () => {
    const {page} = bench;
    rmSync(whole(configuration));
    await page.locator(".explorer-folders-view [aria-label='.flux-workbench.yaml']").waitFor({state: "detached"});
    await bench.command("Flux Workbench: Convert All Ingresses to Routes");
    await page.locator(".quick-input-titlebar", {hasText: "2 wait for an answer"}).waitFor();
    await page.locator(".quick-input-list .monaco-list-row", {hasText: "with Gateway `network/internal`"}).click();
    await dialog("converted only if you agree").waitFor();
    await button("Convert Them Too").click();
    await dialog("Before 2 ingresses are converted").waitFor();
    await button("Show Changes").click();
    await preview().locator('[aria-label^="Creating .flux-workbench.yaml"]').waitFor();
    assert.equal(await preview().locator(".monaco-list-row", {hasText: "helmrelease.yaml"}).count(), 2);
    await button("Apply").click();
    await page.locator(".notification-toast", {hasText: "2 converted"}).waitFor();
    await bench.open(configuration);
    await bench.sees("namespace: network");
    assert.match(onDisk(configuration), /^gateways:\n {2}internal:\n/m);
    for (const path of [echo, wiki]) assert.match(onDisk(path), /^ {4}route:\n/m);
  });
});
