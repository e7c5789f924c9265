/** One condition of a label selector. */
export interface Requirement {
  readonly key: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

type Operator = "in" | "notin" | "exists" | "absent" | ">" | "<";

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const DOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const MAX_NAME = 63;
const MAX_DOMAIN = 253;
const SYMBOLS = ["==", "!=", "=", "!", "(", ")", ",", ">", "<"];
/** Operators of one value, and what they mean. */
const COMPARISONS: Readonly<Record<string, Operator>> = {"=": "in", "==": "in", "!=": "notin", ">": ">", "<": "<"};

/** The conditions of a Kubernetes label selector, all of which have to hold; undefined where it is none. */
export function parseLabelSelector(text: string): Requirement[] | undefined {
  const parser = new Parser(tokensOf(text));
  const requirements: Requirement[] = [];
  if (parser.isAtEnd) return requirements;
  for (;;) {
    const requirement = parser.requirement();
    if (!requirement || !isValid(requirement)) return undefined;
    requirements.push(requirement);
    if (parser.isAtEnd) return requirements;
    if (parser.next() !== ",") return undefined;
  }
}

/** Whether labels, or annotations, meet all conditions. */
export function meets(labels: Readonly<Record<string, string>>, requirements: readonly Requirement[]): boolean {
  return requirements.every(({key, operator, values}) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    if (operator === "absent") return value === undefined;
    if (operator === "notin") return value === undefined || !values.includes(value);
    if (value === undefined) return false;
    if (operator === "exists") return true;
    if (operator === "in") return values.includes(value);
    const limit = values[0] ?? "";
    return isInteger(value) && (operator === ">" ? BigInt(value) > BigInt(limit) : BigInt(value) < BigInt(limit));
  });
}

/** Words, and symbols as long as they can be. */
function tokensOf(text: string): string[] {
  return text.match(/==|!=|[=!(),><]|[^=!(),>< \t\r\n]+/g) ?? [];
}

class Parser {
  readonly #tokens: readonly string[];
  #position = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#tokens.length;
  }

  next(): string | undefined {
    return this.#tokens[this.#position++];
  }

  #isAhead(symbol: string): boolean {
    return this.#tokens[this.#position] === symbol;
  }

  requirement(): Requirement | undefined {
    const isAbsent = this.#isAhead("!");
    if (isAbsent) this.next();
    const key = this.#word();
    if (key === undefined) return undefined;
    if (isAbsent) return {key, operator: "absent", values: []};
    if (this.isAtEnd || this.#isAhead(",")) return {key, operator: "exists", values: []};
    const symbol = this.next() ?? "";
    if (symbol === "in" || symbol === "notin") return listed(key, symbol, this.#list());
    const operator = Object.hasOwn(COMPARISONS, symbol) ? COMPARISONS[symbol] : undefined;
    const value = this.isAtEnd || this.#isAhead(",") ? "" : this.#word();
    return operator && value !== undefined ? {key, operator, values: [value]} : undefined;
  }

  #word(): string | undefined {
    const token = this.next();
    return token === undefined || SYMBOLS.includes(token) ? undefined : token;
  }

  /** Values in parentheses. What is left out beside a comma is an empty value; three commas in a row are too many. */
  #list(): string[] | undefined {
    if (this.next() !== "(") return undefined;
    const values: string[] = [];
    if (this.#isAhead(")")) values.push("");
    while (!this.#isAhead(")")) {
      if (!this.#isAhead(",")) {
        const value = this.#word();
        if (value === undefined || (!this.#isAhead(",") && !this.#isAhead(")"))) return undefined;
        values.push(value);
        continue;
      }
      this.next();
      if (values.length === 0) values.push("");
      if (this.#isAhead(")")) values.push("");
      else if (this.#isAhead(",")) {
        this.next();
        values.push("");
        if (this.#isAhead(")")) return undefined;
      }
    }
    this.next();
    return values;
  }
}

function listed(key: string, operator: Operator, values: readonly string[] | undefined): Requirement | undefined {
  return values && {key, operator, values};
}

function isValid({key, operator, values}: Requirement): boolean {
  if ((operator === ">" || operator === "<") && !values.every(isInteger)) return false;
  return isKey(key) && values.every((value) => value === "" || (value.length <= MAX_NAME && NAME.test(value)));
}

function isKey(key: string): boolean {
  const [name = "", domain, ...rest] = key.split("/").reverse();
  if (rest.length > 0 || name.length > MAX_NAME || !NAME.test(name)) return false;
  return domain === undefined || (domain.length <= MAX_DOMAIN && DOMAIN.test(domain));
}

function isInteger(text: string): boolean {
  return /^-?\d{1,18}$/.test(text);
}
