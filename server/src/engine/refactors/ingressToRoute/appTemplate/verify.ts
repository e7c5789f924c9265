import type {Resource} from "../../../resources/resource.ts";
import {applyEdits, overlap, type TextEdit} from "../../../text/edit.ts";
import {valueAt} from "../../../workspace/values.ts";
import {commentsOf} from "../../../yaml/comments.ts";
import type {Field} from "../../../yaml/field.ts";
import {parseYaml, type YamlDocument} from "../../../yaml/parse.ts";
import {walk} from "../../../yaml/walk.ts";
import type {Refusal} from "../../refactoring.ts";

/** What an ingress has in common with a route: it stays as it is. */
export const SHARED_KEYS = ["enabled", "labels", "nameOverride", "forceRename", "prefix", "suffix", "primary"];

/**
 * Reads the result of edits again: why they are not to be made, if they change more than they should. Nothing that is
 * written in a file can make that happen as far as anybody knows.
 */
export function obstacleInResult(resource: Resource, edits: readonly TextEdit[]): Refusal | undefined {
  const {file, index} = resource.document;
  if (overlap(edits)) return {refused: "The parts of the block can't be told from each other."};
  const text = applyEdits(file.text, edits);
  const after = parseYaml(file.path, text);
  const document = after.documents[index];
  if (!document || document.problems.length > 0 || after.documents.length !== file.documents.length) {
    return {refused: "The result would be no well-formed YAML."};
  }
  const broken = [...walk(document.root)].find((field) => field.isAlias && field.target === undefined);
  if (broken) return {refused: `The alias \`${broken.written}\` would stand for nothing.`};
  const meanings = meaningsIn(resource.root.at("spec", "values", "ingress"));
  const other = [...walk(document.root.at("spec", "values", "route"))].find(
    (field) => field.isAlias && meanings.get(nameOf(field))?.has(field.scalar) === false,
  );
  if (other) return {refused: `The alias \`${other.written}\` would stand for something else.`};
  if (after.documents.some((one, i) => outside(one, i === index) !== outside(file.documents[i], i === index))) {
    return {refused: "The result would change values outside of the block."};
  }
  for (const id of idsOf(resource.document, "ingress")) {
    const [before, now] = [valueAt(ofIds(resource.document, "ingress"), [id]), valueAt(ofIds(document, "route"), [id])];
    const other = SHARED_KEYS.find((key) => meaningOf(before, key) !== meaningOf(now, key));
    if (other) return {refused: `The result would change \`${other}\` of \`${id}\`.`};
  }
  if (idsOf(resource.document, "route").some((id) => !isSameRoute(id, resource.document, document))) {
    return {refused: "The result would change the routes that are there already."};
  }
  const lost = lostComment(file.text, text);
  return lost === undefined ? undefined : {refused: `The comment \`${lost}\` would be lost.`};
}

/** What the anchors and aliases in a block stand for, by name. */
function meaningsIn(block: Field): Map<string, Set<unknown>> {
  const meanings = new Map<string, Set<unknown>>();
  for (const field of walk(block)) {
    if (!field.isAlias && field.anchor === undefined) continue;
    const name = nameOf(field);
    meanings.set(name, (meanings.get(name) ?? new Set()).add(field.scalar));
  }
  return meanings;
}

function nameOf(field: Field): string {
  return field.isAlias ? field.written.slice(1) : (field.anchor ?? "");
}

/** What a key says; an ingress or a route that does not say whether it is on is on. */
function meaningOf(id: unknown, key: string): string {
  return JSON.stringify(valueAt(id, [key]) ?? (key === "enabled" ? true : null));
}

function isSameRoute(id: string, before: YamlDocument, after: YamlDocument): boolean {
  const [one, other] = [before, after].map((document) => JSON.stringify(valueAt(ofIds(document, "route"), [id])));
  return one === other;
}

function ofIds(document: YamlDocument, key: string): unknown {
  return valueAt(document.plain().value, ["spec", "values", key]);
}

function idsOf(document: YamlDocument, key: string): string[] {
  const ids = ofIds(document, key);
  return typeof ids === "object" && ids !== null ? Object.keys(ids) : [];
}

/** Everything that a document says but its ingresses and routes. */
function outside(document: YamlDocument | undefined, isChanged: boolean): string {
  const value = document?.plain().value as Record<string, unknown> | undefined;
  if (!isChanged) return JSON.stringify(value);
  const spec = value?.spec as Record<string, unknown> | undefined;
  const values = Object.entries(spec?.values ?? {}).filter(([key]) => key !== "ingress" && key !== "route");
  return JSON.stringify({...value, spec: {...spec, values}});
}

function lostComment(before: string, after: string): string | undefined {
  const left = commentsOf(after).map(({text}) => text);
  return commentsOf(before).find(({text}) => {
    const at = left.findIndex((one) => one.includes(text));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  })?.text;
}
