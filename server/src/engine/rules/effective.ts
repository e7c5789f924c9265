import type {Related} from "../finding.ts";
import {type Resource, resourceOf} from "../resources/resource.ts";
import type {Span} from "../text/span.ts";
import type {Applied} from "../workspace/graph.ts";
import type {AppliedStep} from "../workspace/kustomize/built.ts";
import {setBy} from "../workspace/patched.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import {parseYaml} from "../yaml/parse.ts";
import {pointerOf} from "../yaml/value.ts";
import {walk} from "../yaml/walk.ts";

/** An object as it comes out of all patches, seen from the document that it is written in. */
export interface EffectiveView {
  /** The object as a document of its own; its places mean nothing to anybody else. */
  readonly resource: Resource;
  /** The clusters that get it, where others get another one; otherwise none. */
  readonly clusters: readonly string[];
  /** The place in the written document that stands for a place in the effective one, and the patches behind it. */
  locate(at: Span): {readonly at: Span; readonly related: readonly Related[]};
}

/** What becomes of a resource by the patches that reach it: one view for each different outcome. */
export function effectiveViews(workspace: Workspace, resource: Resource): EffectiveView[] {
  const {file, index: document} = resource.document;
  const ways = workspace.graph.applied({file: file.path, document});
  const outcomes = new Map<string, Applied[]>();
  for (const applied of ways) {
    if (applied.resource.origin.item !== undefined || !patchesOf(applied).length) continue;
    const object = workspace.graph.effective(applied)?.object;
    if (!object) continue;
    const text = JSON.stringify(object);
    outcomes.set(text, [...(outcomes.get(text) ?? []), applied]);
  }
  return [...outcomes].flatMap(([text, applied]) => {
    const [parsed] = parseYaml(file.path, text).documents;
    const effective = parsed && resourceOf(parsed);
    if (!effective) return [];
    const clusters = applied.flatMap(({cluster}) => cluster ?? []);
    return [
      {
        resource: {...effective, isEffective: true},
        clusters: applied.length < ways.length ? [...new Set(clusters)] : [],
        locate: (at: Span) => locate(workspace, resource, effective, applied[0], at),
      },
    ];
  });
}

function patchesOf({resource}: Applied): AppliedStep[] {
  return resource.history.filter(({step}) => step.type === "strategicMerge" || step.type === "jsonPatch");
}

function locate(
  workspace: Workspace,
  written: Resource,
  effective: Resource,
  applied: Applied | undefined,
  at: Span,
): {at: Span; related: readonly Related[]} {
  const {path} = fieldAt(effective.root, at);
  const own = nearest(written.root, path);
  const step = applied && lastSetting(patchesOf(applied), pointerOf(path));
  const place = step?.place;
  const document = place && workspace.file(place.file)?.documents[place.document];
  if (!place || !document) return {at: own.markOfKey, related: []};
  const patch = nearest(document.root, place.pointer.split("/").slice(1));
  return {
    at: own.markOfKey,
    related: [{file: place.file, span: patch.markOfKey, message: "The patch that changes it"}],
  };
}

/** The innermost field that a place belongs to. */
function fieldAt(root: Field, at: Span): Field {
  let found = root;
  for (const field of walk(root)) {
    const start = field.keySpan?.start ?? field.span.start;
    if (start <= at.start && at.end <= Math.max(field.span.end, start)) found = field;
  }
  return found;
}

/** The field at a path, or the last one on the way to it that is written. */
function nearest(root: Field, path: readonly (string | number)[]): Field {
  let field = root;
  for (const key of path) {
    const next = field.isList ? field.item(Number(key)) : field.get(String(key));
    if (next.type === "missing") break;
    field = next;
  }
  return field;
}

/** The last change that sets a field, one around it, or one in it. */
function lastSetting(steps: readonly AppliedStep[], pointer: string): AppliedStep | undefined {
  const isNear = (set: string): boolean => `${set}/`.startsWith(`${pointer}/`) || `${pointer}/`.startsWith(`${set}/`);
  const depth = ({step}: AppliedStep): number =>
    Math.max(
      -1,
      ...setBy(step)
        .filter(isNear)
        .map((set) => set.split("/").length),
    );
  let best: AppliedStep | undefined;
  for (const step of steps) if (depth(step) > 1 && (!best || depth(step) >= depth(best))) best = step;
  return best ?? steps[steps.length - 1];
}
