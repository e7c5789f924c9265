import {isOpenText} from "../../../resources/substitution.ts";
import {routePathFaults} from "../../../resources/url-paths.ts";
import {type Leaf, leaf, leafOf} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import type {Draft, HostRules, PathRule, PathType} from "../draft.ts";
import {backendOf, defaultBackendOf, type Reading} from "./backends.ts";
import {knows} from "./spelling.ts";
import {knownTemplate} from "./templates.ts";

/** What an ingress of the values serves. */
export interface Served {
  readonly hosts: readonly HostRules[];
  readonly notes: readonly Note[];
}

/** The hosts of an ingress with their paths and where these lead. */
export function servedBy(id: Field, reading: Reading): Served | Refusal {
  const name = String(id.key);
  const fallback = id.get("defaultBackend");
  if (fallback.exists) {
    const backend = defaultBackendOf(name, fallback, reading);
    if ("refused" in backend) return backend;
    const path: PathRule = {type: "PathPrefix", path: undefined, pathText: "/", backend};
    const text = `\`${name}\` has a \`defaultBackend\`, so its hosts never counted: the route is for every host.`;
    const isHeard = id.get("hosts").items.length > 0;
    return {
      hosts: [{host: undefined, hostText: undefined, paths: [path]}],
      notes: isHeard ? [{weight: "info", text}] : [],
    };
  }
  const hosts: HostRules[] = [];
  const notes: Note[] = [];
  for (const host of id.get("hosts").items) {
    const read = hostOf(name, host, reading);
    if ("refused" in read) return read;
    hosts.push(...read.hosts);
    notes.push(...read.notes);
  }
  if (hosts.length === 0) return {refused: `\`${name}\` has no hosts, so there is nothing that a route could serve.`};
  return {hosts, notes};
}

function hostOf(id: string, field: Field, reading: Reading): Served | Refusal {
  const written = field.get("host");
  const name = nameOf(id, written, reading);
  if ("refused" in name) return name;
  const paths: PathRule[] = [];
  const notes: Note[] = [...name.notes];
  for (const path of field.get("paths").items) {
    const rule = pathOf(`\`${id}\`, host \`${name.text}\``, path, reading);
    if ("refused" in rule) return rule;
    paths.push(rule);
    if (path.get("pathType").string === "ImplementationSpecific" && rule.pathText !== "/") notes.push(PREFIX_TAKEN);
  }
  if (paths.length === 0) return {refused: `\`${id}\`, host \`${name.text}\` has no paths.`};
  const isEvery = name.text === "";
  return {hosts: [{host: isEvery ? undefined : name.host, hostText: isEvery ? undefined : name.text, paths}], notes};
}

const PREFIX_TAKEN: Note = {
  weight: "info",
  text: "`pathType: ImplementationSpecific` is a prefix to nginx and Traefik, and so it is in the route.",
};

interface HostName {
  readonly host: Leaf;
  readonly text: string;
  readonly notes: readonly Note[];
}

function nameOf(id: string, field: Field, reading: Reading): HostName | Refusal {
  const text = field.scalar;
  if (typeof text !== "string") return {refused: `\`${id}\` has a host without a name.`};
  const isTemplate = text.includes("{{");
  const [version] = reading.versions;
  if (isTemplate && !knows(version, "templatedHostnames")) {
    return {
      refused: `\`${id}\`: app-template ${version.join(".")} takes the template \`${text}\` as it is in a route.`,
    };
  }
  const lower = text.toLowerCase();
  const isPlain = !isTemplate && !field.isUnknown;
  if (!isPlain || lower === text) return {host: leafOf(field), text, notes: []};
  const note = `The host \`${text}\` is written in lower case, because a route takes no other.`;
  return {host: leaf(lower, field.span.start), text: lower, notes: [{weight: "info", text: note}]};
}

const PATH_TYPES: ReadonlyMap<string, PathType> = new Map([
  ["Prefix", "PathPrefix"],
  ["Exact", "Exact"],
  ["ImplementationSpecific", "PathPrefix"],
]);

function pathOf(place: string, field: Field, reading: Reading): PathRule | Refusal {
  const path = field.get("path");
  const written = path.scalar;
  if (typeof written !== "string") return {refused: `${place} has a path that is not written down.`};
  const text = knownTemplate(written, reading.releases);
  const here = `${place}, path \`${written}\``;
  // A template is rendered in the path of an ingress, and never in a match.
  if (text === undefined) {
    return {refused: `${here}: the chart fills in templates in the paths of an ingress, not in those of a route.`};
  }
  const typeField = field.get("pathType");
  const type = typeField.exists ? PATH_TYPES.get(typeField.string ?? "") : "PathPrefix";
  if (!type)
    return {refused: `${here}: \`pathType\` is \`${typeField.written}\`, which stands for no match of a route.`};
  const backend = backendOf({place: here, field: field.get("service")}, reading);
  if ("refused" in backend) return backend;
  return {type, path: text === written ? leafOf(path) : leaf(text, path.span.start), pathText: text, backend};
}

/** The path that the API server would not take in a route. Nobody sees what a chart makes before it is applied. */
export function badPathIn(id: string, drafts: readonly Draft[]): Refusal | undefined {
  for (const {type, pathText} of drafts.flatMap(({rules}) => rules.flatMap(({matches}) => matches))) {
    if (type === "RegularExpression" || isOpenText(pathText)) continue;
    const [fault] = routePathFaults(pathText);
    if (fault) return {refused: `\`${id}\`: the path \`${pathText}\` ${fault}, says the API server of a route.`};
  }
  return undefined;
}
