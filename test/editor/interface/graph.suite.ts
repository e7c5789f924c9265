import {strict as assert} from "node:assert";
import {join} from "node:path";
import {environment, openWorkbench, type Workbench} from "./workbench.ts";

suite("the picture of the repository", () => {
  let bench: Workbench;
  const refused: string[] = [];
  const graph = () => bench.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const node = (name: string) => graph().locator("button.node", {hasText: name});
  const details = () => graph().locator("#details");

  suiteSetup(async () => {
    bench = await openWorkbench();
    bench.page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) refused.push(message.text());
    });
    // The command is offered once the extension has found a kustomization file.
    await bench.page.locator(".activitybar [aria-label^='Flux']").first().click();
    await bench.command("Flux Workbench: Show Graph");
  });
  suiteTeardown(() => bench.close());
  teardown(async function () {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest.title.replace(/\W+/g, "-");
    await bench.page.screenshot({path: join(environment("FAILURES_FOLDER"), `${name}.png`)});
  });

  test("shows every Kustomization to the right of what it needs", async () => {
    await node("gateway").waitFor();
    assert.equal(await graph().locator("button.node").count(), 3);
    let left = Number.NEGATIVE_INFINITY;
    for (const name of ["cluster-apps", "tls", "gateway"]) {
      const {x} = (await node(name).boundingBox()) ?? {x: Number.NaN};
      assert.ok(x > left, `${name} is at ${x}, and what it needs at ${left}`);
      left = x;
    }
    assert.equal(await graph().locator("path.depends").count(), 1);
    assert.equal(await graph().locator("path.parent").count(), 2);
  });

  test("marks what has errors", () => graph().locator("button.node.error", {hasText: "cluster-apps"}).waitFor());

  test("says what the selected one builds, and with what it is connected", async () => {
    await node("gateway").click();
    await details().getByRole("button", {name: "Gateway internal"}).waitFor();
    assert.deepEqual(await details().locator("h3, li").allTextContents(), [
      ...["Builds", "kubernetes/apps/network/gateway/app"],
      ...["From", "GitRepository flux-system/flux-system"],
      ...["Applied by", "cluster-apps"],
      ...["Waits for", "tls"],
      ...["Resources", "Gateway internal"],
    ]);
    await details().getByRole("button", {name: "tls"}).click();
    await graph().locator("button.node.selected", {hasText: "tls"}).waitFor();
    await details().getByText("Needed by").waitFor();
  });

  test("finds by the names of resources too", async () => {
    const {page} = bench;
    await page.keyboard.press("/");
    await page.keyboard.type("wildcard");
    await graph().locator("#hits", {hasText: "1 found"}).waitFor();
    assert.equal(await graph().locator("button.node.pale").count(), 0, "what belongs to the selected one stays clear");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("a");
    await page.keyboard.press("Enter");
    await graph().locator("button.node.selected", {hasText: "cluster-apps"}).waitFor();
    await page.keyboard.press("Enter");
    await graph().locator("button.node.selected", {hasText: "gateway"}).waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await graph().locator("button.node.selected").count(), 0);
  });

  test("can be walked through and zoomed with the keyboard", async () => {
    const {page} = bench;
    await node("cluster-apps").focus();
    await page.keyboard.press("ArrowRight");
    await graph().locator("button.node.selected", {hasText: "tls"}).waitFor();
    const before = await node("tls").boundingBox();
    await page.keyboard.press("-");
    const after = await node("tls").boundingBox();
    assert.ok(before && after && after.width < before.width);
    await page.keyboard.press("0");
    await bench.picture("graph");
    await page.keyboard.press("?");
    await graph().getByText("dependsOn").waitFor();
    await page.keyboard.press("?");
  });

  test("opens the file beside it", async () => {
    const {page} = bench;
    await node("tls").focus();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", {hasText: "ks.yaml"}).waitFor();
    await bench.sees("path: ./kubernetes/apps/network/tls/app");
    await node("tls").waitFor();
  });

  test("opens the file on a double click", async () => {
    const {page} = bench;
    // At first nothing is selected, so that the details open between the two clicks and move the picture.
    await node("tls").focus();
    await page.keyboard.press("Escape");
    await details().waitFor({state: "hidden"});
    await page.keyboard.press("0");
    await node("gateway").dblclick();
    await page.locator(".tab.active", {hasText: "ks.yaml"}).waitFor();
    await bench.sees("path: ./kubernetes/apps/network/gateway/app");
    // It may be out of the mouse's reach: the file has taken half of the room.
    await node("tls").focus();
    await page.keyboard.press("Space");
    await graph().locator("button.node.selected", {hasText: "tls"}).waitFor();
  });

  test("is as it was after it was hidden", async () => {
    const {page} = bench;
    const tab = page.locator(".tab", {hasText: "Flux Graph"});
    await tab.click();
    await bench.command("Flux Workbench: Open Repository Configuration");
    await node("tls").waitFor({state: "hidden"});
    await tab.click();
    await graph().locator("button.node.selected", {hasText: "tls"}).waitFor();
    await details().getByRole("button", {name: "Certificate wildcard"}).waitFor();
  });

  test("asks for nothing that its policy refuses", () => assert.deepEqual(refused, []));
});
