import fs from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";
import type {Host} from "./host.ts";

/** The page of a rule and where it stands; undefined when this installation has none. */
export function rulePage(host: Host, id: string): {readonly url: string; readonly markdown: string} | undefined {
  for (const folder of host.pages) {
    const file = path.join(folder, `${id}.md`);
    if (fs.existsSync(file)) return {url: pathToFileURL(file).href, markdown: fs.readFileSync(file, "utf8")};
  }
  return undefined;
}

/** What a page says between its heading and its first example. */
export function introduction(markdown: string): string {
  const [, ...rest] = (markdown.split(/^## /m)[0] ?? "").split("\n");
  return rest.join("\n").trim();
}
