/** Texts that are no strings when they stand in YAML without quotes, or that can't stand there at all. */
const NOT_PLAIN =
  /^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?\d[\d_]*|0[xob][\da-f_]+|[-+]?(?:\d[\d_]*\.?|\.)\d*(?:e[-+]?\d+)?|[-+]?\.inf|\.nan|\d{4}-\d\d?-\d\d?.*|<<|=)$|^[\s!"#%&'*,>@[\]`{|}]|^[-:?](?:\s|$)|: |:$| #|\s$|\n/i;

/**
 * The value that takes the place of another. Kustomize keeps the quotes of a text that it overwrites, and so makes a
 * text of a number or a boolean. Where the old text could have been written without quotes, it is taken to have been.
 */
export function inStyleOf<Value>(before: unknown, value: Value): Value | string {
  if (typeof before !== "string" || (typeof value !== "number" && typeof value !== "boolean")) return value;
  return NOT_PLAIN.test(before) ? String(value) : value;
}
