import {type Entry, type Layout, layoutOf, leaf, leafOf, type Part} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {YamlFile} from "../../../yaml/parse.ts";
import {walk} from "../../../yaml/walk.ts";
import type {Verdict} from "../annotations.ts";
import {type Draft, hostnameEntries, ruleEntries} from "../draft.ts";
import type {IngressPlan} from "./plan.ts";
import {knows} from "./spelling.ts";
import {SHARED_KEYS} from "./verify.ts";
import type {ChartVersions} from "./version.ts";

/** The layout of an ingress in braces or lines; where it has no lists, as the rest of the document has them. */
export function layoutOfIngress(file: YamlFile, root: Field, field: Field): Layout {
  const hasLists = [...walk(field)].some((one) => one.isList && !one.isFlow && one.items.length > 0);
  return hasLists ? layoutOf(file, field) : {...layoutOf(file, field), dash: layoutOf(file, root).dash};
}

/** What a route has that an ingress has not, in the order in which people write it. */
export function routeEntries(draft: Draft, {field, drafts, parent, sectionName}: IngressPlan): Entry[] {
  if (!parent) return [];
  const className = field.get("className");
  const {name, namespace} = parent;
  // What was written about the class is about the Gateway now: that of the first route.
  const reference: Entry[] = [
    ["name", leaf(name, className.exists && draft === drafts[0] ? className.span.start : undefined)],
  ];
  if (namespace !== undefined) reference.push(["namespace", leaf(namespace)]);
  if (sectionName !== undefined) reference.push(["sectionName", leaf(sectionName)]);
  const isFlow = field.get("hosts").isFlow;
  return [...hostnameEntries(draft, isFlow), ["parentRefs", {items: [{entries: reference}]}], ...ruleEntries(draft)];
}

/** Names that only one object can have. */
const OWN_NAMES = ["nameOverride", "forceRename"];

/** What a further route of the same ingress has in common with the first one. */
export function sharedEntries({id, field, verdicts}: IngressPlan, versions: ChartVersions): Entry[] {
  const entries = field.mergedEntries.flatMap((entry): Entry[] => {
    const key = String(entry.key);
    if (key === "annotations") return annotationEntries(entry, verdicts);
    const isOwn = OWN_NAMES.includes(key) || (key === "enabled" && isAmbiguous(entry, versions));
    return !SHARED_KEYS.includes(key) || isOwn || !entry.exists ? [] : [[key, copyOf(entry)]];
  });
  // Only the `main` of 2.x is off where it says nothing.
  const isOff = id === "main" && !knows(versions[0], "schema") && !field.get("enabled").exists;
  return isOff ? [["enabled", leaf(false)], ...entries] : entries;
}

/** Whether to say that a route is on would make its name uncertain, as `superfluousSwitches` tells. */
function isAmbiguous(enabled: Field, versions: ChartVersions): boolean {
  return enabled.boolean === true && !knows(versions[0], "ports");
}

function annotationEntries(annotations: Field, verdicts: readonly Verdict[]): Entry[] {
  const kept = annotations.mergedEntries.filter((annotation) => {
    const verdict = verdicts.find((one) => one.key === annotation.key);
    return verdict === undefined || (verdict.action === "keep" && verdict.isOfRoute);
  });
  if (kept.length === 0) return [];
  return [["annotations", {entries: kept.map((one): Entry => [String(one.key), copyOf(one)])}]];
}

/** A value written a second time, behind the first: through its anchor where it has one. */
function copyOf(field: Field): Part {
  if (!field.isAlias && field.anchor !== undefined) return {text: `*${field.anchor}`};
  if (field.isAlias) return {text: field.written};
  if (field.isMap)
    return {entries: field.mergedEntries.map((one): Entry => [String(one.key), copyOf(one)]), isFlow: field.isFlow};
  if (field.isList) return {items: field.items.map(copyOf), isFlow: field.isFlow};
  return {text: leafOf(field).text};
}
