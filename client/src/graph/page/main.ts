// The page of the picture, in the sandbox that VS Code gives it.
import type {GraphCluster, GraphDetails, MessageToPage} from "../messages.ts";
import {detailParts} from "./details.ts";
import {byId, element} from "./element.ts";
import {type Layout, layOut} from "./layout.ts";
import {neighbour} from "./neighbour.ts";
import {draw, type Picture} from "./picture.ts";
import {type Relations, relationsOf} from "./relations.ts";
import {hitsOf} from "./search.ts";
import {type State, vscode} from "./state.ts";
import {createViewport} from "./viewport.ts";

const frame = byId("picture", HTMLElement);
const aside = byId("details", HTMLElement);
const legend = byId("legend", HTMLElement);
const message = byId("message", HTMLElement);
const search = byId("search", HTMLInputElement);
const hitCount = byId("hits", HTMLOutputElement);
const clusterChoice = byId("cluster", HTMLSelectElement);
const holder = frame.appendChild(element("div", {class: "holder"}));

let state: State = vscode.getState() ?? {};
let clusters: readonly GraphCluster[] = [];
let layout: Layout = layOut([], 1);
let relations: Relations = relationsOf([]);
let picture: Picture | undefined;
let details: GraphDetails | undefined;

const viewport = createViewport(frame, holder, (view) => remember({view}));

function remember(part: State): void {
  state = {...state, ...part};
  vscode.setState(state);
}

function say(text: string): void {
  message.textContent = text;
  message.hidden = text === "";
}

function show(all: readonly GraphCluster[]): void {
  clusters = all;
  relations = relationsOf(all);
  offerClusters();
  say(
    all.length === 0
      ? "Nothing here applies anything: no Flux Kustomization has its source in the opened folders."
      : "",
  );
  redraw();
  if (state.view === undefined) viewport.fit(beginning());
  else viewport.set(state.view);
  if (state.selected !== undefined && relations.nodes.has(state.selected)) select(state.selected);
  else mark();
}

/** As much as can be read at once: all of it from left to right, and of several clusters the first ones. */
function beginning(): {width: number; height: number} {
  return {width: layout.width, height: Math.min(layout.height, layout.width / proportion())};
}

function proportion(): number {
  return frame.clientWidth / Math.max(1, frame.clientHeight);
}

function offerClusters(): void {
  const options = clusters.map(({id, name}) => element("option", {value: id}, name));
  clusterChoice.replaceChildren(element("option", {value: ""}, "All clusters"), ...options);
  clusterChoice.hidden = clusters.length < 2;
  if (!clusters.some(({id}) => id === state.cluster)) remember({cluster: undefined});
  clusterChoice.value = state.cluster ?? "";
}

function redraw(): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.id : undefined;
  const shown = state.cluster === undefined ? clusters : clusters.filter(({id}) => id === state.cluster);
  layout = layOut(shown, proportion());
  picture = draw(layout);
  holder.replaceChildren(picture.content);
  if (focused !== undefined) picture.buttons.get(focused)?.focus({preventScroll: true});
}

/** Selects a Kustomization, or nothing; `reveal` brings it into sight. */
function select(id: string | undefined, {reveal = false, focus = false} = {}): void {
  const placed = id === undefined ? undefined : layout.nodes.get(id);
  if (id !== state.selected || details?.id !== id) details = undefined;
  remember({selected: placed?.node.id});
  // Before the rest, since the picture gives the details their room.
  describe();
  mark();
  if (placed === undefined) return;
  vscode.postMessage({type: "details", id: placed.node.id});
  if (reveal) viewport.show(placed);
  if (focus) picture?.buttons.get(placed.node.id)?.focus({preventScroll: true});
}

function describe(): void {
  const node = state.selected === undefined ? undefined : relations.nodes.get(state.selected);
  aside.hidden = node === undefined;
  if (node === undefined) return;
  const parts = detailParts(node, relations, details, {
    open: (id) => vscode.postMessage({type: "open", id}),
    openSource: (id) => vscode.postMessage({type: "openSource", id}),
    select: (id) => select(id, {reveal: true}),
  });
  aside.replaceChildren(...parts);
}

/** What the selection and the search have to do with is clear, the rest is pale. */
function mark(): void {
  const {selected} = state;
  const related = selected === undefined ? undefined : relations.related(selected);
  const hits = new Set(hitsOf(nodesShown(), search.value));
  const searching = search.value.trim() !== "";
  hitCount.textContent = searching ? `${hits.size} found` : "";
  const firstId = layout.nodes.keys().next().value;
  for (const [id, button] of picture?.buttons ?? []) {
    const isSelected = id === selected;
    button.classList.toggle("selected", isSelected);
    button.classList.toggle("hit", hits.has(id));
    button.classList.toggle("pale", (searching || related !== undefined) && !hits.has(id) && !related?.has(id));
    button.setAttribute("aria-pressed", String(isSelected));
    // One stop for the Tab key; the arrows do the rest.
    button.tabIndex = isSelected || (selected === undefined && id === firstId) ? 0 : -1;
  }
  for (const {from, to, path} of picture?.lines ?? []) {
    const near = from === selected || to === selected;
    path.classList.toggle("near", near);
    path.classList.toggle("pale", related !== undefined && !(related.has(from) && related.has(to)));
  }
}

function nodesShown() {
  return [...layout.nodes.values()].map(({node}) => node);
}

function nextHit(step: number): void {
  const hits = hitsOf(nodesShown(), search.value);
  const at = hits.indexOf(state.selected ?? "");
  const next = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
  if (hits.length > 0) select(hits[next], {reveal: true});
}

function toggleLegend(open = legend.hidden): void {
  legend.hidden = !open;
  byId("legend-toggle", HTMLButtonElement).setAttribute("aria-expanded", String(open));
}

function clear(): void {
  search.value = "";
  remember({query: ""});
  toggleLegend(false);
  select(undefined);
  holder.querySelector<HTMLElement>(".node[tabindex='0']")?.focus({preventScroll: true});
}

const idOf = (event: Event) =>
  event.target instanceof Element ? event.target.closest<HTMLElement>(".node")?.dataset.id : undefined;

// The details that open with the first click may move the picture away from below the second one of a double click,
// which then hits something else. What counts is where the first one was.
let clicked: string | undefined;
const onClick = (event: MouseEvent) => {
  if (event.detail < 2) clicked = idOf(event);
  if (clicked === undefined) return;
  event.stopPropagation();
  if (event.detail < 2) select(clicked);
  if (event.detail === 2) vscode.postMessage({type: "open", id: clicked});
};
document.addEventListener("click", onClick, {capture: true});

holder.addEventListener("keydown", (event) => {
  const id = idOf(event);
  const placed = id === undefined ? undefined : layout.nodes.get(id);
  if (placed === undefined) return;
  const next = neighbour(layout, placed, event.key);
  if (next !== undefined) select(next.node.id, {reveal: true, focus: true});
  else if (event.key === "Enter") vscode.postMessage({type: "open", id: placed.node.id});
  else return;
  event.preventDefault();
});

search.value = state.query ?? "";
search.addEventListener("input", () => {
  remember({query: search.value});
  mark();
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
});
clusterChoice.addEventListener("change", () => {
  remember({cluster: clusterChoice.value === "" ? undefined : clusterChoice.value});
  redraw();
  select(state.selected);
  viewport.fit(layout);
});

const fit = () => viewport.fit(layout);
const keys: Readonly<Record<string, () => void>> = {
  "/": () => search.select(),
  "+": () => viewport.zoom(1.25),
  "-": () => viewport.zoom(0.8),
  "0": fit,
  "?": () => toggleLegend(),
  Escape: clear,
};
document.addEventListener("keydown", (event) => {
  const inField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (event.ctrlKey || event.metaKey || event.altKey || (inField && event.key !== "Escape")) return;
  const run = keys[event.key];
  if (run === undefined) return;
  event.preventDefault();
  run();
});
byId("zoom-in", HTMLButtonElement).addEventListener("click", () => viewport.zoom(1.25));
byId("zoom-out", HTMLButtonElement).addEventListener("click", () => viewport.zoom(0.8));
byId("fit", HTMLButtonElement).addEventListener("click", fit);
byId("legend-toggle", HTMLButtonElement).addEventListener("click", () => toggleLegend());

// The details and other editors take room away; what is selected stays in sight.
new ResizeObserver(() => {
  const placed = layout.nodes.get(state.selected ?? "");
  if (placed !== undefined) viewport.show(placed, {readable: false});
}).observe(frame);

window.addEventListener("message", ({data}: MessageEvent<MessageToPage>) => {
  switch (data.type) {
    case "graph":
      show(data.clusters);
      break;
    case "details":
      if (data.details.id !== state.selected) return;
      details = data.details;
      describe();
      break;
    case "select":
      select(data.id, {reveal: true, focus: true});
      break;
    case "unavailable":
      say("The language server of Flux Workbench is not running.");
      break;
  }
});
vscode.postMessage({type: "ready"});
