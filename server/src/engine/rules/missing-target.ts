import {splitType} from "../resources/references/row.ts";
import {allOf, didYouMean, quoted} from "../schema/words.ts";
import type {ObjectReference} from "../workspace/references.ts";
import type {Target} from "../workspace/resolve.ts";
import {replaceScalar} from "../yaml/edit/scalar.ts";
import {appliedOfType, onClusters} from "./clusters.ts";
import {type Miss, missesOf, namespaceFix, relatedTo} from "./references.ts";
import type {Report, RuleContext} from "./rule.ts";

/**
 * What to say about a reference to an object that a repository declares, and that may come from elsewhere all the same:
 * a warning where it is in another namespace, a hint where nothing has the name though others of the kind are declared.
 * `consequence` says what happens then.
 */
export function* missingTarget(
  context: RuleContext,
  reference: ObjectReference,
  consequence: string,
): Generator<Report & {readonly severity: "warning" | "hint"}> {
  const {misses, isEverywhere} = missesOf(context, reference);
  const astray = misses.filter(({elsewhere}) => elsewhere.length > 0);
  if (astray[0])
    yield elsewhere(context, reference, astray, isEverywhere && astray.length === misses.length, consequence);
  else if (misses[0]) yield* nowhere(context, reference, misses, isEverywhere);
}

function elsewhere(
  {resource, workspace}: RuleContext,
  reference: ObjectReference,
  misses: readonly Miss[],
  isEverywhere: boolean,
  consequence: string,
): Report & {severity: "warning"} {
  const {file} = resource.document;
  const [target] = misses.flatMap(({elsewhere}) => elsewhere);
  const {where, kind, name} = wordsOf(misses, isEverywhere);
  const places = namespacesOf(misses.flatMap(({elsewhere}) => elsewhere));
  return {
    at: reference.nameField.mark,
    severity: "warning",
    message:
      `${kind} \`${name}\` is in namespace ${allOf(quoted(places))}, and this refers to one in ${where}: ${consequence}.` +
      (reference.namespaceField ? " Name its namespace." : ""),
    related: target ? relatedTo(workspace, target.at, `${kind} \`${name}\` in namespace \`${places[0]}\``) : [],
    fixes: isEverywhere ? places.map((place) => namespaceFix(file, reference, place)) : [],
  };
}

function* nowhere(
  {workspace}: RuleContext,
  reference: ObjectReference,
  misses: readonly Miss[],
  isEverywhere: boolean,
): Generator<Report & {severity: "hint"}> {
  const [{type, by, namespace}] = misses as [Miss];
  const others = appliedOfType(workspace.graph, type, by);
  // Where nobody writes down objects of this kind, they come from elsewhere.
  if (others.length === 0) return;
  const {where, kind, name} = wordsOf(misses, isEverywhere);
  const beside = others.flatMap((other) => (other.namespace === namespace ? (other.name ?? []) : []));
  const meant = didYouMean(name, beside);
  yield {
    at: reference.nameField.mark,
    severity: "hint",
    message:
      `Nothing in this repository declares ${kind} \`${name}\` in namespace ${where}.` +
      (meant === undefined ? "" : ` Did you mean \`${meant}\`?`),
    fixes: [
      meant === undefined ? undefined : {title: `Use \`${meant}\``, edits: replaceScalar(reference.nameField, meant)},
    ],
  };
}

function wordsOf(misses: readonly Miss[], isEverywhere: boolean): {where: string; kind: string; name: string} {
  const [{type, name}] = misses as [Miss];
  const namespaces = [...new Set(misses.map(({namespace}) => namespace))];
  const shown =
    namespaces.length > 3 ? `${quoted(namespaces.slice(0, 3)).join(", ")} and more` : allOf(quoted(namespaces));
  return {where: `${shown}${onClusters(misses, isEverywhere)}`, kind: splitType(type).kind, name};
}

/** The namespaces of objects, each once. */
export function namespacesOf(targets: readonly Target[]): string[] {
  return [...new Set(targets.flatMap(({applied}) => applied?.namespace ?? []))].sort();
}
