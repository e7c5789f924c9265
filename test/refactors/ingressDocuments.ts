import fc from "fast-check";

/** How a generated Ingress is laid out. */
interface Style {
  readonly step: 2 | 4;
  readonly dash: 0 | 2;
  readonly newline: "\n" | "\r\n";
  readonly hasFinalNewline: boolean;
  readonly start: string;
  readonly classAt: "first" | "last" | "annotation" | "none";
  readonly tlsAt: "before" | "behind" | "none";
  /** The host that the `tls` takes over as an alias, or the other way round. */
  readonly sharesHost: boolean;
  readonly aliasesName: boolean;
  readonly comments: readonly (string | undefined)[];
  readonly around: "none" | "service" | "both";
}

interface Path {
  readonly path: string;
  readonly type: "Prefix" | "Exact" | "ImplementationSpecific";
  readonly backend: Backend;
  readonly isFlow: boolean;
}

interface Backend {
  readonly service: string;
  readonly port: number | "http";
}

interface Rule {
  readonly host: string | undefined;
  readonly quote: "" | '"' | "'";
  readonly paths: readonly Path[];
}

const backend: fc.Arbitrary<Backend> = fc.record({
  service: fc.constantFrom("plex", "web"),
  port: fc.constantFrom<Backend["port"]>(80, 8080, "http"),
});

const path: fc.Arbitrary<Path> = fc.record({
  path: fc.constantFrom("/", "/a", "/a/", "/a/b", "/a/b/", "/ab", "/A", "/a-b_c.d~e"),
  type: fc.constantFrom<Path["type"]>("Prefix", "Prefix", "Exact", "ImplementationSpecific"),
  backend,
  isFlow: fc.boolean(),
});

const rule: fc.Arbitrary<Rule> = fc.record({
  host: fc.constantFrom("a.example.com", "b.example.com", "c.example.com", "*.example.com", undefined),
  quote: fc.constantFrom<Rule["quote"]>("", '"', "'"),
  // A host without paths leads to the default backend.
  paths: fc.array(path, {minLength: 1, maxLength: 3}),
});

const style: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom<Style["step"]>(2, 4),
  dash: fc.constantFrom<Style["dash"]>(0, 2),
  newline: fc.constantFrom<Style["newline"]>("\n", "\n", "\r\n"),
  hasFinalNewline: fc.boolean(),
  start: fc.constantFrom("", "---\n", "# top\n", "---\n# top\n"),
  classAt: fc.constantFrom<Style["classAt"]>("first", "last", "annotation", "none"),
  tlsAt: fc.constantFrom<Style["tlsAt"]>("before", "behind", "none"),
  sharesHost: fc.boolean(),
  aliasesName: fc.boolean(),
  comments: fc.array(fc.option(fc.constantFrom("above", "behind"), {nil: undefined, freq: 3}), {
    minLength: 60,
    maxLength: 60,
  }),
  around: fc.constantFrom<Style["around"]>("none", "service", "both"),
});

/** The Services that generated Ingresses lead to. */
export const SERVICES = ["plex", "web"]
  .map(
    (name) => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: media
spec:
  ports:
    - name: http
      port: ${name === "plex" ? 32400 : 3000}
    - name: one
      port: 80
    - name: two
      port: 8080
`,
  )
  .join("---\n");

/** A file with an Ingress as people write it: of any layout, with anchors, comments, other documents. */
export const ingressFile: fc.Arbitrary<string> = fc
  .record({
    rules: fc.array(rule, {minLength: 0, maxLength: 4}),
    standard: fc.option(backend, {nil: undefined, freq: 3}),
    style,
  })
  .filter(({rules, standard}) => rules.length > 0 || standard !== undefined)
  .map(({rules, standard, style: own}) => fileText(rules, standard, own));

function fileText(rules: readonly Rule[], standard: Backend | undefined, own: Style): string {
  const {step, newline, hasFinalNewline, start, around} = own;
  const one = " ".repeat(step);
  const name = own.aliasesName ? "&app plex" : "plex";
  const annotation =
    own.classAt === "annotation"
      ? [`${one}annotations:`, `${one}${one}kubernetes.io/ingress.class: internal`, `${one}${one}own: kept`]
      : [];
  const head = ["apiVersion: networking.k8s.io/v1", "kind: Ingress", "metadata:", `${one}name: ${name}`];
  const lines = [...head, `${one}namespace: media`, ...annotation, "spec:", ...specLines(rules, standard, own)];
  const document = `${withComments(lines, own.comments).join("\n")}\n`;
  const before = around === "none" ? "" : `${SERVICES}---\n`;
  const behind =
    around === "both" ? "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  namespace: media\n" : "";
  const text = `${start}${before}${document}${behind}`;
  return (hasFinalNewline ? text : text.slice(0, -1)).replaceAll("\n", newline);
}

function specLines(rules: readonly Rule[], standard: Backend | undefined, own: Style): string[] {
  const {step, dash, classAt, tlsAt, sharesHost} = own;
  const one = " ".repeat(step);
  const item = " ".repeat(step + dash);
  const named = rules.find(({host}) => host !== undefined);
  const shares = sharesHost && tlsAt !== "none" && named !== undefined;
  const isFirstInTls = tlsAt === "before";
  const tlsHost = !shares ? "a.example.com" : isFirstInTls ? `&host ${hostText(named)}` : "*host";
  const tls =
    tlsAt === "none" || !named
      ? []
      : [`${one}tls:`, `${item}- hosts:`, `${item}  ${" ".repeat(dash)}- ${tlsHost}`, `${item}  secretName: tls`];
  const className = classAt === "first" || classAt === "last" ? [`${one}ingressClassName: internal`] : [];
  const fallback = standard ? [`${one}defaultBackend:`, ...backendLines(standard, step * 2, own)] : [];
  const list = rules.flatMap((entry) => {
    const host = shares && entry === named ? (isFirstInTls ? "*host" : `&host ${hostText(entry)}`) : hostText(entry);
    const inner = `${item}  `;
    const first = host === undefined ? `${item}- http:` : `${item}- host: ${host}`;
    const http = host === undefined ? [] : [`${inner}http:`];
    const paths = entry.paths.flatMap((one) => pathLines(one, step + dash + 2 + step, own));
    return [first, ...http, `${inner}${" ".repeat(step)}paths:`, ...paths];
  });
  return [
    ...(classAt === "first" ? className : []),
    ...fallback,
    ...(isFirstInTls ? tls : []),
    ...(rules.length > 0 ? [`${one}rules:`, ...list] : []),
    ...(isFirstInTls ? [] : tls),
    ...(classAt === "last" ? className : []),
  ];
}

function hostText(entry: Rule): string | undefined {
  if (entry.host === undefined) return undefined;
  const quote = entry.host.startsWith("*") && entry.quote === "" ? '"' : entry.quote;
  return `${quote}${entry.host}${quote}`;
}

function pathLines({path: value, type, backend: to, isFlow}: Path, column: number, own: Style): string[] {
  const margin = " ".repeat(column + own.dash);
  if (isFlow) {
    const port = typeof to.port === "number" ? `number: ${to.port}` : `name: ${to.port}`;
    return [
      `${margin}- {path: ${value}, pathType: ${type}, backend: {service: {name: ${to.service}, port: {${port}}}}}`,
    ];
  }
  return [
    `${margin}- path: ${value}`,
    `${margin}  pathType: ${type}`,
    `${margin}  backend:`,
    ...backendLines(to, margin.length + 2 + own.step, own),
  ];
}

function backendLines({service, port}: Backend, column: number, {step, aliasesName}: Style): string[] {
  const [margin, one] = [" ".repeat(column), " ".repeat(step)];
  const name = aliasesName && service === "plex" ? "*app" : service;
  const which = typeof port === "number" ? `number: ${port}` : `name: ${port}`;
  return [`${margin}service:`, `${margin}${one}name: ${name}`, `${margin}${one}port:`, `${margin}${one}${one}${which}`];
}

/** Comments at some of the lines, each with a text of its own. */
function withComments(lines: readonly string[], comments: Style["comments"]): string[] {
  return lines.flatMap((line, i) => {
    const place = comments[i % comments.length];
    if (place === "above") return [`${/^ */.exec(line)?.[0] ?? ""}# above ${i}`, line];
    return [place === "behind" ? `${line} # behind ${i}` : line];
  });
}
