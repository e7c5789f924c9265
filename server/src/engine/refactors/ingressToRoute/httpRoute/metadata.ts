import {HTTP_ROUTE} from "../../../resources/gateway-api.ts";
import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {type Entry, leaf, leafOf, type Part} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Verdict} from "../annotations.ts";
import type {Draft} from "../draft.ts";

/** The `metadata` of a further route: as that of the first one, with the annotations that belong on each. */
export function metadataEntries(metadata: Field, name: string, verdicts: readonly Verdict[]): Entry[] {
  return metadata.mergedEntries.flatMap((field): Entry[] => {
    if (field.key === "name") return [["name", leaf(name)]];
    if (field.key !== "annotations") return [[String(field.key), partOfField(field)]];
    const kept = field.mergedEntries.filter(({key}) => goesOnEach(verdicts.find((verdict) => verdict.key === key)));
    return kept.length === 0
      ? []
      : [["annotations", {entries: kept.map((one) => [String(one.key), partOfField(one)])}]];
  });
}

function goesOnEach(verdict: Verdict | undefined): boolean {
  return verdict === undefined || (verdict.action === "keep" && verdict.isOfRoute);
}

/** A field as it is written, without anchors and with what its aliases stand for. */
function partOfField(field: Field): Part {
  if (field.isMap) {
    return {
      entries: field.mergedEntries.map((entry): Entry => [String(entry.key), partOfField(entry)]),
      isFlow: field.isFlow,
    };
  }
  if (field.isList) return {items: field.items.map(partOfField), isFlow: field.isFlow};
  if (field.isAlias) return leaf(field.scalar as string);
  return {text: leafOf(field).text.replace(/^&\S+ /, "")};
}

/** The names of the routes of one manifest: its own, then with the first label of the host, or a number. */
export function routeNames(workspace: Workspace, {root, document, type}: Resource, drafts: readonly Draft[]): string[] {
  const own = String(root.at("metadata", "name").scalar ?? "");
  const names: string[] = [own];
  const isTaken = (name: string): boolean =>
    names.includes(name) ||
    // Others of its kind may become routes too.
    [HTTP_ROUTE, type].some((one) => [...workspace.graph.index.objects.get(`${one}|${name}`)].length > 0);
  for (const {hostTexts} of drafts.slice(1)) {
    const label = /^([a-z0-9][a-z0-9-]*)\./.exec(hostTexts[0] ?? "")?.[1];
    const wanted = label ?? (hostTexts[0] === undefined ? "default" : undefined);
    const candidates = [
      ...(wanted === undefined ? [] : [wanted]),
      ...Array.from({length: 99}, (_, i) => String(i + 2)),
    ];
    const suffix = candidates.find((candidate) => !isTaken(`${own}-${candidate}`));
    names.push(`${own}-${suffix ?? `${document.index}-${names.length}`}`);
  }
  return names;
}
