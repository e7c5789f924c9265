import {isOpenText, type Variables} from "../../resources/substitution.ts";
import type {DocumentRef} from "../index.ts";
import type {Build} from "../kustomize/build.ts";
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
  held(key: string): FluxKustomization | undefined;
  fluxAround(key: string): readonly FluxKustomization[];
  variableData(question: string): VariableData;
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
    const near = flux.parentKey === undefined ? {own: flux.key} : {parent: flux.parentKey};
    const question = {...near, kind, name, namespace: flux.namespace};
    const found = isText(kind) && isText(name) ? source.variableData(JSON.stringify(question)) : undefined;
    if (!found) isComplete = false;
    for (const [key, value] of found ?? []) values.set(key, value);
  }
  for (const [key, value] of Object.entries(mapOf(postBuild.substitute))) {
    values.set(key, typeof value === "string" ? knownText(value) : undefined);
  }
  return {values, isComplete};
}

/** What is asked about a ConfigMap or Secret; Flux Kustomizations that one applies ask the same. */
interface DataQuestion {
  /** The key of what applies the one that asks; undefined for entry points. */
  readonly parent: string | undefined;
  readonly own: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The entries of a ConfigMap or Secret, where it is among what is applied on the way to a Flux Kustomization. */
export type VariableData = readonly (readonly [string, string | undefined])[] | undefined;

/** Answers a question that `variablesOf` has put into one text. */
export function variableData(source: VariableSource, question: string): VariableData {
  const {parent, own, kind, name, namespace} = JSON.parse(question) as DataQuestion;
  const refs = [...source.index.objects.get(`${kind}|${name}`)];
  if (refs.length === 0) return undefined;
  // An entry point has nothing around it but what it applies itself.
  const entry = own === undefined ? undefined : source.held(own);
  const near = parent === undefined ? (entry ? [entry] : []) : source.fluxAround(parent);
  const builds = near.map((flux) => source.fluxBuild(flux));
  for (const {file, document} of refs) {
    for (const {files, resources} of builds) {
      for (const resource of files.has(file) ? resources : []) {
        const {origin} = resource;
        if (origin.file !== file || origin.document !== document) continue;
        if (resource.name !== name || resource.namespace !== namespace) continue;
        return entriesOf(source.objectOf(resource), kind);
      }
    }
  }
  return undefined;
}

/** The keys of a secret can be read even where SOPS has encrypted its values. */
function entriesOf(object: PlainObject | undefined, kind: string): VariableData {
  if (!object) return undefined;
  const texts = Object.entries({...mapOf(object.data), ...mapOf(object.stringData)});
  return texts.map(([key, value]) => [key, kind === "ConfigMap" ? knownText(value) : undefined]);
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && !isOpenText(value) ? value : undefined;
}

function mapOf(value: unknown): PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as PlainObject) : {};
}
