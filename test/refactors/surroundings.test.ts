import {describe, expect, test} from "vitest";
import {APP, flux, gateway, HTTP, HTTPS, LISTENERS, listener, type Options, ROUTE, release, said} from "./around.ts";

describe("the Gateway", () => {
  test("is missed", () => {
    const missing = "warning: This repository has no Gateway `network/internal`; without it nothing serves the route.";
    expect(said({})).toEqual([missing]);
    expect(said(gateway(LISTENERS, "external"))).toEqual([missing]);
    expect(said(gateway())).toEqual([]);
    expect(said({}, {app: ROUTE})).toEqual([missing]);
  });

  test("is not looked for where nothing takes the app to a cluster", () => {
    expect(said({...flux("main"), "apps/main/kustomization.yaml": "resources: [other.yaml]\n"})).toEqual([]);
  });

  test("is in another namespace", () => {
    const options = {parent: {namespace: "gateways"}};
    expect(said(gateway(), options)).toEqual([
      "warning: Gateway `internal` is in namespace `network`, and the route would refer to one in `gateways`: no Gateway " +
        "takes it.",
    ]);
    // A rule says it of manifests.
    expect(said(gateway(), {...options, app: ROUTE})).toEqual([]);
  });

  test("may be one that nobody knows the name of", () => {
    expect(said(gateway(LISTENERS, "${NAME}"), {parent: {name: "main"}})).toEqual([]);
  });

  test("may be one that Traefik's chart makes", () => {
    const on = "{providers: {kubernetesGateway: {enabled: true}}}";
    expect(said(release("traefik", "traefik", on), {parent: {name: "traefik-gateway"}})).toEqual([]);
    expect(said(release("traefik", "traefik", on))).toHaveLength(1);
  });

  test("is missed on the cluster that lacks it", () => {
    const files = {
      ...flux("main"),
      ...flux("edge"),
      ...gateway(),
      "apps/edge/app.yaml": APP,
      "apps/main/kustomization.yaml": "resources: [app.yaml, internal.yaml]\n",
      "apps/edge/kustomization.yaml": "resources: [../main/app.yaml]\n",
    };
    expect(said(files)).toEqual([
      "warning: Cluster `edge` has no Gateway `network/internal`; without it nothing serves the route.",
    ]);
  });

  test("is not looked at by a Traefik whose provider is off", () => {
    const options = {parent: {isTraefik: true}};
    const off =
      "warning: Traefik does not look at Gateways, so nothing serves the route: set " +
      "`providers.kubernetesGateway.enabled: true` in the values of HelmRelease `network/traefik`.";
    expect(said({...gateway(), ...release("traefik", "traefik", "{}")}, options)).toEqual([off]);
    const on = "{providers: {kubernetesGateway: {enabled: true}}}";
    expect(said({...gateway(), ...release("traefik", "traefik", on)}, options)).toEqual([]);
    const unknown = "{additionalArguments: ['${ARGS}']}";
    expect(said({...gateway(), ...release("traefik", "traefik", unknown)}, options)).toEqual([]);
  });
});

describe("listeners", () => {
  test("that are not there", () => {
    expect(said(gateway(), {parent: {sectionName: "websecure"}})).toEqual([
      "warning: Gateway `network/internal` has no listener `websecure`, so it does not take the route; it has `https`.",
    ]);
  });

  test("that refuse the namespace or the kind", () => {
    expect(said(gateway(`    - {name: https, ${HTTPS}}\n`))).toEqual([
      "warning: Listener `https` of Gateway `network/internal` does not take the route: only routes of the Gateway's own " +
        "namespace `network` are allowed there, and this one is in `media`; set `allowedRoutes.namespaces.from` to `All` " +
        "or `Selector`.",
    ]);
    expect(said(gateway("    - {name: tcp, port: 22, protocol: TCP}\n"))).toEqual([
      "warning: Listener `tcp` of Gateway `network/internal` does not take the route: no HTTPRoute is allowed there.",
    ]);
    const wants = "allowedRoutes: {namespaces: {from: Selector, selector: {matchLabels: {routes: 'yes'}}}}";
    const labelled = `    - {name: https, ${HTTPS}, ${wants}}\n`;
    const namespace = (labels: string): Record<string, string> => ({
      "apps/main/ns.yaml": `apiVersion: v1\nkind: Namespace\nmetadata: {name: media, labels: ${labels}}\n`,
      "apps/main/kustomization.yaml": "resources: [app.yaml, internal.yaml, ns.yaml]\n",
    });
    expect(said({...gateway(labelled), ...namespace("{}")})).toEqual([
      "warning: Listener `https` of Gateway `network/internal` does not take the route: the selector there does not match " +
        "the labels of namespace `media`.",
    ]);
    expect(said({...gateway(labelled), ...namespace("{routes: 'yes'}")})).toEqual([]);
    expect(said(gateway(labelled))).toEqual([]);
  });

  test("that do not take a host", () => {
    const files = gateway(listener("https", `${HTTPS}, hostname: '*.example.com'`));
    expect(said(files, {hosts: ["plex.example.com", "plex.example.org"]})).toEqual([
      "warning: Listener `https` of Gateway `network/internal` does not take `plex.example.org`, so nothing serves it there.",
    ]);
    expect(said(files, {hosts: ["plex.${DOMAIN}", "{{ .Release.Name }}.example.org"]})).toEqual([]);
  });

  test("that would serve in clear", () => {
    const both = gateway(LISTENERS + listener("http", HTTP));
    expect(said(both)).toEqual([
      "warning: Listener `http` of Gateway `network/internal` takes the route too and would serve it in clear; set " +
        "`sectionName: https` in the entry of `gateways` in `.flux-workbench.yaml`.",
    ]);
    expect(said(both, {parent: {sectionName: "https"}})).toEqual([]);
    const plain = gateway(listener("http", HTTP));
    expect(said(plain)).toEqual([]);
    expect(said(plain, {hasTls: true})).toEqual([
      "warning: The ingress has TLS, and listener `http` of Gateway `network/internal` has none: it would serve the app in clear.",
    ]);
    expect(said(gateway(listener("https", "port: 443, protocol: HTTPS")))).toEqual([
      "warning: Listener `https` of Gateway `network/internal` names no certificate, so it can't serve the route.",
    ]);
  });

  test("that Traefik redirects before any route is asked", () => {
    const both = gateway(LISTENERS + listener("http", "port: 8000, protocol: HTTP"));
    const traefik = (redirection: string): Record<string, string> =>
      release(
        "traefik",
        "traefik",
        `{providers: {kubernetesGateway: {enabled: true}}, ports: {web: {${redirection}}}}`,
      );
    const options = {parent: {isTraefik: true}};
    expect(said({...both, ...traefik("http: {redirections: {entryPoint: {to: websecure}}}")}, options)).toEqual([]);
    expect(said({...both, ...traefik("redirectTo: {port: websecure}")}, options)).toEqual([]);
    const late = traefik("http: {redirections: {entryPoint: {to: websecure, priority: 10}}}");
    expect(said({...both, ...late}, options)).toHaveLength(1);
  });
});

describe("external-dns", () => {
  const dns = (values: string, options?: Options): string[] =>
    said({...gateway(), ...release("dns", "external-dns", values)}, options);
  const deleted =
    "warning: external-dns `network/dns` does not look at HTTPRoutes, so the DNS record would be deleted; add " +
    "`gateway-httproute` to its `sources` before.";

  test("that does not look at routes", () => {
    expect(dns("{policy: sync, sources: [ingress]}")).toEqual([deleted]);
    expect(dns("{policy: sync}")).toEqual([deleted]);
    expect(dns("{policy: upsert-only}")).toEqual([
      "warning: external-dns `network/dns` does not look at HTTPRoutes, so the DNS record is not updated any more; add " +
        "`gateway-httproute` to its `sources` before.",
    ]);
    expect(dns("{policy: sync, sources: [ingress, gateway-httproute]}")).toEqual([]);
    expect(dns("{policy: sync, sources: [ingress], extraArgs: ['--source=gateway-httproute']}")).toEqual([]);
    expect(dns("{policy: sync, sources: [ingress], extraArgs: {source: gateway-httproute}}")).toEqual([]);
  });

  test.each([
    ["other sources", "sources: [service, crd]"],
    ["another domain", "domainFilters: [example.org]"],
    ["an excluded domain", "excludeDomains: [example.com]"],
    ["another class", "extraArgs: ['--ingress-class=external']"],
    ["another namespace", "namespaced: true"],
    ["an annotation that it lacks", "annotationFilter: dns=internal"],
    ["labels, which nobody knows here", "labelFilter: dns=internal"],
    ["a variable", "domainFilters: ['${DOMAIN}']"],
  ])("that did not look at the ingress: %s", (_, filter) => {
    expect(dns(`{policy: sync, ${filter}}`)).toEqual([]);
  });

  test.each([
    ["the domain", "domainFilters: [example.com]"],
    ["the class", "extraArgs: ['--ingress-class=internal']"],
    ["the annotation", "annotationFilter: dns=internal"],
  ])("that looked at the ingress for %s", (_, filter) => {
    expect(dns(`{policy: sync, ${filter}}`, {annotations: {dns: "internal"}})).toEqual([deleted]);
  });

  test("with hosts of which only the end is known", () => {
    const open = {hosts: ["{{ .Release.Name }}.example.com"]};
    expect(dns("{policy: sync, domainFilters: [example.com]}", open)).toEqual([deleted]);
    expect(dns("{policy: sync, domainFilters: [example.org]}", open)).toEqual([]);
    expect(dns("{policy: sync}", open)).toEqual([]);
  });

  test("that is told to leave the app alone", () => {
    const annotations = {"external-dns.alpha.kubernetes.io/controller": "none"};
    expect(dns("{policy: sync}", {annotations})).toEqual([]);
  });

  test("of an IngressRoute needs a source and a target", () => {
    const target = {app: ROUTE};
    expect(dns("{policy: sync, sources: [ingress]}", target)).toEqual([]);
    expect(dns("{policy: sync, sources: [traefik-proxy]}", target)).toEqual([deleted]);
    const none = {app: ROUTE.replace(/ {2}annotations:\n.*\n/, "")};
    expect(dns("{policy: sync, sources: [traefik-proxy]}", none)).toEqual([]);
  });

  test("that looks at the routes of another Gateway", () => {
    const values = "{policy: sync, sources: [ingress, gateway-httproute], extraArgs: ['--gateway-name=external']}";
    expect(dns(values)).toEqual([
      "warning: external-dns `network/dns` looks at the routes of other Gateways only (`--gateway-name`), so the DNS " +
        "record would be deleted when the route gets `network/internal`.",
    ]);
    expect(dns(values.replace("external'", "internal'"))).toEqual([]);
  });

  test("on another cluster", () => {
    const files = {
      ...flux("main"),
      ...flux("edge"),
      ...gateway(),
      ...release("dns", "external-dns", "{policy: sync}"),
      "apps/main/kustomization.yaml": "resources: [app.yaml, internal.yaml]\n",
      "apps/edge/kustomization.yaml": "resources: [../main/dns.yaml]\n",
    };
    expect(said(files)).toEqual([]);
    expect(
      said({...files, "apps/main/kustomization.yaml": "resources: [app.yaml, internal.yaml, dns.yaml]\n"}),
    ).toEqual([deleted]);
  });
});
