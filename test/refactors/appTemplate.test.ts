import {describe, expect, test} from "vitest";
import {appTemplateSubjects} from "../../server/src/engine/refactors/ingressToRoute/appTemplate/subjects.ts";
import {workspaceOf} from "../support/check.ts";
import {backendOf, FILE, helmRelease, proposalOf, SERVICE} from "./appTemplate.ts";

const PRIMARY = SERVICE.replace("port: 8080", "port: 8080\n            primary: true");
const ANCHORED = SERVICE.replace("port: 8080", "port: &port 8080");

/** How versions write the backend of a service. */
const SPELLINGS: readonly (readonly [version: string, service: string, services: string, backend: string])[] = [
  ["5.1.0", "{identifier: app, port: http}", SERVICE, "- identifier: app port: http"],
  ["4.6.1", "{identifier: app, port: http}", SERVICE, "- identifier: app port: http"],
  ["4.6.0", "{identifier: app, port: http}", SERVICE, "- identifier: app port: 8080"],
  ["4.6.0", "{identifier: app, port: http}", ANCHORED, "- identifier: app port: *port"],
  ["4.0.0", "{identifier: app, port: 9090}", SERVICE, "- identifier: app port: 9090"],
  ["3.7.3", "{identifier: app, port: http}", SERVICE, "- name: app port: 8080"],
  ["3.7.3", '{identifier: "app", port: 9090}', SERVICE, '- name: "app" port: 9090'],
  ["3.0.0", "{identifier: app, port: http}", PRIMARY, "- name: app port: 8080"],
  ["2.6.0", "{name: app, port: http}", PRIMARY, "- name: app port: 8080"],
  // Up to 3.7.2 the port of a route does not count, so another one needs the Service by its own name.
  ["3.7.2", "{identifier: app, port: metrics}", PRIMARY, "- name: echo port: 9090"],
  ["2.6.0", "{name: app, port: metrics}", PRIMARY, "- name: echo-app port: 9090"],
  // A Service object that is named as such.
  ["4.0.0", '{name: "{{ .Release.Name }}-x", port: 80}', SERVICE, '- name: "{{ .Release.Name }}-x" port: 80'],
  ["3.7.3", '{name: "{{ .Release.Name }}-x", port: 80}', SERVICE, "- name: echo-x port: 80"],
  ["2.6.0", "{name: other, port: 80}", SERVICE, "- name: other port: 80"],
  // What is not written the chart chooses: the only service, the primary port, the first port by name.
  ["5.1.0", "", SERVICE, "- identifier: app port: http"],
  ["5.1.0", "{identifier: app}", SERVICE, "- identifier: app port: http"],
  ["5.1.0", "{identifier: app}", PRIMARY.replace("http", "zz"), "- identifier: app port: zz"],
  ["4.6.0", "{identifier: app}", ANCHORED, "- identifier: app port: *port"],
  ["3.7.2", "{identifier: app}", SERVICE.replace("metrics", "admin"), "- name: app port: 9090"],
];

describe("a service is written as its chart reads it", () => {
  test.each(SPELLINGS)("%s %s", (version, service, services, backend) => {
    expect(backendOf(version, service, services)).toBe(backend);
  });
});

/** What no version can carry over for certain. */
const REFUSED: readonly (readonly [version: string, service: string, services: string, reason: RegExp])[] = [
  ["3.7.1", "{identifier: app, port: http}", SERVICE, /not certain which one/],
  ["3.7.1", "{identifier: app}", SERVICE, /not certain which one/],
  ["5.1.0", "{identifier: app, port: nope}", SERVICE, /no port `nope`/],
  ["5.1.0", "{identifier: nope, port: 80}", SERVICE, /`nope` is not there/],
  [
    "5.1.0",
    "{identifier: app, port: http}",
    SERVICE.replace("ports:", "enabled: false\n        ports:"),
    /`app` is off/,
  ],
  ["4.6.0", "{identifier: app, port: '${PORT}'}", SERVICE, /known to the cluster alone/],
  ["4.6.0", "{identifier: app, port: http}", SERVICE.replace("8080", "'{{ .x }}'"), /is not certain/],
  ["5.1.0", "{name: app}", SERVICE, /needs the number of its port/],
  ["5.1.0", "{name: app, identifier: app}", SERVICE, /both `name` and `identifier`/],
  ["5.1.0", "", `${SERVICE}      two: {ports: {http: {port: 1}}}\n`, /not certain which one is meant/],
  ["3.7.3", "{name: app, port: 80}", SERVICE, /would be the service of that identifier/],
  ["3.7.3", '{name: "{{ .Values.x }}", port: 80}', SERVICE, /takes the template/],
  [
    "3.7.2",
    "{identifier: echo, port: metrics}",
    PRIMARY.replace("app:", "echo:"),
    /sends every route to the primary port/,
  ],
];

describe("a service is not guessed", () => {
  test.each(REFUSED)("%s %s", (version, service, services, reason) => {
    expect(backendOf(version, service, services)).toMatch(/^refused: `app`, host/);
    expect(backendOf(version, service, services)).toMatch(reason);
  });

  const FROM = "  valuesFrom: [{kind: ConfigMap, name: more}]\n";
  test("what values from elsewhere may add is not relied upon", () => {
    expect(backendOf("4.6.0", "{identifier: app, port: http}", SERVICE, FROM)).toBe("- identifier: app port: 8080");
    expect(backendOf("5.1.0", "{identifier: far, port: http}", SERVICE, FROM)).toBe("- identifier: far port: http");
    expect(backendOf("5.1.0", "{identifier: app, port: far}", SERVICE, FROM)).toBe("- identifier: app port: far");
    // Another primary port may come from there, which the chart takes for a route as well.
    expect(backendOf("5.1.0", "{identifier: app}", SERVICE, FROM)).toBe("- identifier: app");
    expect(backendOf("4.6.0", "{identifier: far, port: http}", SERVICE, FROM)).toMatch(/is not certain/);
    expect(backendOf("3.7.2", "{identifier: app, port: http}", PRIMARY, FROM)).toMatch(/not certain which one/);
    const elsewhere = FROM.replace("more}", "more, targetPath: controllers.main.x}");
    expect(backendOf("3.7.2", "{identifier: app, port: http}", PRIMARY, elsewhere)).toBe("- name: app port: 8080");
  });

  test("an alias never stands before its anchor", () => {
    const ingress = `    ingress:
      app:
        className: internal
        hosts:
          - host: echo.example.org
            paths: [{path: /, service: {identifier: app, port: http}}]
`;
    const text = helmRelease("4.4.0", ingress + ANCHORED);
    const proposal = proposalOf({[FILE]: text});
    const [edits] = "edits" in proposal ? [...proposal.edits.values()] : [];
    expect(edits?.map(({newText}) => newText).join("")).toContain("port: 8080");
  });
});

describe("which releases are looked at", () => {
  const BLOCK = `    ingress:
      app:
        hosts:
          - host: a.example.org
            paths: [{path: /, service: {identifier: app, port: http}}]
`;
  const subjects = (text: string): number => appTemplateSubjects(workspaceOf({[FILE]: text}), FILE).length;
  const release = helmRelease("5.1.0", SERVICE + BLOCK);

  test("those of app-template", () => {
    expect(subjects(release)).toBe(1);
    expect(subjects(release.replace("chart: app-template", "chart: grafana"))).toBe(0);
    expect(subjects(release.replace("kind: HelmRelease", "kind: Other"))).toBe(0);
  });

  test("those that look like it where nobody says what they are", () => {
    const open = release.replace(
      / {2}chart:[\s\S]*bjw-s\}\n/,
      "  chartRef: {kind: OCIRepository, name: app-template}\n",
    );
    expect(subjects(open)).toBe(1);
    const other = open.replace("name: app-template", "name: other");
    expect(subjects(other)).toBe(0);
    expect(subjects(other.replace("  values:\n", "  values:\n    controllers: {main: {}}\n"))).toBe(1);
  });

  test("only with something to convert", () => {
    const off = `    ingress:
      main:
        enabled: false
`;
    expect(subjects(helmRelease("5.1.0", SERVICE + off))).toBe(0);
    expect(subjects(helmRelease("5.1.0", `${SERVICE}    ingress: {}\n`))).toBe(0);
    expect(subjects(helmRelease("5.1.0", SERVICE))).toBe(0);
  });

  test("the block is one subject, in all its lines", () => {
    const text = `${release}    # behind\n    persistence: {}\n`;
    const [subject] = appTemplateSubjects(workspaceOf({[FILE]: text}), FILE);
    expect(text.slice(subject?.span.start, subject?.span.end)).toBe(BLOCK);
    expect(text.slice(subject?.mark.start, subject?.mark.end)).toBe("ingress");
    expect(subject?.name).toBe("ingress of HelmRelease `echo`");
  });
});
