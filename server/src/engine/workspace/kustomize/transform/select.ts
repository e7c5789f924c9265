import {isClusterScopedType, NO_NAMESPACE} from "./cluster-scoped.ts";
import {goPattern} from "./go-pattern.ts";
import {meets, parseLabelSelector} from "./label-selector.ts";

export {parseLabelSelector} from "./label-selector.ts";

/** Which resources a patch or a replacement is for. What is left out, or empty, fits everything. */
export interface Selector {
  readonly group?: string;
  readonly version?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly annotationSelector?: string;
}

/** What a selector looks at. */
export interface Selectable {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The original name and the current one. */
  readonly names: readonly string[];
  /** The original namespace and the current one; none counts as `default`, for kinds that have namespaces. */
  readonly namespaces: readonly (string | undefined)[];
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Whether kustomize would select a resource. Undefined where that can't be decided: a pattern that JavaScript might
 * read in another way than Go, a text with a variable, a selector that kustomize would refuse.
 */
export function selects(selector: Selector, resource: Selectable): boolean | undefined {
  const conditions = [
    fits(selector.group, [resource.group]),
    fits(selector.version, [resource.version]),
    fits(selector.kind, [resource.kind]),
    fits(selector.name, resource.names),
    fits(selector.namespace, namespacesOf(resource)),
    fitsLabels(selector.labelSelector, resource.labels),
    fitsLabels(selector.annotationSelector, resource.annotations),
  ];
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

function namespacesOf({group, version, kind, namespaces}: Selectable): readonly string[] {
  const apiVersion = group === "" ? version : `${group}/${version}`;
  if (isClusterScopedType(apiVersion, kind)) return [NO_NAMESPACE];
  return namespaces.map((namespace) => namespace || "default");
}

/** Whether a pattern fits one of the texts from beginning to end. */
function fits(pattern: string | undefined, texts: readonly string[]): boolean | undefined {
  if (!pattern) return true;
  if (hasVariable(pattern)) return undefined;
  const expression = goPattern(pattern, "^(?:", ")$");
  return expression && texts.some((text) => expression.test(text));
}

function fitsLabels(selector: string | undefined, labels: Readonly<Record<string, string>>): boolean | undefined {
  if (!selector) return true;
  if (hasVariable(selector)) return undefined;
  const requirements = parseLabelSelector(selector);
  return requirements && meets(labels, requirements);
}

function hasVariable(text: string): boolean {
  return text.includes("${");
}
