import type {Field} from "../yaml/field.ts";
import {pointerOf} from "../yaml/value.ts";
import type {RuleContext} from "./rule.ts";

/** What is certain about the fields below a map, as the cluster will get it. Paths are as `sourceRef.kind`. */
export interface Certainty {
  /** Whether the field is there. A variable does not count: it may come out empty. */
  has(path: string): boolean;
  /** Whether the field is not there, not even empty, and nothing in the repository adds it. */
  lacks(path: string): boolean;
  /**
   * The text or boolean of a field, `otherwise` where it is left out; undefined when that is not certain, or when the
   * value is one that the field does not take: then that is what is wrong.
   */
  value(path: string, otherwise?: string | boolean): string | boolean | undefined;
}

/**
 * Reads a map of a resource so that a condition over it is never wrong: a field that only the cluster knows, that a
 * patch may set, or that a patch need not have, is neither there for certain nor certainly missing.
 */
export function certaintyOf(context: RuleContext, map: Field): Certainty {
  const {resource, workspace} = context;
  const find = (path: string): Field => map.at(...path.split("."));
  const mayChange = (field: Field): boolean =>
    resource.role === "object" && workspace.mayBeSetByPatch(resource, pointerOf(field.path));
  const lacks = (path: string): boolean => {
    const field = find(path);
    const isMissing = field.type === "missing" && !field.isAlias && isReadable(field.parent);
    return isMissing && resource.role === "object" && !mayChange(field);
  };
  return {
    has: (path) => find(path).exists && !find(path).isUnknown,
    lacks,
    value(path, otherwise) {
      const field = find(path);
      if (!field.exists) return otherwise !== undefined && lacks(path) ? otherwise : undefined;
      if (mayChange(field)) return undefined;
      const pointer = pointerOf(field.path);
      return context.schemaProblems.some((problem) => problem.pointer === pointer)
        ? undefined
        : (field.string ?? field.boolean);
    },
  };
}

/** Whether a map shows all of its keys: none is substituted, and the map itself is not either. */
function isReadable(map: Field | undefined): boolean {
  if (!map || map.isMap) return !map?.mergedEntries.some((entry) => String(entry.key).includes("${"));
  return !map.exists && !map.isAlias && isReadable(map.parent);
}
