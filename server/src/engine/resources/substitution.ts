/** Values by variable; undefined for a variable that is set to something that only the cluster knows. */
export type Variables = ReadonlyMap<string, string | undefined>;

const EXPRESSION = /\$\$|\$\{([A-Za-z_]\w*)(?:(:=|:-|=)([^${}]*))?\}/g;

/**
 * A text after Flux's substitution as far as it is known: expressions whose variable or default is known are replaced,
 * all others stay. A variable that nobody sets stays too, since it may come from somewhere else.
 */
export function substitute(text: string, variables: Variables): string {
  if (!text.includes("$")) return text;
  return text.replace(EXPRESSION, (expression, name?: string, operator?: string, otherwise?: string) => {
    if (name === undefined) return expression;
    const value = variables.get(name);
    if (value !== undefined && (value !== "" || operator === undefined)) return value;
    const isUnset = !variables.has(name) || value === "";
    return operator !== undefined && isUnset && otherwise !== undefined ? otherwise : expression;
  });
}

/** A plain value with all texts in it substituted. */
export function substituteAll<T>(value: T, variables: Variables): T {
  if (typeof value === "string") return substitute(value, variables) as T;
  if (Array.isArray(value)) return value.map((item) => substituteAll(item, variables)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteAll(item, variables)])) as T;
}

/** Whether a text holds something that only the cluster knows. */
export function isOpenText(text: string): boolean {
  return text.includes("${") || text.startsWith("ENC[");
}
