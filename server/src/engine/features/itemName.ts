import type {Resource} from "../resources/resource.ts";
import {touches} from "../text/span.ts";
import type {Field} from "../yaml/field.ts";

/** Fields that tell the items of a list apart, the best first. */
const NAMES = ["name", "metadata.name", "id", "title", "path", "hostname", "host", "secretKey", "key", "type"];

/** What an item of a list is called by people: its name, with its kind where it has one; else what it begins with. */
export function itemName(item: Field, patches: readonly Resource[]): string {
  if (item.isAlias) return item.written;
  if (item.type === "scalar") return shortened(String(item.scalar));
  const name = textAt(item, ...NAMES) ?? patchName(item, patches);
  const kind = textAt(item, "kind");
  if (name !== undefined) return [kind, name].filter(Boolean).join(" ");
  const [first] = item.entries;
  const text = first && textOf(first);
  return first && text !== undefined ? shortened(`${String(first.key)}: ${text}`) : `[${String(item.key)}]`;
}

/** An entry of a list of patches is called by what it changes. */
function patchName(item: Field, patches: readonly Resource[]): string | undefined {
  const target = item.get("target");
  if (target.isMap) return [textAt(target, "kind") ?? "*", textAt(target, "name")].filter(Boolean).join(" ");
  if (item.get("patch").style !== "block") return undefined;
  const inside = patches.find(({document}) => touches(item.get("patch").span, document.span.start));
  return inside && [inside.kind, inside.name].filter(Boolean).join(" ");
}

function textAt(item: Field, ...paths: readonly string[]): string | undefined {
  for (const path of paths) {
    const text = textOf(item.at(...path.split(".")));
    if (text !== undefined) return text;
  }
  return undefined;
}

function textOf({scalar}: Field): string | undefined {
  const isText = typeof scalar === "string" || typeof scalar === "number" || typeof scalar === "boolean";
  return isText && scalar !== "" ? String(scalar) : undefined;
}

function shortened(text: string): string {
  const line = text.split("\n", 1)[0] ?? "";
  return line.length > 60 || line !== text ? `${line.slice(0, 59)}…` : text;
}
