/** Where a request goes: the columns that must be the same before and after a conversion. */
export interface Row {
  /** `*` for any host. */
  readonly host: string;
  readonly path: string;
  /** `PathPrefix`, `Exact`, `RegularExpression`, or what else it says. */
  readonly type: string;
  /** The name of the Service object, `namespace/name` in another namespace, or what else answers: `(redirect …)`. */
  readonly service: string;
  /** The number of the port, or its name where the number is not known. */
  readonly port: string;
  /** How the request changes on its way, and what else it must look like. */
  readonly extra?: string;
}

/** The routing of some documents. */
export interface Routing {
  /** `host | path | type | service | port`, sorted, each once. */
  readonly rows: readonly string[];
  /** Why the chart, the API server or the data plane would not have it. */
  readonly problems: readonly string[];
}

/** Collects rows and problems. */
export class Collector {
  readonly #rows = new Set<string>();
  readonly #problems = new Set<string>();

  row({host, path, type, service, port, extra}: Row): void {
    this.#rows.add([host || "*", path, type, service, port, ...(extra ? [extra] : [])].join(" | "));
  }

  problem(text: string): void {
    this.#problems.add(text);
  }

  routing(): Routing {
    return {rows: [...this.#rows].sort(), problems: [...this.#problems].sort()};
  }
}

/** The words of Ingress and HTTPRoute for one thing. Controllers take ImplementationSpecific as a prefix. */
export function matchType(word: string): string {
  return word === "" || word === "Prefix" || word === "ImplementationSpecific" ? "PathPrefix" : word;
}
