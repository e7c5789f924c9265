import {isOpenText, type Variables} from "../../resources/substitution.ts";
import type {DocumentRef} from "../index.ts";
import type {BuiltResource} from "../kustomize/built.ts";
import type {PlainObject} from "../kustomize/transform/steps.ts";
import type {FluxKustomization} from "./kustomization.ts";

/** The variables of a Flux Kustomization's `postBuild`. */
export interface VariableSet {
  /** By name; undefined for a value that only the cluster knows. */
  readonly values: Variables;
  /** Whether there are no others: every source is in the repository, and its keys can be read. */
  readonly isComplete: boolean;
}

/** What the variables are read from. */
interface VariableSource {
  readonly index: {readonly objects: {get(key: string): Iterable<DocumentRef>}};
  builtInFile(file: string): readonly {readonly cluster: string | undefined; readonly resource: BuiltResource}[];
  objectOf(resource: BuiltResource): PlainObject | undefined;
}

/** The variables that reach what a Flux Kustomization builds. Inline ones win over those of objects, later over earlier. */
export function variablesOf(source: VariableSource, {spec, namespace, cluster}: FluxKustomization): VariableSet {
  const postBuild = mapOf(spec.postBuild);
  const values = new Map<string, string | undefined>();
  let isComplete = true;
  for (const reference of Array.isArray(postBuild.substituteFrom) ? postBuild.substituteFrom : []) {
    const {kind, name} = mapOf(reference);
    const found =
      typeof kind === "string" && typeof name === "string" ? dataOf(source, kind, name, namespace, cluster) : undefined;
    if (!found) isComplete = false;
    for (const [key, value] of found ?? []) values.set(key, value);
  }
  for (const [key, value] of Object.entries(mapOf(postBuild.substitute))) {
    values.set(key, typeof value === "string" ? knownText(value) : undefined);
  }
  return {values, isComplete};
}

function dataOf(
  source: VariableSource,
  kind: string,
  name: string,
  namespace: string | undefined,
  cluster: string,
): [string, string | undefined][] | undefined {
  for (const {file, document} of source.index.objects.get(`${kind}|${name}`)) {
    for (const {cluster: on, resource} of source.builtInFile(file)) {
      if (on !== cluster || resource.origin.document !== document || resource.name !== name) continue;
      if (resource.namespace !== namespace) continue;
      const object = source.objectOf(resource);
      if (!object) return undefined;
      // The keys of a secret can be read even where SOPS has encrypted its values.
      const texts = Object.entries({...mapOf(object.data), ...mapOf(object.stringData)});
      return texts.map(([key, value]) => [key, kind === "ConfigMap" ? knownText(value) : undefined]);
    }
  }
  return undefined;
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && !isOpenText(value) ? value : undefined;
}

function mapOf(value: unknown): PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as PlainObject) : {};
}
