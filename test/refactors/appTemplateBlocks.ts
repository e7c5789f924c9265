import fc from "fast-check";

/** A HelmRelease of app-template as somebody might write it, with the version of its chart. */
export interface Release {
  readonly version: string;
  readonly text: string;
  /** Whether there is a `route` already, which gets the new ones. */
  readonly hasRoute: boolean;
}

interface Style {
  /** By how many columns a map stands right of its key. */
  readonly step: number;
  /** By how many columns a dash stands right of the key of its list. */
  readonly dash: number;
}

interface Path {
  readonly path: string;
  readonly type: string | undefined;
  readonly service: string;
  readonly port: "http" | "metrics" | "alias" | "number" | "none";
}

interface Host {
  readonly host: string;
  readonly paths: readonly Path[];
  readonly isAnchored: boolean;
}

interface Ingress {
  readonly id: string;
  readonly hosts: readonly Host[];
  readonly keys: readonly string[];
  readonly enabled: boolean | undefined;
  readonly tls: "none" | "aliases" | "flow" | "secret";
  readonly isFlow: boolean;
  readonly areHostsFlow: boolean;
  readonly notes: readonly (string | undefined)[];
  readonly annotations: keyof typeof ANNOTATIONS;
}

/** What stays, what goes, and what has a value that something else refers to. */
const ANNOTATIONS = {
  kept: ["# about x", 'example.org/x: "y"'],
  dropped: ['nginx.ingress.kubernetes.io/proxy-body-size: "0" # all'],
  left: ["external-dns.alpha.kubernetes.io/target: x.example.org", 'example.org/x: "y"', "# behind"],
  moved: [
    'nginx.ingress.kubernetes.io/proxy-body-size: &size "5m"',
    "example.org/x: *size # same",
    "example.org/y: *size",
  ],
} as const;

const note = fc.option(fc.constantFrom("why", "see #12", "tab\there", "a: b", "'quoted'"), {nil: undefined, freq: 3});

const path: fc.Arbitrary<Path> = fc.record({
  path: fc.constantFrom("/", "/api", "/files/", "/a-b_c"),
  type: fc.constantFrom(undefined, "Prefix", "Exact", "ImplementationSpecific"),
  service: fc.constantFrom("app", "other"),
  port: fc.constantFrom("http", "metrics", "alias", "number", "none"),
});

const host: fc.Arbitrary<Host> = fc.record({
  host: fc.constantFrom(
    "a.example.org",
    '"b.${DOMAIN}"',
    '"{{ .Release.Name }}.example.org"',
    "'*.c.example.org'",
    "D.example.org",
  ),
  paths: fc.uniqueArray(path, {minLength: 1, maxLength: 3, selector: (one) => one.path}),
  isAnchored: fc.boolean(),
});

const ingress: fc.Arbitrary<Omit<Ingress, "id">> = fc.record({
  hosts: fc.uniqueArray(host, {minLength: 1, maxLength: 3, selector: (one) => one.host}),
  keys: fc.shuffledSubarray(["className", "annotations", "labels", "hosts", "tls", "enabled"], {minLength: 6}),
  enabled: fc.constantFrom(undefined, true, false),
  tls: fc.constantFrom("none", "aliases", "flow", "secret"),
  isFlow: fc.integer({min: 0, max: 5}).map((number) => number === 0),
  areHostsFlow: fc.integer({min: 0, max: 4}).map((number) => number === 0),
  notes: fc.array(note, {minLength: 12, maxLength: 12}),
  annotations: fc.constantFrom("kept", "dropped", "left", "moved"),
});

/** HelmReleases with everything that people write into the block, in every layout. */
export const release: fc.Arbitrary<Release> = fc
  .record({
    version: fc.constantFrom("2.6.0", "3.0.1", "3.7.1", "3.7.3", "4.0.1", "4.4.0", "4.6.2", "5.1.0"),
    ids: fc.uniqueArray(fc.constantFrom("app", "main", "extra"), {minLength: 1, maxLength: 2}),
    ingresses: fc.array(ingress, {minLength: 2, maxLength: 2}),
    style: fc.record({step: fc.constantFrom(2, 4), dash: fc.constantFrom(0, 2)}),
    isFirst: fc.integer({min: 0, max: 3}).map((number) => number === 0),
    isLast: fc.boolean(),
    isMarked: fc.integer({min: 0, max: 4}).map((number) => number > 0),
    hasMore: fc.boolean(),
    hasRoute: fc.integer({min: 0, max: 4}).map((number) => number === 0),
    newline: fc.constantFrom("\n", "\r\n"),
    hasFinalNewline: fc.boolean(),
  })
  .map(({version, ids, ingresses, style, isFirst, isLast, isMarked, hasMore, hasRoute, newline, hasFinalNewline}) => {
    const all = ids.map((id, i): Ingress => ({...(ingresses[i] as Omit<Ingress, "id">), id}));
    const writer = new Writer(style, version, isFirst, isMarked);
    const block = writer.block(all);
    const services = writer.services();
    const values = isFirst ? [...block, ...services] : [...services, ...(hasMore ? ["# between", ""] : []), ...block];
    const lines = [
      ...(hasMore ? ["# first", "---"] : []),
      "apiVersion: helm.toolkit.fluxcd.io/v2",
      "kind: HelmRelease",
      "metadata:",
      "  name: echo",
      "  namespace: media",
      "spec:",
      "  chart:",
      "    spec:",
      "      chart: app-template",
      `      version: ${version}`,
      "      sourceRef: {kind: HelmRepository, name: bjw-s}",
      "  values:",
      "    controllers: {main: {containers: {main: {image: {repository: echo, tag: '1'}}}}}",
      ...(hasRoute ? writer.route() : []),
      ...values,
      ...(isLast ? [] : ["    persistence: # kept", "      config: {type: emptyDir}"]),
      ...(hasMore ? ["---", "kind: ConfigMap", "apiVersion: v1", "metadata: {name: other}"] : []),
    ];
    const text = lines.join("\n") + (hasFinalNewline ? "\n" : "");
    return {version, text: text.replaceAll("\n", newline), hasRoute};
  });

/** Writes values with a layout. */
class Writer {
  private anchors = 0;

  constructor(
    private readonly style: Style,
    private readonly version: string,
    private readonly isFirst: boolean,
    private readonly isMarked: boolean,
  ) {}

  services(): string[] {
    return [
      "    service:",
      // 2.x has one of its own, which has no port.
      ...(this.version.startsWith("2.") ? ["      main: {enabled: false}"] : []),
      "      app:",
      "        controller: main",
      "        ports:",
      "          http: {port: &port 8080, primary: true}",
      "          metrics: {port: 9090}",
      "      other:",
      "        controller: main",
      "        ports:",
      "          http: {port: *port}",
      `          metrics: {port: 9091${this.isMarked ? ", primary: true" : ""}}`,
    ];
  }

  route(): string[] {
    const margin = " ".repeat(4 + this.style.step);
    const deep = " ".repeat(4 + 2 * this.style.step);
    return [
      "    route: # there",
      `${margin}old: # already`,
      `${deep}hostnames: [old.example.org]`,
      `${deep}parentRefs: [{name: internal, namespace: network}]`,
      `${deep}rules: [{backendRefs: [{name: old, port: 80}]}]`,
      `${deep}# its end`,
    ];
  }

  block(ingresses: readonly Ingress[]): string[] {
    const margin = " ".repeat(4 + this.style.step);
    const ids = ingresses.flatMap((one) => [
      ...comment(one.notes[0], margin),
      ...(one.isFlow
        ? [`${margin}${one.id}: ${this.flow(one)}`]
        : [`${margin}${one.id}:${behind(one.notes[1])}`, ...this.entries(one)]),
      ...comment(one.notes[2], `${margin}  `),
    ]);
    return ["    ingress: # the block", ...ids];
  }

  private entries(one: Ingress): string[] {
    const margin = " ".repeat(4 + 2 * this.style.step);
    // An alias stands behind its anchor.
    const keys = one.tls === "aliases" ? [...one.keys.filter((key) => key !== "tls"), "tls"] : one.keys;
    return keys.flatMap((key, i) => {
      const lines = this.entry(key, one, margin);
      return lines.length > 0 ? [...comment(one.notes[3 + i], margin), ...lines] : [];
    });
  }

  private entry(key: string, one: Ingress, margin: string): string[] {
    const {hosts, enabled, tls, notes, areHostsFlow} = one;
    const dash = `${margin}${" ".repeat(this.style.dash)}- `;
    switch (key) {
      case "className":
        return [`${margin}className: internal${behind(notes[9])}`];
      case "enabled":
        return enabled === undefined ? [] : [`${margin}enabled: ${enabled}${behind(notes[10])}`];
      case "labels":
        return [`${margin}labels: {a: b}`];
      case "annotations":
        return [`${margin}annotations:`, ...ANNOTATIONS[one.annotations].map((line) => `${margin}  ${line}`)];
      case "hosts":
        return areHostsFlow
          ? [`${margin}hosts: [${hosts.map((host) => this.flowHost(host)).join(", ")}]`]
          : [`${margin}hosts:${behind(notes[11])}`, ...hosts.flatMap((host, i) => this.host(host, dash, notes[i]))];
      default: {
        if (tls === "none") return [];
        if (tls === "secret")
          return [
            `${margin}tls:`,
            `${dash}hosts: [x.example.org]${behind(notes[5])}`,
            `${" ".repeat(dash.length)}secretName: cert`,
          ];
        const names = tls === "aliases" ? this.aliases() : ["x.example.org"];
        return tls === "flow" || names.length === 0
          ? [`${margin}tls: [{hosts: [x.example.org]}]`]
          : [`${margin}tls:`, ...comment(notes[6], dash.replace("-", " ")), `${dash}hosts: [${names.join(", ")}]`];
      }
    }
  }

  private aliases(): string[] {
    return Array.from({length: this.anchors}, (_, i) => `*host${i}`);
  }

  private named({host, isAnchored}: Host): string {
    return isAnchored ? `&host${this.anchors++} ${host}` : host;
  }

  private host(host: Host, dash: string, above: string | undefined): string[] {
    const margin = " ".repeat(dash.length);
    const inner = `${margin}${" ".repeat(this.style.dash)}- `;
    const paths = host.paths.flatMap((one, i) => {
      const deep = " ".repeat(inner.length);
      return [
        ...comment(i === 1 ? above : undefined, deep),
        `${inner}path: ${one.path}${behind(i === 0 ? above : undefined)}`,
        ...(one.type === undefined ? [] : [`${deep}pathType: ${one.type}`]),
        `${deep}service:`,
        ...this.service(one).map(([key, value]) => `${deep}  ${key}: ${value}`),
      ];
    });
    return [`${dash}host: ${this.named(host)}`, `${margin}paths:`, ...paths];
  }

  private service({service, port}: Path): [string, string][] {
    const key = this.version.startsWith("2.") ? "name" : "identifier";
    const written = {
      http: "http",
      metrics: "metrics",
      alias: this.isFirst ? "8080" : "*port",
      number: "9090",
      none: "",
    }[port];
    // Each service has other numbers.
    const own = service === "other" && port === "number" ? "9091" : written;
    return [[key, service], ...(own === "" ? [] : [["port", own] as [string, string]])];
  }

  private flow(one: Ingress): string {
    const {hosts, enabled} = one;
    const entries = [
      "className: internal",
      ...(enabled === undefined ? [] : [`enabled: ${enabled}`]),
      `hosts: [${hosts.map((host) => this.flowHost({...host, isAnchored: false})).join(", ")}]`,
      ...(one.tls === "none" ? [] : ["tls: [{hosts: [x.example.org]}]"]),
      "labels: {a: b}",
    ];
    return `{${entries.join(", ")}}`;
  }

  private flowHost(host: Host): string {
    const paths = host.paths.map((one) => {
      const service = this.service(one).map(([key, value]) => `${key}: ${value}`);
      return `{path: ${one.path}${one.type === undefined ? "" : `, pathType: ${one.type}`}, service: {${service.join(", ")} }}`;
    });
    return `{host: ${this.named(host)}, paths: [${paths.join(", ")}]}`;
  }
}

function comment(text: string | undefined, margin: string): string[] {
  return text === undefined ? [] : [`${margin}# ${text}`];
}

function behind(text: string | undefined): string {
  return text === undefined ? "" : ` # ${text}`;
}
