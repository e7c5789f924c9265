import {randomBytes} from "node:crypto";
import {Uri, type Webview} from "vscode";

/** The page of the picture. Nothing in it comes from a repository: that is sent to it, and shown as text. */
export function pageOf(webview: Webview, bundles: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(bundles, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${address("graph.css")}">
  <title>Flux Graph</title>
</head>
<body>
  <header role="toolbar" aria-label="Graph">
    <input id="search" type="search" placeholder="Search ( / )" aria-label="Search Kustomizations and resources"
      spellcheck="false" autocomplete="off">
    <output id="hits" for="search"></output>
    <select id="cluster" aria-label="Cluster" hidden></select>
    <span class="spring"></span>
    <button type="button" id="zoom-out" title="Zoom out ( - )" aria-label="Zoom out">&minus;</button>
    <button type="button" id="zoom-in" title="Zoom in ( + )" aria-label="Zoom in">+</button>
    <button type="button" id="fit" title="Show all of it ( 0 )">Fit</button>
    <button type="button" id="legend-toggle" aria-expanded="false" aria-controls="legend" title="Legend ( ? )">?</button>
  </header>
  <main>
    <div id="stage">
      <div id="picture" role="group" aria-label="Flux Kustomizations: arrow keys move, Enter opens the file"></div>
      <section id="legend" aria-label="Legend" hidden>
        <dl>
          <dt><i class="sample node"></i></dt><dd>a Flux Kustomization; its namespace in small print</dd>
          <dt><i class="sample node error"></i></dt><dd>with errors in what it builds</dd>
          <dt><i class="sample node warning"></i></dt><dd>with warnings in what it builds</dd>
          <dt><i class="sample line depends"></i></dt><dd>the right one waits for the left one (dependsOn)</dd>
          <dt><i class="sample line parent"></i></dt><dd>the left one applies the right one</dd>
          <dt>1, 2, &hellip;</dt><dd>what stands under a number needs something under the one before</dd>
        </dl>
        <dl>
          <dt>click</dt><dd>what it builds, from where, after what</dd>
          <dt>double click, Enter</dt><dd>open the file</dd>
          <dt>/</dt><dd>search; Enter goes to the next hit</dd>
          <dt>arrows</dt><dd>go to a neighbour</dd>
          <dt>+ &minus; 0, wheel, drag</dt><dd>zoom, show all, move</dd>
          <dt>Escape</dt><dd>back to everything</dd>
        </dl>
      </section>
      <p id="message" role="status" hidden></p>
    </div>
    <aside id="details" aria-label="Selected Kustomization" hidden></aside>
  </main>
  <script nonce="${nonce}" src="${address("graph.js")}"></script>
</body>
</html>`;
}
