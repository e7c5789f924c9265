import {describe, expect, test} from "vitest";
import {releasesOfChart} from "../../server/src/engine/workspace/charts.ts";
import {isTraefikClass, madeGateways, traefikReleases} from "../../server/src/engine/workspace/traefik.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {findingsOf, workspaceOf} from "../support/check.ts";

const release = (values: string, more = ""): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: traefik, namespace: network}
spec:
  interval: 1h
  chart: {spec: {chart: traefik, sourceRef: {kind: HelmRepository, name: traefik}}}
  values: ${values}
${more}`;

const only = (values: string, more?: string) => {
  const [one] = traefikReleases(workspaceOf({"traefik.yaml": release(values, more)}).graph);
  if (!one) throw new Error("no release");
  return one;
};

const ports = (values: string, more?: string): string[] | undefined =>
  only(values, more).entryPoints?.map(({name, port}) => `${name} ${port}`);

const OWN = ["traefik 8080", "traefik 9000", "metrics 9100"];

describe("entry points", () => {
  test.each([
    ["{}", ["web 8000", "websecure 8443", ...OWN]],
    ["{ports: {web: {port: 80}, websecure: {port: '443'}}}", ["web 80", "websecure 443", ...OWN]],
    [
      "{ports: {mqtt: {port: 1883}, plex: {port: 32400}}}",
      ["web 8000", "websecure 8443", ...OWN, "mqtt 1883", "plex 32400"],
    ],
    ["{ports: {traefik: {port: 9000}, web: {uplink: true}}}", ["websecure 8443", "traefik 9000", "metrics 9100"]],
    [
      "{additionalArguments: ['--entrypoints.lan.address=:81', --api]}",
      ["web 8000", "websecure 8443", ...OWN, "lan 81"],
    ],
    ["{globalArguments: ['--entryPoints.lan.address=[::]:81/tcp']}", ["web 8000", "websecure 8443", ...OWN, "lan 81"]],
  ])("of %s", (values, expected) => {
    expect(ports(values)).toEqual(expected);
  });

  test.each([
    ["{ports: {web: {port: '${PORT}'}}}"],
    ["{ports: '${PORTS}'}"],
    ["{additionalArguments: ['${ARGS}']}"],
    ["{additionalArguments: ['--configFile=/config/traefik.yaml']}"],
    ["{volumes: [{name: config, mountPath: /etc/traefik, type: configMap}]}"],
  ])("are not known where only the cluster does: %s", (values) => {
    expect(ports(values)).toBeUndefined();
    expect(only(values).hasGatewayProvider).toBe(values.includes("ports") ? false : undefined);
  });

  test("are not known where values are elsewhere, or what the chart makes is changed", () => {
    expect(ports("{}", "  valuesFrom: [{kind: ConfigMap, name: values}]\n")).toBeUndefined();
    expect(ports("{}", "  postRenderers: [{kustomize: {}}]\n")).toBeUndefined();
  });

  test("lose what Helm takes away", () => {
    const workspace = workspaceOf({
      "traefik.yaml": release("{ports: {web: null}}"),
      "kustomization.yaml": "resources: [traefik.yaml]\n",
    });
    expect(traefikReleases(workspace.graph)[0]?.entryPoints?.map(({name}) => name)).not.toContain("web");
  });

  test("end TLS where values say so, and `websecure` if they say nothing", () => {
    const tls = (values: string): unknown[] =>
      (only(values).entryPoints ?? []).filter(({name}) => name.startsWith("web")).map(({hasTls}) => hasTls);
    expect(tls("{}")).toEqual([false, true]);
    expect(tls("{ports: {web: {http: {tls: {enabled: true}}}, websecure: {tls: {enabled: false}}}}")).toEqual([
      true,
      false,
    ]);
    expect(tls("{ports: {websecure: {http: {tls: {enabled: '${TLS}'}}}}}")).toEqual([false, undefined]);
  });
});

describe("the provider for Gateways", () => {
  test.each([
    ["{}", false],
    ["{providers: {kubernetesGateway: {enabled: false}}}", false],
    ["{providers: {kubernetesGateway: {enabled: true}}}", true],
    ["{experimental: {kubernetesGateway: {enabled: true}}}", undefined],
    ["{providers: {kubernetesGateway: {enabled: '${ON}'}}}", undefined],
    ["{additionalArguments: [--providers.kubernetesGateway]}", true],
    ["{additionalArguments: ['--providers.kubernetesgateway.experimentalchannel=true']}", true],
    ["{additionalArguments: ['--providers.kubernetesgateway=false']}", false],
    ["{additionalArguments: ['--providers.kubernetesingress']}", false],
  ])("of %s is %s", (values, expected) => {
    expect(only(values).hasGatewayProvider).toBe(expected);
  });

  test("is on where values say so, whatever else there is", () => {
    const more = "  valuesFrom: [{kind: ConfigMap, name: values}]\n";
    expect(only("{providers: {kubernetesGateway: {enabled: true}}}", more).hasGatewayProvider).toBe(true);
    expect(only("{}", more).hasGatewayProvider).toBeUndefined();
  });

  test("has the chart make a class and a Gateway", () => {
    const made = (values: string): unknown =>
      madeGateways(workspaceOf({"traefik.yaml": release(values)}).graph).map(({className, gateway}) => [
        className,
        gateway,
      ]);
    const on = "providers: {kubernetesGateway: {enabled: true}}";
    expect(made("{}")).toEqual([]);
    expect(made(`{${on}}`)).toEqual([["traefik", {name: "traefik-gateway", namespace: "network"}]]);
    expect(made(`{${on}, gateway: {enabled: false}}`)).toEqual([["traefik", undefined]]);
    expect(made(`{${on}, gateway: {enabled: false}, gatewayClass: {enabled: false}}`)).toEqual([]);
    expect(made(`{${on}, gateway: {name: main, namespace: edge}, gatewayClass: {name: own}}`)).toEqual([
      ["own", {name: "main", namespace: "edge"}],
    ]);
  });
});

describe("a class", () => {
  const gatewayClass = (controller: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: edge}
spec: {controllerName: ${controller}}
`;
  const isTraefiks = (controller: string): unknown =>
    isTraefikClass(workspaceOf({"class.yaml": gatewayClass(controller)}).graph, "edge", undefined);

  test("is Traefik's by its controller", () => {
    expect(isTraefiks("traefik.io/gateway-controller")).toBe(true);
    expect(isTraefiks("example.com/gateway")).toBe(false);
    expect(isTraefiks("${CONTROLLER}")).toBeUndefined();
    expect(isTraefikClass(workspaceOf({}).graph, "edge", undefined)).toBeUndefined();
  });
});

describe("releases of a chart", () => {
  const names = (workspace: Workspace, chart = "traefik"): unknown[] =>
    releasesOfChart(workspace.graph, chart).map(({name, namespace}) => `${namespace}/${name}`);

  const source = (url: string): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: charts, namespace: network}
spec: {interval: 1h, url: "${url}"}
`;
  const user = (namespace: string, name: string, more = ""): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  interval: 1h
  chartRef: {kind: OCIRepository, name: charts${more}}
`;

  test("are found by the address of their source, in its namespace", () => {
    const workspace = workspaceOf({
      "source.yaml": source("oci://${REGISTRY}/helm/traefik/"),
      "b.yaml": user("network", "b"),
      "a.yaml": user("network", "a"),
      "far.yaml": user("media", "far", ", namespace: network"),
      "other.yaml": user("media", "other"),
    });
    expect(names(workspace)).toEqual(["network/a", "network/b", "media/far"]);
    workspace.setFile("source.yaml", source("oci://example.com/envoy"));
    expect(names(workspace)).toEqual([]);
    expect(names(workspace, "envoy")).toHaveLength(3);
  });

  test("are found by the path of a chart in Git", () => {
    const text = release("{}").replace("chart: traefik,", "chart: ./charts/traefik,");
    expect(names(workspaceOf({"traefik.yaml": text}))).toEqual(["network/traefik"]);
  });

  test("tell rules of their changes", () => {
    const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: traefik}
spec: {controllerName: traefik.io/gateway-controller}
`;
    const workspace = workspaceOf({"class.yaml": gateway, "traefik.yaml": release("{}")});
    const rules = workspace.answers(() => findingsOf(workspace).map(({rule}) => rule));
    expect(rules.get("")).toContain("gateway/provider-disabled");
    workspace.setFile("traefik.yaml", release("{providers: {kubernetesGateway: {enabled: true}}}"));
    expect(rules.get("")).not.toContain("gateway/provider-disabled");
    workspace.removeFile("traefik.yaml");
    expect(rules.get("")).not.toContain("gateway/provider-disabled");
    workspace.setFile("traefik.yaml", release("{}"));
    expect(rules.get("")).toContain("gateway/provider-disabled");
  });
});
