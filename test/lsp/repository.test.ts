import {afterEach, expect, test} from "vitest";
import type {MarkupContent} from "vscode-languageserver/node";
import {FLUX_REPOSITORY} from "../features/fluxRepository.ts";
import {capabilities} from "./capabilities.ts";
import {Editor, type EditorOptions} from "./editor.ts";

const APP = "kubernetes/apps/media/plex/helmrelease.yaml";
const FLUX = "kubernetes/apps/media/plex.ks.yaml";

let editor: Editor;

async function start(options: EditorOptions = {}): Promise<void> {
  editor = await Editor.start({files: FLUX_REPOSITORY, ...options});
  await editor.workspace();
}

async function hover(file: string, search: string): Promise<string> {
  const found = await editor.hover(file, search);
  return (found?.contents as MarkupContent | undefined)?.value ?? "";
}

afterEach(() => editor.stop());

test("a hover links to files", async () => {
  await start();
  await editor.open(APP);
  expect(await hover(APP, "kind: HelmR")).toContain(
    `- Built by [\`media/a-plex\`](${editor.uri(FLUX)}#L1) on \`cluster\``,
  );
});

test("a client that shows plain text gets the names without the addresses", async () => {
  const {textDocument, ...rest} = capabilities("pull");
  await start({capabilities: {...rest, textDocument: {...textDocument, hover: {contentFormat: ["plaintext"]}}}});
  await editor.open(APP);
  expect(await hover(APP, "kind: HelmR")).toContain("- Built by media/a-plex on cluster\n");
});

test("of a document that lies in no opened folder nothing is said about a repository", async () => {
  await start({
    files: {...FLUX_REPOSITORY, "other/kustomization.yaml": "resources:\n  - nothing\n"},
    folders: ["kubernetes"],
  });
  await editor.open("other/kustomization.yaml");
  expect(await hover("other/kustomization.yaml", "- noth")).not.toContain("There is no");
});

test("completion offers names with their namespace, and paths", async () => {
  await start();
  await editor.open(FLUX);
  await editor.change(FLUX, "- name: library", "- name: ");
  const {items, isIncomplete} = await editor.completion(FLUX, "dependsOn:\n    - name: ");
  expect(isIncomplete).toBe(false);
  expect(items.map(({label, detail}) => `${label}: ${detail}`)).toContain("apps: Kustomization flux-system/apps");
  const apps = items.find(({label}) => label === "apps");
  expect(apps?.textEdit?.newText).toBe("apps\n      namespace: flux-system");
  await editor.change(FLUX, "path: ./kubernetes/apps/media/plex", "path: ./kubernetes/apps/media/li");
  const paths = await editor.completion(FLUX, "path: ./kubernetes/apps/media/li");
  expect(paths.items.map(({label}) => label)).toContain("./kubernetes/apps/media/library");
});
