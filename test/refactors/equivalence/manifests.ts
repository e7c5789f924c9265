import fc from "fast-check";
import {stringify} from "yaml";

const HOSTS = ["a.example.com", "b.example.com", "*.example.com", "radio.${DOMAIN}"];
const NGINX = "nginx.ingress.kubernetes.io/";

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, {nil: undefined, freq: 3});
const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({weight: 7, arbitrary: fc.constant(undefined)}, {weight: 1, arbitrary: value});

const SERVICES = ["web", "api"].map((name, i) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: {name},
  spec: {
    ports: [
      {name: "http", port: 8080 + i},
      {name: "admin", port: 9000},
    ],
  },
}));

const port = fc.constantFrom({number: 8080}, {number: 9000}, {name: "http"}, {name: "admin"}, {name: "nothing"});
const backend = fc.record({service: fc.record({name: fc.constantFrom("web", "web", "api"), port})});

const path = fc.record({
  path: fc.constantFrom("/", "/", "/api", "/api/", "/(.*)", "/x/(.*)", "/x(/|$)(.*)", "/a.b", "/login.*$"),
  pathType: fc.constantFrom("Prefix", "Prefix", "Exact", "ImplementationSpecific"),
  backend,
});

const annotations = fc
  .record({
    [`${NGINX}rewrite-target`]: seldom(fc.constantFrom("/", "/$1", "/$2", "/y", "/y/$1")),
    [`${NGINX}use-regex`]: seldom(fc.constantFrom("true", "false")),
    [`${NGINX}app-root`]: seldom(fc.constant("/web")),
    [`${NGINX}upstream-vhost`]: seldom(fc.constant("inside.example.com")),
    [`${NGINX}permanent-redirect`]: seldom(
      fc.constantFrom("https://b.example.com/z", "https://b.example.com$request_uri"),
    ),
    [`${NGINX}temporal-redirect`]: seldom(fc.constant("https://c.example.com")),
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)));

/** Plain Ingress manifests with the Services they lead to. */
export const INGRESSES: fc.Arbitrary<string> = fc
  .record({
    annotations,
    rules: fc.uniqueArray(
      fc.record({
        host: maybe(fc.constantFrom(...HOSTS)),
        paths: fc.uniqueArray(path, {minLength: 1, maxLength: 3, selector: (one) => one.path}),
      }),
      {minLength: 1, maxLength: 3, selector: (one) => one.host},
    ),
    defaultBackend: seldom(backend),
  })
  .map(({annotations: said, rules, defaultBackend}) =>
    textOf({
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: {name: "web", annotations: said},
      spec: {
        ingressClassName: "internal",
        defaultBackend,
        rules: rules.map(({host, paths}) => ({host, http: {paths}})),
      },
    }),
  );

const matcher = fc.constantFrom(
  ...[
    "Host(`a.example.com`)",
    "Host(`b.example.com`)",
    "Host(`a.example.com`, `b.example.com`)",
    'Host("a.example.com")',
  ],
  ...["PathPrefix(`/`)", "PathPrefix(`/api`)", "PathPrefix(`/api/`)", "Path(`/exact`)", "Method(`GET`)"],
  ...["Header(`X-A`, `b`)", "Query(`a`, `b`)", "HostRegexp(`.+`)"],
);

const {rule} = fc.letrec<{rule: string; both: string; group: string}>((tie) => ({
  rule: fc.oneof(
    {maxDepth: 2},
    tie("both"),
    fc.tuple(tie("both"), tie("both")).map((both) => both.join(" || ")),
  ),
  both: fc.oneof(
    {maxDepth: 2},
    tie("group"),
    fc.tuple(tie("group"), tie("group")).map((all) => all.join(" && ")),
  ),
  group: fc.oneof(
    {weight: 6, arbitrary: matcher},
    {weight: 2, arbitrary: tie("rule").map((one) => `(${one})`)},
    {
      weight: 1,
      arbitrary: matcher.map((one) => `!${one}`),
    },
  ),
}));

const STRIP = {
  apiVersion: "traefik.io/v1alpha1",
  kind: "Middleware",
  metadata: {name: "strip"},
  spec: {stripPrefix: {prefixes: ["/api"]}},
};

/** IngressRoutes of Traefik with the Services and the Middleware they name. */
export const INGRESS_ROUTES: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      match: rule,
      kind: fc.constant("Rule"),
      services: fc.array(fc.record({name: fc.constantFrom("web", "api"), port: fc.constantFrom(8080, 9000, "http")}), {
        minLength: 1,
        maxLength: 2,
      }),
      middlewares: seldom(fc.constant([{name: "strip"}])),
    }),
    {minLength: 1, maxLength: 2},
  )
  .map((routes) =>
    textOf(
      {
        apiVersion: "traefik.io/v1alpha1",
        kind: "IngressRoute",
        metadata: {name: "web"},
        spec: {entryPoints: ["websecure"], routes},
      },
      STRIP,
    ),
  );

function textOf(...documents: readonly object[]): string {
  const plain = [...documents, ...SERVICES].map((one) => JSON.parse(JSON.stringify(one)) as object);
  return plain.map((one) => stringify(one, {aliasDuplicateObjects: false})).join("---\n");
}
