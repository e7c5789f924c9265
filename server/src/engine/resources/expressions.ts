/** A variable in a text, as Flux substitutes it. */
export interface VariableUse {
  readonly name: string;
  /** Whether the text says what to take where nobody sets the variable. */
  readonly hasDefault: boolean;
}

/**
 * The variables of a text: `${NAME}`, `${NAME:-default}` and what else envsubst knows, those in defaults included.
 * `$${NAME}` is a text. What is left open or named wrongly is none.
 */
export function variablesIn(text: string): VariableUse[] {
  const uses: VariableUse[] = [];
  for (let at = text.indexOf("$"); at >= 0; at = text.indexOf("$", at)) {
    if (text.startsWith("$$", at)) {
      at += 2;
      continue;
    }
    const [, name, operator] = /^\$\{([A-Za-z_]\w*)([^}\w]{0,2})/.exec(text.slice(at, at + 80)) ?? [];
    // A default may hold variables itself: they are found as the walk goes on behind the operator.
    if (name !== undefined) uses.push({name, hasDefault: /^(?::?[-=])/.test(operator ?? "")});
    at += 1;
  }
  return uses;
}
