// A browser page on the editor, and the editor's development mode.
import {chromium} from "playwright-core";

const browserArguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Opens a browser with one empty page. */
export async function launchPage(browserPath) {
  const browser = await chromium.launch({executablePath: browserPath, args: browserArguments});
  return {browser, page: await browser.newPage({viewport: {width: 1200, height: 720}})};
}

/** Opens the editor; a half-installed one answers with an error page, on which everything else would wait in vain. */
export async function openEditor(page, url) {
  const response = await page.goto(url);
  if (response?.ok()) return;
  throw new Error(`The editor answered ${response?.status()}: ${(await page.textContent("body")).slice(0, 500)}`);
}

/**
 * Makes the page load the unpacked extension and run `suite` in the extension host. Call it before `openEditor`.
 * The page's configuration is an internal of VS Code, hence the exact version of the editor in its package.json.
 */
export async function developFrom(page, {authority}, {extension, suite}) {
  const uri = (path) => ({scheme: "vscode-remote", authority, path});
  const options = {extensions: [uri(extension)], extensionTestsPath: uri(suite)};
  await page.addInitScript((added) => {
    const observer = new MutationObserver(() => {
      const element = document.getElementById("vscode-workbench-web-configuration");
      if (element === null) return;
      observer.disconnect();
      const configuration = JSON.parse(element.getAttribute("data-settings"));
      configuration.developmentOptions = {...configuration.developmentOptions, ...added};
      element.setAttribute("data-settings", JSON.stringify(configuration));
    });
    observer.observe(document, {childList: true, subtree: true});
  }, options);
}
