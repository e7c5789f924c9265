import {isOpenText, type Variables} from "../../resources/substitution.ts";
import type {DocumentRef} from "../index.ts";
import type {Build} from "../kustomize/build.ts";
import type {BuiltResource} from "../kustomize/built.ts";
import type {PlainObject} from "../kustomize/transform/steps.ts";
import {keyOf} from "./entries.ts";
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
  fluxAround(flux: FluxKustomization): readonly FluxKustomization[];
  appliersOf(file: string): {readonly flux: readonly DocumentRef[]};
  fluxBuild(flux: FluxKustomization): Build;
  objectOf(resource: BuiltResource): PlainObject | undefined;
}

/** The variables that reach what a Flux Kustomization builds. Inline ones win over those of objects, later over earlier. */
export function variablesOf(source: VariableSource, flux: FluxKustomization): VariableSet {
  const postBuild = mapOf(flux.spec.postBuild);
  const values = new Map<string, string | undefined>();
  let isComplete = true;
  for (const reference of Array.isArray(postBuild.substituteFrom) ? postBuild.substituteFrom : []) {
    const {kind, name} = mapOf(reference);
    const found = typeof kind === "string" && typeof name === "string" ? dataOf(source, kind, name, flux) : undefined;
    if (!found) isComplete = false;
    for (const [key, value] of found ?? []) values.set(key, value);
  }
  for (const [key, value] of Object.entries(mapOf(postBuild.substitute))) {
    values.set(key, typeof value === "string" ? knownText(value) : undefined);
  }
  return {values, isComplete};
}

/** The entries of a ConfigMap or Secret, where it is among what is applied on the way to a Flux Kustomization. */
function dataOf(
  source: VariableSource,
  kind: string,
  name: string,
  flux: FluxKustomization,
): [string, string | undefined][] | undefined {
  for (const {file, document} of source.index.objects.get(`${kind}|${name}`)) {
    const appliers = new Set(source.appliersOf(file).flux.map(keyOf));
    for (const near of source.fluxAround(flux)) {
      if (!appliers.has(keyOf(near.origin))) continue;
      for (const resource of source.fluxBuild(near).resources) {
        const {origin} = resource;
        if (origin.file !== file || origin.document !== document) continue;
        if (resource.name !== name || resource.namespace !== flux.namespace) continue;
        return entriesOf(source.objectOf(resource), kind);
      }
    }
  }
  return undefined;
}

/** The keys of a secret can be read even where SOPS has encrypted its values. */
function entriesOf(object: PlainObject | undefined, kind: string): [string, string | undefined][] | undefined {
  if (!object) return undefined;
  const texts = Object.entries({...mapOf(object.data), ...mapOf(object.stringData)});
  return texts.map(([key, value]) => [key, kind === "ConfigMap" ? knownText(value) : undefined]);
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && !isOpenText(value) ? value : undefined;
}

function mapOf(value: unknown): PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as PlainObject) : {};
}
