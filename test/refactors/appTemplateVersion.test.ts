import {describe, expect, test} from "vitest";
import type {Proposal} from "../../server/src/engine/refactors/refactoring.ts";
import {converted, helmRelease, proposalOf, SERVICE} from "./appTemplate.ts";

const INGRESS = `    ingress:
      app:
        className: internal
        hosts:
          - host: echo.example.org
            paths: [{path: /, service: {identifier: app, port: http}}]
`;

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: {name: echo}
spec:
  chartRef: {kind: OCIRepository, name: app-template}
  values:
${SERVICE}${INGRESS}`;

function oci(ref: string, url = "oci://ghcr.io/bjw-s-labs/helm/app-template"): string {
  return `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata: {name: app-template}
spec: {interval: 1h, url: "${url}", ref: ${ref}}
`;
}

function flux(cluster: string, path: string, more = ""): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: ${cluster}, namespace: flux-system}
spec:
  interval: 1h
  path: ./${path}
  prune: true
  targetNamespace: media
  sourceRef: {kind: GitRepository, name: flux-system}
${more}`;
}

function kustomization(fields: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${fields}`;
}

function component(fields: string): string {
  return `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${fields}`;
}

/** A repository whose charts come from a component. */
function repository(chart: string, release = RELEASE, more = ""): Record<string, string> {
  return {
    "clusters/main.yaml": flux("main", "apps", more),
    "apps/kustomization.yaml": kustomization("resources: [echo.yaml]\ncomponents: [../components/charts]\n"),
    "apps/echo.yaml": release,
    "components/charts/kustomization.yaml": component("resources: [chart.yaml]\n"),
    "components/charts/chart.yaml": chart,
  };
}

function outcome(files: Record<string, string>, answers = {}): Proposal {
  return proposalOf(files, answers, "apps/echo.yaml");
}

function port(proposal: Proposal): string {
  if ("refused" in proposal) return `refused: ${proposal.refused}`;
  if ("asks" in proposal) return `asks: ${proposal.asks}`;
  const text = [...proposal.edits.values()].flatMap((edits) => edits.map(({newText}) => newText)).join("");
  return /(name|identifier): (?:app|echo)\n *port: (\S+)/.exec(text)?.slice(1).join(" ") ?? text;
}

describe("the version of the chart", () => {
  test.each([
    ["{tag: 5.1.0}", "identifier http"],
    ["{tag: v4.6.0}", "identifier 8080"],
    ["{tag: 3.7.3}", "name 8080"],
    ["{tag: 5.1.0, digest: 'sha256:00'}", "identifier http"],
    ["{semver: '5.x', tag: 3.7.3}", "identifier http"],
    // What is right for the oldest of a range is right for all.
    ["{semver: 4.x}", "identifier 8080"],
    ["{semver: '>=4.0.0'}", "identifier 8080"],
    ["{semver: '^4.6.1'}", "identifier http"],
    ["{semver: '~4.6.0'}", "identifier 8080"],
    ["{semver: '>= 4.6.1, < 6.0.0'}", "identifier http"],
    ["{semver: '>=3.7.3 <4'}", "name 8080"],
  ])("%s through a component", (ref, written) => {
    expect(port(outcome(repository(oci(ref))))).toBe(written);
  });

  test.each([
    ["{tag: latest}", "does not say which version"],
    ["{digest: 'sha256:00'}", "does not say which version"],
    ["{tag: '${VERSION}'}", "does not say which version"],
    ["{semver: '*'}", "does not say which version"],
    ["{semver: '>=3.0.0'}", "Versions `>=3.0.0` of app-template write routes in different ways"],
    ["{semver: '3.x || 4.x'}", "does not say which version"],
  ])("%s is asked for", (ref, asks) => {
    const proposal = outcome(repository(oci(ref)));
    expect(port(proposal)).toContain(asks);
    expect("asks" in proposal ? proposal.choices.map(({answers}) => answers.chartVersion) : []).toEqual([
      "4.6.1",
      "4.0.0",
      "3.7.3",
      "3.7.2",
    ]);
    expect(port(outcome(repository(oci(ref)), {chartVersion: "4.0.0"}))).toBe("identifier 8080");
  });

  test("is the one that the variables of a cluster say", () => {
    const more = "  postBuild: {substitute: {VERSION: 3.7.3}}\n";
    const files = repository(oci("{tag: '${VERSION}'}"), RELEASE, more);
    expect(port(outcome(files))).toBe("name 8080");
    // An answer is for what nobody knows.
    expect(port(outcome(files, {chartVersion: "5.1.0"}))).toBe("name 8080");
  });

  test("may be the one of a patch", () => {
    const files = repository(oci("{tag: 3.7.3}"));
    const patch =
      "patches:\n  - patch: |\n      - {op: replace, path: /spec/ref/tag, value: 5.1.0}\n    target: {kind: OCIRepository}\n";
    files["apps/kustomization.yaml"] += patch;
    expect(port(outcome(files))).toBe("identifier http");
  });

  test("may be another one on each cluster", () => {
    const two = (one: string, other: string): Record<string, string> => ({
      "clusters/main.yaml": flux("main", "main"),
      "clusters/edge.yaml": flux("edge", "edge"),
      "main/kustomization.yaml": kustomization("resources: [../apps, chart.yaml]\n"),
      "edge/kustomization.yaml": kustomization("resources: [../apps, chart.yaml]\n"),
      "main/chart.yaml": oci(`{tag: ${one}}`),
      "edge/chart.yaml": oci(`{tag: ${other}}`),
      "apps/kustomization.yaml": kustomization("resources: [echo.yaml]\n"),
      "apps/echo.yaml": RELEASE,
      ".flux-workbench.yaml":
        "clusters: {main: {path: main}, edge: {path: edge}}\ngateways: {internal: {name: internal, namespace: network}}\n",
    });
    expect(port(outcome(two("5.1.0", "4.6.2")))).toBe("identifier http");
    expect(port(outcome(two("5.1.0", "4.4.0")))).toBe("identifier 8080");
    expect(port(outcome(two("5.1.0", "3.7.3")))).toContain(
      "asks: app-template has `5.1.0` on cluster `main` and `3.7.3` on cluster `edge`",
    );
  });

  test("is found through a HelmChart", () => {
    const chart = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmChart
metadata: {name: app-template}
spec: {chart: app-template, version: 4.4.0, interval: 1h, sourceRef: {kind: HelmRepository, name: bjw-s}}
`;
    const release = RELEASE.replace("kind: OCIRepository", "kind: HelmChart");
    expect(port(outcome(repository(chart, release)))).toBe("identifier 8080");
    expect(() => outcome(repository(chart.replace("chart: app-template", "chart: other"), release))).toThrow("nothing");
  });

  test("of another chart is none of this one", () => {
    expect(() => outcome(repository(oci("{tag: 5.1.0}", "oci://ghcr.io/x/grafana")))).toThrow("nothing");
  });

  test("1.x is refused", () => {
    const old = helmRelease("1.5.1", SERVICE + INGRESS);
    expect(converted(old)).toBe(
      "refused: app-template 1.5.1 makes routes of a version that no Gateway API serves any more: upgrade the chart first.",
    );
  });

  test("is asked for with those that the block may be of", () => {
    const text = helmRelease(
      '"*"',
      SERVICE + INGRESS.replace("identifier: app", "name: echo").replace("port: http", "port: 80"),
    );
    const choices = (one: string): unknown => {
      const proposal = proposalOf({"echo.yaml": one});
      return "asks" in proposal ? proposal.choices.map(({title}) => title) : proposal;
    };
    expect(choices(text)).toEqual([
      "as app-template 4.6.1 or newer reads it",
      "as app-template 4.0 to 4.6.0 reads it",
      "as app-template 3.7.3 reads it",
      "as app-template 3.0 to 3.7.2 reads it",
      "as app-template 2.x reads it",
    ]);
    expect(choices(text.replace("className:", "forceRename: x\n        className:"))).toHaveLength(2);
    expect(choices(text.replace("className:", "nameOverride: x\n        className:"))).toHaveLength(3);
  });
});

describe("what is around the block", () => {
  test("a patch of it has to be changed first", () => {
    const files = repository(oci("{tag: 5.1.0}"));
    const patch = `patches:
  - target: {kind: HelmRelease}
    patch: |
      - {op: add, path: /spec/values/ingress/app/labels, value: {a: b}}
`;
    expect(port(outcome({...files, "apps/kustomization.yaml": files["apps/kustomization.yaml"] + patch}))).toContain(
      "A patch may change",
    );
    const other = patch.replace("values/ingress/app/labels", "upgrade");
    expect(port(outcome({...files, "apps/kustomization.yaml": files["apps/kustomization.yaml"] + other}))).toBe(
      "identifier http",
    );
  });

  test("a patched service is not relied upon", () => {
    const files = repository(oci("{tag: 4.4.0}"));
    const patch = `patches:
  - target: {kind: HelmRelease}
    patch: |
      - {op: replace, path: /spec/values/service/app/ports/http/port, value: 1}
`;
    expect(port(outcome({...files, "apps/kustomization.yaml": files["apps/kustomization.yaml"] + patch}))).toContain(
      "is not certain",
    );
  });

  test("values that set a part of it from elsewhere have to be changed first", () => {
    const from = (target: string): string => `  valuesFrom: [{kind: Secret, name: x${target}}]\n`;
    const text = (target: string): string => helmRelease("5.1.0", SERVICE + INGRESS, from(target));
    expect(converted(text(", targetPath: 'ingress.app.hosts[0].host'"))).toContain(
      "`valuesFrom` sets `ingress.app.hosts[0].host`",
    );
    expect(converted(text(", targetPath: ingressClass"))).toContain("route:");
    expect(proposalOf({"echo.yaml": text("")})).toMatchObject({
      notes: expect.arrayContaining([
        {weight: "info", text: expect.stringContaining("Values come from `Secret/x` too")},
      ]),
    });
  });

  test("the namespace of the Gateway is written where the chart wants it", () => {
    const config = "gateways: {internal: {name: internal}}\n";
    const parent = (ref: string): string => {
      const proposal = outcome({...repository(oci(ref)), ".flux-workbench.yaml": config});
      const text =
        "edits" in proposal
          ? [...proposal.edits.values()]
              .flat()
              .map(({newText}) => newText)
              .join("")
          : port(proposal);
      return /parentRefs:\n\s*([\s\S]*?)\n\s*rules:/.exec(text)?.[1] ?? text;
    };
    expect(parent("{tag: 5.1.0}")).toBe("- name: internal");
    expect(parent("{tag: 5.0.0}")).toMatch(/^- name: internal\n\s+namespace: media$/);
    const alone = helmRelease("4.4.0", SERVICE + INGRESS).replace("  namespace: media\n", "");
    expect(port(proposalOf({"echo.yaml": alone, ".flux-workbench.yaml": config}))).toContain(
      "add `namespace` to the entry of `gateways`",
    );
  });
});
