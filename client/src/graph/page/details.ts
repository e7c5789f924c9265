import type {GraphDetails, GraphNode} from "../messages.ts";
import {element} from "./element.ts";
import type {Relations} from "./relations.ts";

/** What can be done from the details. */
export interface DetailActions {
  open(id: string): void;
  openSource(id: string): void;
  select(id: string): void;
}

/** Writes what is known of a Kustomization: at once what the picture knows, the rest when it has arrived. */
export function detailParts(
  node: GraphNode,
  relations: Relations,
  details: GraphDetails | undefined,
  actions: DetailActions,
): Node[] {
  const link = (id: string) => {
    const name = relations.nodes.get(id)?.name ?? id;
    return button(name, () => actions.select(id));
  };
  const parts: Node[] = [
    element("h2", {}, node.name),
    element("p", {class: "namespace"}, node.namespace),
    ...(details?.problems ? [element("p", {class: "problems"}, details.problems)] : []),
    ...(details?.canOpen ? [button("Open File", () => actions.open(node.id), "open")] : []),
  ];
  if (details?.path !== undefined) parts.push(...section("Builds", [element("code", {}, details.path)]));
  if (details?.source !== undefined) {
    const {label, canOpen} = details.source;
    parts.push(...section("From", [canOpen ? button(label, () => actions.openSource(node.id)) : label]));
  }
  if (node.parent !== undefined) parts.push(...section("Applied by", [link(node.parent)]));
  parts.push(...section("Waits for", node.dependsOn.map(link)));
  parts.push(...section("Needed by", relations.neededBy(node.id).map(link)));
  parts.push(...section("Applies Kustomizations", relations.applies(node.id).map(link)));
  const resources = details?.resources.map((one) =>
    button(
      element("span", {}, `${one.kind} ${one.name}`),
      () => actions.open(one.id),
      one.problems === "" ? "" : "problem",
      one.problems === "" ? one.namespace : `${one.namespace}: ${one.problems}`,
    ),
  );
  parts.push(...section("Resources", resources ?? []));
  return parts;
}

function button(content: Node | string, run: () => void, kind = "", title = ""): HTMLButtonElement {
  const created = element("button", {type: "button", class: `link ${kind}`, title}, content);
  created.addEventListener("click", run);
  return created;
}

/** A heading and a list; nothing at all where the list is empty. */
function section(title: string, entries: readonly (Node | string)[]): Node[] {
  if (entries.length === 0) return [];
  const heading = entries.length > 1 ? `${title} (${entries.length})` : title;
  return [element("h3", {}, heading), element("ul", {}, ...entries.map((entry) => element("li", {}, entry)))];
}
