import {strict as assert} from "node:assert";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {type Browser, chromium, type Locator, type Page} from "playwright-core";

const startTimeout = 60_000;
const waitTimeout = 20_000;

/** A browser with the editor in it. */
export interface Workbench {
  readonly page: Page;
  /** Opens a file by its path in the repository. */
  open(path: string): Promise<void>;
  /** Waits until a line of the editor holds `text`. */
  sees(text: string): Promise<void>;
  /** A whole key or value in the editor. */
  word(text: string): Locator;
  /** Moves the mouse over something in the editor. */
  pointAt(target: Locator): Promise<void>;
  /** Clicks on something in the editor. */
  clickOn(target: Locator): Promise<void>;
  /** Runs a command by its title. */
  command(title: string): Promise<void>;
  /** A picture for the README, taken only when it is asked for. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the editor that the environment names. */
export async function openWorkbench(): Promise<Workbench> {
  const updatePictures = environment("UPDATE_SCREENSHOTS") === "1";
  const browser = await chromium.launch({executablePath: environment("BROWSER"), args: ["--disable-gpu"]});
  const page = await browser.newPage({
    viewport: {width: 1200, height: 720},
    deviceScaleFactor: updatePictures ? 1.5 : 1,
  });
  page.setDefaultTimeout(waitTimeout);
  const response = await page.goto(environment("EDITOR_URL"));
  assert.ok(response?.ok(), `the editor answered ${response?.status()}`);
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor({timeout: startTimeout});
  return workbench(browser, page, updatePictures);
}

function workbench(browser: Browser, page: Page, updatePictures: boolean): Workbench {
  const editor = page.locator(".editor-group-container.active .monaco-editor").first();
  async function quickInput(keys: string, text: string): Promise<void> {
    await page.keyboard.press(keys);
    const input = page.locator(".quick-input-widget input");
    await input.waitFor();
    await input.pressSequentially(text);
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  }
  /** Playwright's own `hover` and `click` scroll the editor when a popup is in the way. */
  async function pointAt(target: Locator): Promise<void> {
    await target.waitFor();
    const box = await target.boundingBox();
    assert.ok(box, `${target} is not in view`);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  }
  return {
    page,
    async open(path) {
      await quickInput("Control+P", path);
      const folder = path.slice(0, path.lastIndexOf("/"));
      const name = path.slice(folder.length + 1);
      // The list shows files that were open before until the search has found the one that is asked for.
      await page.locator(".quick-input-list .monaco-list-row.focused", {hasText: `${name}${folder}`}).waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".tab.active", {hasText: name}).waitFor();
      await editor.locator(".view-line").first().waitFor();
    },
    sees: (text) => editor.locator(".view-line", {hasText: text}).first().waitFor(),
    word: (text) => editor.locator(".view-line span span", {hasText: new RegExp(`^\\s*${text}\\s*$`)}).first(),
    pointAt,
    async clickOn(target) {
      await pointAt(target);
      await page.mouse.down();
      await page.mouse.up();
    },
    async command(title) {
      await quickInput("F1", title);
      await page.locator(".quick-input-list .monaco-list-row", {hasText: title}).first().click();
    },
    async picture(name) {
      if (!updatePictures) return;
      // Popups fade in.
      await page.waitForTimeout(600);
      await page.screenshot({path: join(environment("PICTURES_FOLDER"), `${name}.png`)});
    },
    close: () => browser.close(),
  };
}

/** A value that the script which starts the suites has set. */
export function environment(name: string): string {
  const value = process.env[name];
  assert.ok(value !== undefined, `${name} is not set: run the suites with \`npm run test:editor\``);
  return value;
}

/** The folder into which the editor has installed the packed extension. */
export function installedExtension(): string {
  const folder = environment("EXTENSIONS");
  const name = readdirSync(folder).find((entry) => entry.startsWith("flux-workbench.flux-workbench-"));
  assert.ok(name, "the extension is not installed");
  return join(folder, name);
}
