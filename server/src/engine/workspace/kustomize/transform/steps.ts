import {withNotes, withoutEmptyAnnotations, withTextAnnotations} from "./annotations.ts";
import {ANNOTATIONS, REPLICAS} from "./field-spec-tables.ts";
import {entrySetter, scalarSetter, setFields} from "./field-specs.ts";
import {setImages} from "./images.ts";
import {jsonPatch} from "./json-patch.ts";
import {setLabels} from "./labels.ts";
import {rename} from "./names.ts";
import {setNamespace} from "./namespace.ts";
import {patchObject} from "./patch-object.ts";
import {Failure, metadataText, type PlainObject, textOf} from "./plain.ts";
import {SharedEntries} from "./shared-entries.ts";
import type {Step, StepResult} from "./step.ts";

export {withTextAnnotations} from "./annotations.ts";
export type {PlainObject} from "./plain.ts";
export type {Step, StepResult} from "./step.ts";

/**
 * Does to an object what kustomize would do. Whether a patch is meant for it is the caller's question; `replicas` asks
 * it here, by the object's name and those that it had before.
 */
export function applyStep(object: PlainObject, step: Step, earlierNames: readonly string[] = []): StepResult {
  try {
    const result = transformed(object, step, earlierNames);
    return result ? {object: result} : {deleted: true};
  } catch (error) {
    if (error instanceof Failure) return {failed: error.message};
    throw error;
  }
}

/**
 * Does one step after the other, up to one that deletes the object or fails. It remembers what single steps can't know:
 * earlier names, and labels that are one value in several places.
 */
export function applySteps(
  object: PlainObject,
  steps: readonly Step[],
  earlierNames: readonly string[] = [],
): StepResult {
  const names = [...earlierNames];
  let state = {object, shared: SharedEntries.none};
  for (const step of steps) {
    const result = applyStep(state.object, step, names);
    if (!("object" in result)) return result;
    names.push(metadataText(state.object, "name"));
    state = state.shared.after(step, state.object, result.object);
  }
  return {object: state.object};
}

function transformed(object: PlainObject, step: Step, earlierNames: readonly string[]): PlainObject | undefined {
  switch (step.type) {
    case "strategicMerge":
      return identified(patchObject(object, step.patch, step));
    case "jsonPatch":
      return identified(withTextAnnotations(jsonPatch(withNotes(object), step.operations)));
    case "namespace":
      if (step.namespace === "") return object;
      return withoutEmptyAnnotations(setNamespace(object, step.namespace, step.unsetOnly ?? false, step.accounts));
    case "prefix":
      return renamed(object, step.text, (name) => step.text + name);
    case "suffix":
      return renamed(object, step.text, (name) => name + step.text);
    case "labels":
      return setLabels(object, step);
    case "annotations":
      // Without a pair, not even the maps are made.
      return Object.keys(step.pairs).length === 0 ? object : setFields(object, ANNOTATIONS, entrySetter(step.pairs));
    case "images":
      return step.images.reduce(setImages, object);
    case "replicas":
      if (![...earlierNames, metadataText(object, "name")].includes(step.name)) return object;
      return setFields(
        object,
        REPLICAS,
        scalarSetter(() => step.count),
      );
  }
}

/** A patch may take away what every object needs. */
function identified(object: PlainObject | undefined): PlainObject | undefined {
  const kind = textOf(object?.kind ?? "");
  if (object && kind === "") throw new Failure("a patch leaves an object without a kind");
  if (object && !kind.endsWith("List") && metadataText(object, "name") === "") {
    throw new Failure("a patch leaves an object without a name");
  }
  return object;
}

function renamed(object: PlainObject, affix: string, change: (name: string) => string): PlainObject {
  return affix === "" ? object : withoutEmptyAnnotations(rename(object, change));
}
