import {element} from "./element.ts";
import type {Layout, PlacedNode} from "./layout.ts";

const svg = "http://www.w3.org/2000/svg";
/** With more lines than these only those of the selected Kustomization are drawn. */
const linesShown = 1500;

/** The drawn picture. */
export interface Picture {
  readonly content: HTMLElement;
  /** The buttons of the Kustomizations, by id. */
  readonly buttons: ReadonlyMap<string, HTMLButtonElement>;
  readonly lines: readonly Line[];
}

/** A line from what comes first to what comes after it. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly path: SVGPathElement;
}

/** Draws a layout: lines below, then a button for every Kustomization, so that keys and screen readers reach it. */
export function draw(layout: Layout): Picture {
  const content = element("div", {class: "content"});
  for (const {cluster, steps, ...box} of layout.clusters) {
    content.append(at(box, element("h2", {class: "cluster"}, cluster.name)));
    for (const [i, step] of steps.entries()) content.append(at(step, element("div", {class: "step"}, `${i + 1}`)));
  }
  const canvas = document.createElementNS(svg, "svg");
  canvas.setAttribute("width", String(layout.width));
  canvas.setAttribute("height", String(layout.height));
  canvas.setAttribute("aria-hidden", "true");
  const lines = linesOf(layout);
  canvas.append(...lines.map(({path}) => path));
  if (lines.length > linesShown) canvas.classList.add("many");
  content.append(canvas);
  const buttons = new Map<string, HTMLButtonElement>();
  for (const placed of layout.nodes.values()) {
    const button = at(placed, nodeButton(placed));
    buttons.set(placed.node.id, button);
    content.append(button);
  }
  return {content, buttons, lines};
}

function at<Kind extends HTMLElement>(box: {x: number; y: number; width: number; height: number}, one: Kind): Kind {
  Object.assign(one.style, {
    left: `${box.x}px`,
    top: `${box.y}px`,
    width: `${box.width}px`,
    height: `${box.height}px`,
  });
  return one;
}

function nodeButton({node: {id, name, namespace, errors, warnings}}: PlacedNode): HTMLButtonElement {
  const problems = errors > 0 ? "error" : warnings > 0 ? "warning" : "";
  const button = element(
    "button",
    {type: "button", class: `node ${problems}`, "data-id": id, tabindex: "-1", title: `${namespace}/${name}`},
    element("span", {class: "text"}, element("span", {}, name), element("span", {class: "namespace"}, namespace)),
  );
  if (problems !== "") {
    const count = errors + warnings;
    button.append(element("span", {class: "count", "aria-label": `${count} problems`}, String(count)));
  }
  return button;
}

function linesOf({nodes}: Layout): Line[] {
  const lines: Line[] = [];
  const add = (from: PlacedNode | undefined, to: PlacedNode, kind: "parent" | "depends") => {
    if (from === undefined) return;
    const path = document.createElementNS(svg, "path");
    path.setAttribute("class", kind);
    path.setAttribute("d", curve(from, to));
    lines.push({from: from.node.id, to: to.node.id, path});
  };
  for (const placed of nodes.values()) {
    const {parent, dependsOn} = placed.node;
    if (parent !== undefined) add(nodes.get(parent), placed, "parent");
    for (const id of dependsOn) add(nodes.get(id), placed, "depends");
  }
  return lines;
}

function curve(from: PlacedNode, to: PlacedNode): string {
  const start = {x: from.x + from.width, y: from.y + from.height / 2};
  const end = {x: to.x, y: to.y + to.height / 2};
  const bend = Math.max(24, Math.abs(end.x - start.x) / 2);
  return `M${start.x},${start.y} C${start.x + bend},${start.y} ${end.x - bend},${end.y} ${end.x},${end.y}`;
}
