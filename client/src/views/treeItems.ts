import {MarkdownString, TreeItem, TreeItemCollapsibleState, Uri, workspace} from "vscode";
import {rowUri} from "./decorations.ts";
import {clusterIcon, iconOf} from "./kindIcons.ts";
import {toRange} from "./open.ts";
import {describeProblems, type Problems} from "./problems.ts";
import {type KustomizationNode, kustomizationsOf, locationOf, type ResourceNode, type TreeNode} from "./treeModel.ts";

/** How a row looks with those of its children that are shown; its tooltip is written when it is asked for. */
export function treeItem(node: TreeNode, children: readonly TreeNode[], problems: Problems): TreeItem {
  const item = new TreeItem(node.label, collapsibleState(node, children));
  item.id = node.id;
  item.resourceUri = rowUri(node.id);
  item.contextValue = contextValue(node);
  const description = describe(node);
  if (description !== "") item.description = description;
  item.iconPath = node.type === "cluster" ? clusterIcon : iconOf(kindOf(node));
  const spoken = [node.label, description, describeProblems(problems.of(node.id))].filter((part) => part !== "");
  item.accessibilityInformation = {label: spoken.join(", ")};
  const location = locationOf(node);
  if (location !== undefined) {
    // The editor's own command: it knows a single click from a double one, and from one with a modifier key.
    const args = [Uri.parse(location.uri), {selection: toRange(location).with({end: toRange(location).start})}];
    item.command = {command: "vscode.open", title: "Open", arguments: args};
  }
  return item;
}

/** A way down to every Kustomization is open from the start; what they build is not. */
function collapsibleState({type}: TreeNode, children: readonly TreeNode[]): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  const leads = type === "cluster" || children.some((child) => child.type === "kustomization");
  return leads ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}

/** Words that the `when` clauses of the menus look for. */
function contextValue(node: TreeNode): string {
  const words: string[] = [node.type];
  if (locationOf(node) !== undefined) words.push("written");
  if (node.type === "kustomization" && node.kustomization.source?.location !== undefined) words.push("sourced");
  return words.join(" ");
}

function describe(node: TreeNode): string {
  switch (node.type) {
    case "cluster": {
      const count = kustomizationsOf(node).length;
      return count === 1 ? "1 Kustomization" : `${count} Kustomizations`;
    }
    case "kustomization":
      return describeKustomization(node);
    case "resource":
      return describeResource(node);
  }
}

/** The path, and the namespace where neither the path nor the parent tell it. */
function describeKustomization({kustomization: {namespace, path}, parent, shortPath}: KustomizationNode): string {
  const above = parent.type === "kustomization" ? parent.kustomization.namespace : undefined;
  const isKnown = namespace === above || path?.split("/").includes(namespace ?? "");
  return [isKnown ? "" : namespace, shortPath].filter(Boolean).join(" · ");
}

/** The kind, and the namespace where it is not that of the Kustomization. */
function describeResource({resource: {kind, namespace}, parent}: ResourceNode): string {
  const isKnown = namespace === undefined || namespace === parent.kustomization.namespace;
  return isKnown ? kind : `${kind} · ${namespace}`;
}

function kindOf(node: KustomizationNode | ResourceNode): string {
  return node.type === "kustomization" ? "Kustomization" : node.resource.kind;
}

/** Everything that is known about a row. */
export function tooltip(node: TreeNode, problems: Problems): MarkdownString {
  const text = new MarkdownString();
  const line = (label: string, value: string | undefined) => {
    if (value === undefined || value === "") return;
    text.appendMarkdown(`\n- ${label}: `).appendText(value);
  };
  text.appendMarkdown("**").appendText(title(node)).appendMarkdown("**\n");
  if (node.type === "kustomization") {
    const {path, source, resources} = node.kustomization;
    line("builds", path);
    line("from", source && `${source.kind} ${qualified(source.namespace, source.name)}`);
    line("applied by", node.parent.type === "kustomization" ? node.parent.label : "nothing here: an entry point");
    line("waits for", node.dependsOn.map(({label}) => label).join(", "));
    line("resources", String(resources.length));
  }
  if (node.type === "resource") line("applied by", node.parent.label);
  const location = locationOf(node);
  if (location !== undefined) line("written in", workspace.asRelativePath(Uri.parse(location.uri)));
  line("problems", describeProblems(problems.of(node.id)));
  // No row is written in these files, so that nothing else says where the problems are.
  for (const uri of (node.type === "kustomization" && node.kustomization.files) || []) {
    const found = describeProblems(problems.ofFile(uri));
    if (found !== "") line(found, workspace.asRelativePath(Uri.parse(uri)));
  }
  return text;
}

function title(node: TreeNode): string {
  if (node.type === "cluster") return `Cluster ${node.label}`;
  const {namespace, name} = node.type === "kustomization" ? node.kustomization : node.resource;
  return `${kindOf(node)} ${qualified(namespace, name)}`;
}

function qualified(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
