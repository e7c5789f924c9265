import {describe, expect, test} from "vitest";
import {flux, gateway, type Options, ROUTE, release, said} from "./around.ts";

describe("Gatus", () => {
  const gatus = (args: string, options?: Options, more: Readonly<Record<string, string>> = {}): string[] => {
    const image = "image: {repository: ghcr.io/home-operations/gatus-sidecar}";
    const values = `{controllers: {gatus: {initContainers: {sidecar: {${image}, args: [${args}]}}}}}`;
    return said({...gateway(), ...release("gatus", "app-template", values), ...more}, options);
  };
  const watching =
    "info: Gatus `network/gatus` will watch the route by itself, as it did not watch the ingress; the annotation " +
    '`gatus.home-operations.com/enabled: "false"` prevents it.';

  test("starts to watch", () => {
    expect(gatus("--auto-httproute")).toEqual([watching]);
    expect(gatus("--auto-httproute, --auto-ingress")).toEqual([]);
    expect(gatus("--enable-httproute")).toEqual([]);
    expect(gatus("")).toEqual([]);
    expect(gatus("--auto-httproute, --gateway-name=external")).toEqual([]);
    expect(gatus("--auto-httproute, --namespace=network")).toEqual([]);
    expect(gatus("'${FLAGS}'")).toEqual([]);
  });

  test("does as annotations say", () => {
    const enabled = (value: string): Options => ({annotations: {"gatus.home-operations.com/enabled": value}});
    expect(gatus("--auto-httproute", enabled("false"))).toEqual([]);
    expect(gatus("--enable-httproute", enabled("true"))).toEqual([watching]);
    expect(gatus("--auto-httproute", enabled("${GATUS}"))).toEqual([]);
    const endpoint = {annotations: {"gatus.home-operations.com/endpoint": "path: /health"}};
    expect(gatus("--enable-httproute", endpoint)).toEqual([watching]);
  });

  test("stops to watch", () => {
    const lost = (flag: string): string =>
      "warning: Gatus `network/gatus` makes endpoints of ingresses and not of routes, so it stops watching this one; give " +
      `its sidecar \`--${flag}-httproute\`.`;
    expect(gatus("--auto-ingress")).toEqual([lost("auto")]);
    expect(gatus("--auto-ingress, --enable-httproute")).toEqual([lost("auto")]);
    expect(gatus("--auto-ingressroute", {app: ROUTE})).toEqual([lost("auto")]);
    const annotations = {"gatus.home-operations.com/enabled": "true"};
    expect(gatus("--enable-ingress", {annotations})).toEqual([lost("enable")]);
  });

  test("would watch twice", () => {
    const endpoint = `apiVersion: v1
kind: ConfigMap
metadata:
  name: \${APP}-gatus-ep
  namespace: media
  labels: {gatus.io/enabled: "true"}
data:
  config.yaml: |
    endpoints:
      - name: \${APP}
        url: https://\${GATUS_SUBDOMAIN:-\${APP}}.\${GATUS_DOMAIN:-example.com}/
`;
    const files = {
      ...flux("main", "{APP: plex}"),
      "apps/main/endpoint.yaml": endpoint,
      "apps/main/kustomization.yaml": "resources: [app.yaml, internal.yaml, gatus.yaml, endpoint.yaml]\n",
    };
    const twice =
      "warning: Gatus `network/gatus` will watch the route by itself, beside the endpoint in ConfigMap `plex-gatus-ep`; " +
      'remove that one, or give the route the annotation `gatus.home-operations.com/enabled: "false"`.';
    expect(gatus("--auto-httproute", {}, files)).toEqual([twice]);
    // It is of another app.
    expect(gatus("--auto-httproute", {hosts: ["photos.example.com"]}, files)).toEqual([watching]);
  });

  test("of its own chart looks at routes, unless it is told otherwise", () => {
    const chart = (values: string): string[] => said({...gateway(), ...release("status", "gatus-sidecar", values)});
    expect(chart("{}")).toEqual([watching.replace("network/gatus", "network/status")]);
    expect(chart("{sidecar: {kinds: {httproute: {auto: false}, ingress: {auto: true}}}}")).toHaveLength(1);
    expect(chart("{sidecar: {kinds: {httproute: {auto: false}}}}")).toEqual([]);
  });
});

describe("Homepage", () => {
  const annotations = {"gethomepage.dev/enabled": "true"};
  const homepage = (configuration: string, options: Options = {annotations}): string[] =>
    said(
      {
        ...gateway(),
        ...release(
          "homepage",
          "app-template",
          `{configMaps: {config: {data: {kubernetes.yaml: ${JSON.stringify(configuration)}}}}}`,
        ),
      },
      options,
    );

  test("has to look at routes", () => {
    expect(homepage("mode: cluster\ningress: true\n")).toEqual([
      "warning: Homepage `network/homepage` does not look at routes, so the app leaves it; set `gateway: true` in its " +
        "`kubernetes.yaml`, and let its ClusterRole read `httproutes` and `gateways`.",
    ]);
    expect(homepage("mode: cluster\ngateway: true\n")).toEqual([]);
    expect(homepage("${CONFIG}")).toEqual([]);
    expect(homepage("mode: cluster\n", {})).toEqual([]);
  });
});

describe("network policies", () => {
  const policy = (spec: string, kind = "NetworkPolicy", name = "policy"): Record<string, string> => ({
    [`apps/main/${name}.yaml`]: `apiVersion: ${kind === "NetworkPolicy" ? "networking.k8s.io/v1" : "cilium.io/v2"}
kind: ${kind}
metadata: {name: ${name}, namespace: media}
spec: ${spec}
`,
  });
  /** A Gateway of Envoy, which serves it from the namespace of its own release. */
  const ENVOY: Readonly<Record<string, string>> = {
    ...gateway(),
    ...release("envoy", "gateway-helm", "{}", "network"),
    "apps/main/class.yaml": `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: some}
spec: {controllerName: gateway.envoyproxy.io/gatewayclass-controller}
`,
  };
  const files = (more: Readonly<Record<string, string>>, base = ENVOY): Record<string, string> => ({
    ...base,
    ...more,
    "apps/main/kustomization.yaml": `resources: [app.yaml, ${Object.keys({...base, ...more})
      .map((path) => path.slice("apps/main/".length))
      .join(", ")}]\n`,
  });
  const from = (namespace: string): string =>
    `from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${namespace}}}}]`;
  const blocked = (kind: string): string =>
    `warning: ${kind} \`media/policy\` lets only requests from namespace \`ingress-nginx\` through; let it admit the pods ` +
    "that serve Gateway `network/internal` too.";

  test("that let the ingress controller in alone", () => {
    const spec = `{podSelector: {}, ingress: [{${from("ingress-nginx")}}]}`;
    expect(said(files(policy(spec)))).toEqual([blocked("NetworkPolicy")]);
    const mine = spec.replace("{}", "{matchLabels: {app.kubernetes.io/name: plex}}");
    expect(said(files(policy(mine)))).toEqual([blocked("NetworkPolicy")]);
    const cilium =
      "{endpointSelector: {matchLabels: {app.kubernetes.io/instance: plex}}, ingress: [{fromEndpoints: [{matchLabels: " +
      "{k8s:io.kubernetes.pod.namespace: ingress-nginx}}]}]}";
    expect(said(files(policy(cilium, "CiliumNetworkPolicy")))).toEqual([blocked("CiliumNetworkPolicy")]);
  });

  test.each([
    ["the Gateway's namespace", `{podSelector: {}, ingress: [{${from("network")}}]}`],
    ["everybody", "{podSelector: {}, ingress: [{}]}"],
    ["nobody at all", "{podSelector: {}, policyTypes: [Ingress]}"],
    ["addresses", "{podSelector: {}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}"],
    ["what nobody knows", `{podSelector: {}, ingress: [{${from("${NAMESPACE}")}}]}`],
    [
      "others, to another app",
      `{podSelector: {matchLabels: {app.kubernetes.io/name: jellyfin}}, ingress: [{${from("x")}}]}`,
    ],
    ["others, to what may be another app", `{podSelector: {matchLabels: {tier: web}}, ingress: [{${from("x")}}]}`],
    ["others out", `{podSelector: {}, policyTypes: [Egress]}`],
  ])("that let in %s", (_, spec) => {
    expect(said(files(policy(spec)))).toEqual([]);
  });

  test("add up", () => {
    const one = policy(`{podSelector: {}, ingress: [{${from("ingress-nginx")}}]}`);
    const two = policy(`{podSelector: {}, ingress: [{${from("network")}}]}`, "NetworkPolicy", "more");
    expect(said(files({...one, ...two}))).toEqual([]);
  });

  test("know where the pods of Traefik are, which are not in the Gateway's namespace", () => {
    const traefik = release("traefik", "traefik", "{providers: {kubernetesGateway: {enabled: true}}}", "edge-router");
    const around = {...gateway(), ...traefik};
    const options = {parent: {isTraefik: true}};
    const admits = (namespace: string): Record<string, string> =>
      policy(`{podSelector: {}, ingress: [{${from(namespace)}}]}`);
    expect(said(files(admits("edge-router"), around), options)).toEqual([]);
    expect(said(files(admits("ingress-nginx"), around), options)).toEqual([blocked("NetworkPolicy")]);
  });

  test("mean nothing where nobody knows which pods serve the Gateway", () => {
    const spec = `{podSelector: {}, ingress: [{${from("ingress-nginx")}}]}`;
    expect(said(files(policy(spec), gateway()))).toEqual([]);
  });
});
