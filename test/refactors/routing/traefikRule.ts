/** One matcher of a Traefik rule with its arguments: `` PathPrefix(`/api`) ``. */
export interface Matcher {
  readonly name: string;
  readonly args: readonly string[];
  readonly isNot: boolean;
}

/** A rule as alternatives, each of matchers that must all hold; undefined for what can't be read. */
export function alternativesOf(rule: string): Matcher[][] | undefined {
  const tokens = tokensOf(rule);
  if (!tokens) return undefined;
  const parser = new Parser(tokens);
  const found = parser.either(false);
  return parser.isAtEnd && found ? simplified(found) : undefined;
}

/** `A && A` is `A`, and so is `A || A`. */
function simplified(alternatives: readonly Matcher[][]): Matcher[][] {
  const once = alternatives.map((all) => [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]);
  return [...new Map(once.map((all) => [JSON.stringify(all), all])).values()];
}

const TOKEN = /\s*(&&|\|\||[!(),]|`[^`]*`|"(?:[^"\\]|\\.)*"|[A-Za-z]\w*)/y;

function tokensOf(rule: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = rule.trim();
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

/** `||` binds least, then `&&`, then `!`. A negation of a group turns the words around. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(isNot: boolean): Matcher[][] | undefined {
    return this.#joined("||", isNot, () => this.#both(isNot));
  }

  #both(isNot: boolean): Matcher[][] | undefined {
    return this.#joined("&&", isNot, () => this.#single(isNot));
  }

  #joined(word: "||" | "&&", isNot: boolean, next: () => Matcher[][] | undefined): Matcher[][] | undefined {
    let found = next();
    while (found && this.#take(word)) {
      const more = next();
      found = more && ((word === "||") !== isNot ? [...found, ...more] : crossed(found, more));
    }
    return found;
  }

  #single(isNot: boolean): Matcher[][] | undefined {
    if (this.#take("!")) return this.#single(!isNot);
    if (this.#take("(")) {
      const inner = this.either(isNot);
      return this.#take(")") ? inner : undefined;
    }
    const name = this.#tokens[this.#at++];
    if (name === undefined || !/^[A-Za-z]/.test(name) || !this.#take("(")) return undefined;
    const args: string[] = [];
    do {
      const token = this.#tokens[this.#at++];
      if (token === undefined || !/^[`"]/.test(token)) return undefined;
      args.push(token.slice(1, -1));
    } while (this.#take(","));
    if (!this.#take(")")) return undefined;
    // Several arguments are alternatives where only one can hold at a time.
    const isEither = !isNot && ["Host", "Path", "PathPrefix"].includes(name);
    return isEither ? args.map((arg) => [{name, args: [arg], isNot}]) : [[{name, args, isNot}]];
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at++;
    return true;
  }
}

function crossed(some: readonly Matcher[][], others: readonly Matcher[][]): Matcher[][] {
  return some.flatMap((one) => others.map((other) => [...one, ...other]));
}
