import {fluxKindNamed, HELM_RELEASE, KUSTOMIZATION} from "../resources/flux-kinds.ts";
import {allOf, didYouMean, quoted} from "../schema/words.ts";
import type {TextEdit} from "../text/edit.ts";
import type {Graph} from "../workspace/graph.ts";
import type {BuiltResource, Head} from "../workspace/kustomize/built.ts";
import {type Selector, selects} from "../workspace/kustomize/transform/select.ts";
import {valueAt} from "../workspace/values.ts";
import {addEntries} from "../yaml/edit/insert.ts";
import {removeField} from "../yaml/edit/remove.ts";
import {replaceScalar} from "../yaml/edit/scalar.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlFile} from "../yaml/parse.ts";
import {inWords} from "./origins.ts";
import type {ProposedFix} from "./rule.ts";

/** Why a patch misses, as a sentence with a space before it or "", and what would mend it. */
export interface Miss {
  readonly hint: string;
  readonly fix?: ProposedFix;
}

const NO_HINT: Miss = {hint: ""};

/** Why a patch without a target misses. `body` is where it is written, when that is in the same file. */
export function missedByName(
  graph: Graph,
  file: YamlFile,
  resources: readonly BuiltResource[],
  patch: Head,
  body: Field | undefined,
): Miss {
  const {kind, apiVersion, metadata} = patch;
  const ofName = resources.filter((resource) => resource.kind === kind && namesOf(resource).includes(metadata.name));
  const other = ofName.find(({head}) => head.apiVersion !== apiVersion);
  if (other) {
    const found = other.head.apiVersion;
    const edits = body && replaceScalar(body.get("apiVersion"), found);
    return {hint: ` The one here is \`${found}\`, not \`${apiVersion}\`.`, fix: {title: `Use \`${found}\``, edits}};
  }
  const [elsewhere] = ofName;
  if (elsewhere) return otherNamespace(elsewhere, body, file);
  const chart = chartHint(graph, resources, kind, (release) => isOf(metadata.name, release));
  if (chart !== "") return {hint: chart};
  const ofKind = resources.filter((resource) => resource.kind === kind && resource.head.apiVersion === apiVersion);
  const near = didYouMean(metadata.name, ofKind.flatMap(namesOf));
  if (near === undefined) return NO_HINT;
  return nearName(near, body && replaceScalar(body.at("metadata", "name"), near));
}

/** Why a patch with a target misses: the one condition that keeps it from fitting. */
export function missedByTarget(graph: Graph, resources: readonly BuiltResource[], target: Field): Miss {
  const selector = selectorOf(target);
  const {kind, name} = selector;
  const named = name === undefined ? undefined : {name};
  const chart = chartHint(
    graph,
    resources.filter((resource) => resource.type === HELM_RELEASE),
    kind,
    (release) => !named || selects(named, release.selectable) === true || isOf(name ?? "", release),
  );
  const hasKind = resources.some((resource) => selects(kindOf(selector), resource.selectable) === true);
  if (!hasKind && chart !== "") return {hint: chart};
  if (!hasKind && kind === "HelmRelease" && resources.some(({type}) => type === KUSTOMIZATION)) {
    return {
      hint: " It has Kustomizations, and a patch does not reach what they build; put it into a patch for them.",
    };
  }
  const near = name && /^[\w.-]+$/.test(name) ? didYouMean(name, ofOthers(resources, selector).flatMap(namesOf)) : "";
  if (near) return nearName(near, replaceScalar(target.get("name"), near));
  for (const key of Object.keys(selector) as (keyof Selector)[]) {
    if (key === "kind" || key === "name") continue;
    const {[key]: value, ...rest} = selector;
    const found = resources.filter((resource) => selects(rest, resource.selectable) === true);
    if (found.length === 0) continue;
    const names = allOf(found.slice(0, 3).map(inWords));
    return {hint: ` But for \`${key}: ${value}\` it would fit ${names}${found.length > 3 ? " and others" : ""}.`};
  }
  return NO_HINT;
}

function nearName(near: string, edits: readonly TextEdit[] | undefined): Miss {
  return {hint: ` Did you mean \`${near}\`?`, fix: {title: `Use \`${near}\``, edits}};
}

/** A patch is applied before the kustomization's own `namespace` is set. */
function otherNamespace(found: BuiltResource, body: Field | undefined, file: YamlFile): Miss {
  const namespace = found.selectable.namespaces[0] ?? "";
  const hint = ` The one here ${namespace ? `is in \`${namespace}\`` : "has no namespace"} when patches are applied, and a patch has to say the same.`;
  const metadata = body?.get("metadata");
  const own = metadata?.get("namespace");
  if (!metadata || !own) return {hint};
  if (namespace === "") return {hint, fix: {title: "Remove the namespace", edits: removeField(file, own)}};
  const edits = own.exists
    ? replaceScalar(own, namespace)
    : addEntries(file, metadata, `namespace: ${namespace}`, "name");
  return {hint, fix: {title: `Use the namespace \`${namespace}\``, edits}};
}

/** What a chart renders is never in a build. */
function chartHint(
  graph: Graph,
  resources: readonly BuiltResource[],
  kind: string | undefined,
  mayRender: (release: BuiltResource) => boolean,
): string {
  if (kind === undefined || fluxKindNamed(kind)) return "";
  const releases = resources.filter((resource) => resource.type === HELM_RELEASE && mayRender(resource));
  const names = [...new Set(releases.map(({name}) => name))];
  if (names.length === 0) return "";
  const which =
    names.length > 3 ? "a HelmRelease" : `the HelmRelease${names.length > 1 ? "s" : ""} ${allOf(quoted(names))}`;
  return ` What ${which} renders is made in the cluster, where no patch of kustomize reaches it; ${insteadOf(graph, releases, kind)}.`;
}

/** Kinds that a chart renders from blocks of its values, by the names of these. */
const BLOCKS: Readonly<Record<string, string>> = {
  HTTPRoute: "route",
  GRPCRoute: "route",
  TLSRoute: "route",
  TCPRoute: "route",
  UDPRoute: "route",
};

/** Where to write what the patch says. */
function insteadOf(graph: Graph, releases: readonly BuiltResource[], kind: string): string {
  const block = Object.hasOwn(BLOCKS, kind) ? BLOCKS[kind] : undefined;
  const ids = new Set(releases.flatMap((release) => (block === undefined ? [] : blocksOf(graph, release, block))));
  const [id] = ids;
  if (id === undefined) return "use `values` or `postRenderers`";
  const where = `values.${block}.${ids.size === 1 ? id : "<id>"}`;
  return `write annotations and labels into \`${where}.annotations\` and \`.labels\`, anything else into \`${where}\` or \`postRenderers\``;
}

/** The keys of the blocks that have what a block of that name must have. */
function blocksOf(graph: Graph, release: BuiltResource, name: string): string[] {
  const blocks = valueAt(graph.objectOf(release), ["spec", "values", name]);
  if (typeof blocks !== "object" || blocks === null) return [];
  return Object.entries(blocks).flatMap(([id, block]) =>
    ["hostnames", "parentRefs", "rules"].some((key) => valueAt(block, [key]) !== undefined) ? [id] : [],
  );
}

/** Charts call what they render after their release. */
function isOf(name: string, release: BuiltResource): boolean {
  return namesOf(release).some((own) => name === own || name.startsWith(`${own}-`));
}

function namesOf({selectable}: BuiltResource): string[] {
  return [...new Set(selectable.names)];
}

function ofOthers(resources: readonly BuiltResource[], {name: _, ...others}: Selector): BuiltResource[] {
  return resources.filter((resource) => selects(others, resource.selectable) === true);
}

function kindOf({group, version, kind}: Selector): Selector {
  return {...(group && {group}), ...(version && {version}), ...(kind && {kind})};
}

function selectorOf(target: Field): Selector {
  const entries = target.mergedEntries.flatMap(({key, string}) => (string ? [[String(key), string]] : []));
  return Object.fromEntries(entries) as Selector;
}
