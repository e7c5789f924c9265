import {splitType} from "../../resources/references/row.ts";
import {mayBeRendered} from "../../resources/references/table.ts";
import type {Resource} from "../../resources/resource.ts";
import {anyOf} from "../../schema/words.ts";
import type {ObjectReference} from "../../workspace/references.ts";
import type {Resolution, Target} from "../../workspace/resolve.ts";
import {qualifiedName} from "../effectiveName.ts";
import {meaningOf} from "../names/uses.ts";
import {type Links, listed} from "./links.ts";

const MAKERS = "; a chart or a controller may make it";

/** What the name in a reference leads to, as a sentence; undefined where nothing can be said. */
export function aboutReference(links: Links, resource: Resource, reference: ObjectReference): string | undefined {
  const {rawName, row} = reference;
  if (rawName === undefined || row.exceptNames?.test(rawName)) return undefined;
  const {resolutions} = meaningOf(links.workspace, resource, reference);
  const clusters = new Set(resolutions.map(({cluster}) => cluster));
  const on = ({cluster}: Resolution): string =>
    clusters.size > 1 && cluster !== undefined ? ` on \`${cluster}\`` : "";
  const found = resolutions.flatMap((resolution) =>
    resolution.found.map((target) => describe(links, resolution, target) + on(resolution)),
  );
  const elsewhere = resolutions.flatMap((resolution) =>
    resolution.elsewhere.map((target) => describe(links, resolution, target) + on(resolution)),
  );
  const missing = resolutions.flatMap((resolution) =>
    resolution.state === "missing" ? [`${wanted(reference, resolution)}${on(resolution)}`] : [],
  );
  const isOftenMade = elsewhere.length === 0 && reference.types.some(mayBeRendered);
  const sentences = [
    found.length > 0 && `Leads to ${listed(found)}.`,
    missing.length > 0 && `Nothing in the repository declares ${listed(missing)}${isOftenMade ? MAKERS : ""}.`,
    found.length === 0 && elsewhere.length > 0 && `In another namespace there is ${listed(elsewhere)}.`,
  ].filter((sentence) => typeof sentence === "string");
  return sentences.length > 0 ? sentences.join(" ") : undefined;
}

function describe(links: Links, {name = ""}: Resolution, {at, type, applied, namespace, isMade}: Target): string {
  const title = `${splitType(type).kind} ${qualifiedName(name, namespace)}`;
  if (isMade && applied) {
    const maker = `${applied.resource.kind} ${qualifiedName(applied.name ?? applied.resource.name, applied.namespace)}`;
    return `\`${title}\`, which ${links.document(maker, at)} has made`;
  }
  const {origin} = applied?.resource ?? {origin: at};
  return links.place(title, {...at, pointer: ("generator" in origin && origin.generator) || ""});
}

/** The namespace matters where the name is in another one. */
function wanted({types}: ObjectReference, {name = "", namespace, elsewhere}: Resolution): string {
  const kinds = anyOf(types.map((type) => splitType(type).kind));
  return `\`${kinds} ${elsewhere.length > 0 ? qualifiedName(name, namespace) : name}\``;
}
