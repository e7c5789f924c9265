import {isOpenText} from "../resources/substitution.ts";
import {allOf, quoted} from "../schema/words.ts";
import {folderOf} from "../text/paths.ts";
import {annotationKeys, isTrue} from "../workspace/gatus.ts";
import {type Blindness, isSeen} from "../workspace/gatus-attention.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {parseYaml} from "../yaml/parse.ts";
import {addAnnotation} from "./gatus/annotation.ts";
import {type Monitored, monitoredIn} from "./gatus/monitored.ts";
import {type Sighting, sightingsOf} from "./gatus/sightings.ts";
import {endpointBeside} from "./ingressToRoute/surroundings/gatus.ts";
import {objectName} from "./ingressToRoute/surroundings/site.ts";
import type {Answers, Note, Proposal, Refactoring, Refusal, Subject} from "./refactoring.ts";

/** Where Gatus runs with gatus-sidecar, an annotation has it watch an app. */
export const MONITOR_WITH_GATUS: Refactoring = {
  id: "monitor-with-gatus",
  title: "Have Gatus watch routes and ingresses",
  subjects: (workspace, path) =>
    monitoredIn(workspace, path).flatMap((monitored): Subject[] => {
      const {name, span, mark} = monitored;
      if (!isOffered(monitored, sightingsOf(workspace, monitored))) return [];
      const propose = (answers: Answers): Proposal => proposal(workspace, monitored, answers);
      return [{file: path, name, title: "Monitor with Gatus", span, mark, propose}];
    }),
};

/** A route may always be meant; an ingress is offered only where something looks at ingresses. */
function isOffered({kind}: Monitored, sightings: readonly Sighting[]): boolean {
  return sightings.some(({attention}) => kind === "httproute" || attention !== "other kind");
}

function proposal(workspace: Workspace, monitored: Monitored, answers: Answers): Proposal {
  const sightings = sightingsOf(workspace, monitored);
  const {endpoint} = answers;
  const refused =
    settled(monitored, sightings) ??
    unreachable(monitored, sightings) ??
    (endpoint === undefined ? watched(workspace, monitored, sightings) : unreadable(endpoint));
  if (refused) return refused;
  const keys = new Set(
    sightings.map(({sidecar}) => annotationKeys(sidecar)[endpoint === undefined ? "enabled" : "endpoint"]),
  );
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) {
    return {refused: `The sidecars of its clusters read different annotations: ${allOf(quoted([...keys]))}.`};
  }
  const {file} = monitored.resource.document;
  const edits = addAnnotation(file, monitored.map, key, endpoint?.trimEnd() ?? "true");
  if (!edits) {
    return {refused: `The annotations of ${monitored.name} are written in a way that leaves no place for another.`};
  }
  return {edits: new Map([[file.path, edits]]), notes: notesOf(workspace, sightings)};
}

/** Where the annotations have decided it. */
function settled({name}: Monitored, sightings: readonly Sighting[]): Refusal | undefined {
  for (const {sidecar, enabled, endpoint} of sightings) {
    const keys = annotationKeys(sidecar);
    if (typeof enabled === "string" && (isOpenText(enabled) || enabled.includes("{{"))) {
      return {refused: `Whether Gatus watches ${name} depends on \`${enabled}\` in \`${keys.enabled}\`.`};
    }
    if (enabled !== undefined && !isTrue(enabled)) {
      return {refused: `${upper(name)} is left out on purpose: \`${keys.enabled}\` is \`${JSON.stringify(enabled)}\`.`};
    }
    const key = enabled !== undefined ? keys.enabled : endpoint !== undefined ? keys.endpoint : undefined;
    if (key !== undefined) return {refused: `${upper(name)} is watched already: it has the annotation \`${key}\`.`};
  }
  return undefined;
}

/** Why a sidecar leaves something alone, whatever its annotations say. */
const REASONS: Readonly<Record<Blindness, string>> = {
  "other kind": "is not told to look at this kind",
  "other namespace": "looks at another namespace only (`--namespace`)",
  "other gateway": "looks at the routes of other Gateways only (`--gateway-name`)",
  "other class": "looks at ingresses of other classes only (`--ingress-class`)",
};

function unreachable({name, kind}: Monitored, sightings: readonly Sighting[]): Refusal | undefined {
  if (kind !== "ingressroute" && sightings.every(({attention, hosts}) => attention && hosts.length === 0)) {
    return {refused: `${upper(name)} names no host, and the sidecar makes no endpoint without one.`};
  }
  if (sightings.some(({attention}) => attention && isSeen(attention))) return undefined;
  const [first] = sightings;
  if (!first?.attention) return {refused: `The repository does not say whether Gatus would look at ${name}.`};
  return {refused: `The sidecar of ${gatusOf(first)} ${reasonOf(first)}.`};
}

/** Where the sidecar needs no annotation. */
function watched(workspace: Workspace, {name}: Monitored, sightings: readonly Sighting[]): Refusal | undefined {
  const auto = sightings.find(({attention}) => attention === "auto");
  if (!auto || sightings.some(({attention}) => attention === "annotated")) return undefined;
  const {enabled} = annotationKeys(auto.sidecar);
  const [beside] = sightings.flatMap((sighting) => besideInWords(workspace, sighting) ?? []);
  const twice = beside
    ? ` ${beside.what} watches the same app: ${beside.wayOut}, or give it the annotation \`${enabled}: "false"\`.`
    : "";
  return {
    refused: `${upper(name)} is watched already: ${gatusOf(auto)} makes endpoints of its kind by itself.${twice}`,
  };
}

function unreadable(endpoint: string): Refusal | undefined {
  const {documents} = parseYaml("", endpoint);
  const [document] = documents;
  const isMap = documents.length === 1 && document?.problems.length === 0 && document.root.isMap;
  return isMap && !document.root.isFlow
    ? undefined
    : {refused: "The endpoint has to be a map in YAML: `path: /health`."};
}

function notesOf(workspace: Workspace, sightings: readonly Sighting[]): Note[] {
  const texts = sightings.flatMap((sighting) => {
    const {attention} = sighting;
    const blind = attention && !isSeen(attention) ? [`The sidecar of ${gatusOf(sighting)} ${reasonOf(sighting)}.`] : [];
    const beside = attention && isSeen(attention) ? besideInWords(workspace, sighting) : undefined;
    if (!beside) return blind;
    const {enabled} = annotationKeys(sighting.sidecar);
    const end = `${beside.wayOut}, or set \`${enabled}: "false"\` instead`;
    return [...blind, `${beside.what} watches the same app, so Gatus would watch it twice: ${end}.`];
  });
  return [...new Set(texts)].map((text) => ({weight: "warning", text}));
}

/** The other endpoint of the same app, and how to be rid of it. */
function besideInWords(
  {graph}: Workspace,
  {place, hosts}: Sighting,
): {readonly what: string; readonly wayOut: string} | undefined {
  const beside = endpointBeside({graph, place, hosts});
  if (!beside) return undefined;
  const found = graph.kustomizationIn(folderOf(beside.file));
  const isComponent = found.type === "one" && found.spec.kind === "Component";
  const wayOut = isComponent ? `detach the Component \`${folderOf(beside.file)}\`` : "remove that one";
  return {what: `The endpoint in ConfigMap \`${beside.name}\``, wayOut};
}

function reasonOf({attention}: Sighting): string {
  return attention && !isSeen(attention) ? REASONS[attention] : "may not look at it";
}

function gatusOf({sidecar, place}: Sighting): string {
  const where = place.cluster === undefined ? "" : ` on cluster \`${place.cluster}\``;
  return `Gatus ${objectName(sidecar.release)}${where}`;
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
