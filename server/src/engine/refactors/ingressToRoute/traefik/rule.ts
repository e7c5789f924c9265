/** A rule of a Traefik router: one matcher, or others joined. `text` is how it is written. */
export type Rule =
  | {readonly text: string; readonly matcher: string; readonly values: readonly string[]}
  | {readonly text: string; readonly all: readonly [Rule, Rule]}
  | {readonly text: string; readonly any: readonly [Rule, Rule]}
  | {readonly text: string; readonly not: Rule};

/** A rule may be nested this deep; nobody writes one that is. */
const MAX_DEPTH = 50;

/**
 * Reads the rule of a router. Traefik has it read by the parser of the Go language, so `&&` binds stronger than `||`,
 * texts stand in backticks or double quotes, and a line may end only where a rule can't. Undefined for everything else.
 */
export function parseRule(text: string): Rule | undefined {
  const tokens = tokensOf(text);
  return tokens && new Parser(text, tokens).rule();
}

interface Token {
  readonly kind: "sign" | "name" | "text";
  /** As it is written; for a text, what it stands for. */
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /([ \t\r\n]*)(?:(&&|\|\||[!(),])|([A-Za-z_]\w*)|`([^`\r]*)`|"((?:[^"\\\n]|\\["\\])*)"|$)/y;

/** The tokens of a text; undefined where it has others than rules have. */
function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return undefined;
    const [whole, space = "", sign, name, raw, quoted] = found;
    const end = at + whole.length;
    const value = sign ?? name ?? raw ?? quoted?.replace(/\\(.)/g, "$1");
    if (value === undefined) return tokens;
    // Go ends a statement at the end of such a line.
    if (space.includes("\n") && endsStatement(tokens.at(-1))) return undefined;
    tokens.push({
      kind: sign !== undefined ? "sign" : name !== undefined ? "name" : "text",
      value,
      start: at + space.length,
      end,
    });
    at = end;
  }
  return tokens;
}

function endsStatement(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== "sign" || token.value === ")");
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly Token[],
  ) {}

  rule(): Rule | undefined {
    const rule = this.alternatives();
    return this.at === this.tokens.length ? rule : undefined;
  }

  private alternatives(): Rule | undefined {
    let left = this.conditions();
    while (left && this.take("||")) {
      const right = this.conditions();
      left = right && {text: `${left.text} || ${right.text}`, any: [left, right]};
    }
    return left;
  }

  private conditions(): Rule | undefined {
    let left = this.operand();
    while (left && this.take("&&")) {
      const right = this.operand();
      left = right && {text: `${left.text} && ${right.text}`, all: [left, right]};
    }
    return left;
  }

  private operand(): Rule | undefined {
    if (++this.depth > MAX_DEPTH) return undefined;
    const rule = this.negation() ?? this.group() ?? this.call();
    this.depth--;
    return rule;
  }

  private negation(): Rule | undefined {
    if (!this.take("!")) return undefined;
    const not = this.operand();
    return not && {text: `!${not.text}`, not};
  }

  private group(): Rule | undefined {
    if (!this.take("(")) return undefined;
    const rule = this.alternatives();
    return rule && this.take(")") ? {...rule, text: `(${rule.text})`} : undefined;
  }

  private call(): Rule | undefined {
    const name = this.tokens[this.at];
    if (name?.kind !== "name") return undefined;
    this.at++;
    if (!this.take("(")) return undefined;
    const values: string[] = [];
    do {
      const value = this.tokens[this.at];
      if (value?.kind !== "text") return undefined;
      values.push(value.value);
      this.at++;
    } while (this.take(","));
    if (!this.take(")")) return undefined;
    const end = this.tokens[this.at - 1]?.end;
    return {text: this.source.slice(name.start, end), matcher: name.value, values};
  }

  private take(sign: string): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== "sign" || token.value !== sign) return false;
    this.at++;
    return true;
  }
}
