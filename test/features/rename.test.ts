import {describe, expect, test} from "vitest";
import {HOME} from "./home.ts";
import {CLAIM, changed, KS, linesAt, RELEASE, ROOT, refusal, renameAt, SECRET} from "./renaming.ts";
import {at} from "./repository.ts";

describe("a new name is everywhere at once", () => {
  test("in the same file, with comments and quotes as they are", () => {
    expect(linesAt(at(HOME, RELEASE, "name: cha"), "charts")).toEqual({
      [RELEASE]: ["name: charts", "name: charts # the one above"],
    });
    expect(linesAt(at(HOME, SECRET, "name: plex-sec"), "token")).toEqual({
      [SECRET]: ["name: token"],
      [RELEASE]: ['name: "token"'],
    });
  });

  test("from a reference as from the declaration", () => {
    const lines = {
      "shared/podinfo.yaml": ["name: info"],
      [ROOT]: ["name: info", "- name: info"],
      [KS]: ["- name: info"],
    };
    expect(linesAt(at(HOME, "shared/podinfo.yaml", "name: pod"), "info")).toEqual(lines);
    expect(linesAt(at(HOME, KS, "name: pod"), "info")).toEqual(lines);
    expect(linesAt(at(HOME, ROOT, "name: pod"), "info")).toEqual(lines);
    expect(linesAt(at(HOME, ROOT, "name: pod", 1), "info")).toEqual(lines);
  });

  test("of what kustomize generates", () => {
    expect(linesAt(at(HOME, ROOT, "name: sett"), "options")).toEqual({
      [ROOT]: ["- name: options"],
      [KS]: ["name: options"],
    });
  });

  test("with the generators that merge into it", () => {
    const merging = `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
configMapGenerator:
  - name: settings
    namespace: flux-system
    behavior: merge
    literals: [a=b]
`;
    const files = changed(
      {...HOME, "main/more/kustomization.yaml": merging},
      ROOT,
      "patches:",
      "components: [../more]\npatches:",
    );
    const lines = {
      [ROOT]: ["- name: options"],
      [KS]: ["name: options"],
      "main/more/kustomization.yaml": ["- name: options"],
    };
    expect(linesAt(at(files, ROOT, "name: sett"), "options")).toEqual(lines);
    expect(linesAt(at(files, "main/more/kustomization.yaml", "name: sett"), "options")).toEqual(lines);
  });

  test("on all clusters that share a place which names it", () => {
    const found = linesAt(at(HOME, "main/flux/apps.yaml", "name: ho"), "repo");
    expect(found).toEqual({
      "main/flux/apps.yaml": ["name: repo", "name: repo"],
      "edge/flux/apps.yaml": ["name: repo", "name: repo"],
      "shared/podinfo.yaml": ["name: repo"],
      [KS]: ["name: repo"],
    });
  });

  test("in a patch that stands in a file of its own", () => {
    const patch = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: plex
spec:
  refreshInterval: 1h
`;
    const files = changed(
      {...HOME, "main/apps/plex/app/patch.yaml": patch},
      "main/apps/plex/app/kustomization.yaml",
      "resources:",
      "patches:\n  - path: patch.yaml\nresources:",
    );
    expect(linesAt(at(files, SECRET, "name: pl"), "secrets")).toEqual({
      [SECRET]: ["name: secrets"],
      "main/apps/plex/app/patch.yaml": ["name: secrets"],
    });
  });

  test("with a Secret that has no name of its own", () => {
    const files = changed(
      changed(HOME, SECRET, "  target:\n    name: plex-secret\n", ""),
      RELEASE,
      '"plex-secret"',
      "plex",
    );
    expect(linesAt(at(files, SECRET, "name: pl"), "secrets")).toEqual({
      [SECRET]: ["name: secrets"],
      [RELEASE]: ["name: secrets"],
    });
  });

  test("or nowhere, when it is the old one", () => {
    expect(renameAt(at(HOME, SECRET, "name: pl"), "plex")).toEqual({lines: {}, guesses: {}, consequences: []});
  });
});

describe("aliases", () => {
  test("that mean something else keep the old text", () => {
    expect(linesAt(at(HOME, KS, "name: &app pl"), "films")).toEqual({
      [KS]: ["name: &app films", "app.kubernetes.io/name: plex", "APP: plex"],
      [ROOT]: ["name: films"],
    });
    expect(linesAt(at(HOME, RELEASE, "name: &name pl"), "films")).toEqual({
      [RELEASE]: ["name: &name films", "fullnameOverride: plex"],
    });
  });

  test("that mean the same follow their anchor", () => {
    const text = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: plex
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
spec:
  chart:
    spec:
      chart: &name plex
      sourceRef:
        kind: HelmRepository
        name: *name
  dependsOn:
    - name: &other base
    - name: *other
  values:
    *name : 1
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: base
`;
    const files = {"app.yaml": text};
    expect(linesAt(at(files, "app.yaml", "name: pl"), "films")).toEqual({"app.yaml": ["name: films", "name: films"]});
    expect(linesAt(at(files, "app.yaml", "&other ba"), "films")).toEqual({
      "app.yaml": ["- name: &other films", "name: films"],
    });
  });

  test("as keys keep the old text too", () => {
    const text = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: &name plex
spec:
  values:
    controllers:
      *name : {}
`;
    expect(linesAt(at({"app.yaml": text}, "app.yaml", "&name pl"), "films")).toEqual({
      "app.yaml": ["name: &name films", "plex : {}"],
    });
  });

  test("of a whole map stop a renaming that would reach too far", () => {
    const text = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
spec:
  dependsOn:
    - &ref {name: base}
  values:
    base: *ref
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: base
`;
    expect(refusal(at({"app.yaml": text}, "app.yaml", "{name: ba"))).toContain("aliases use in other places");
  });
});

describe("what only a chart knows", () => {
  test("is apart from what is certain", () => {
    const claim = changed(HOME, CLAIM, "${APP}", "plex");
    expect(renameAt(at(claim, CLAIM, "name: pl"), "films")).toEqual({
      lines: {[CLAIM]: ["name: films"]},
      guesses: {[RELEASE]: ["existingClaim: films"]},
      consequences: [expect.stringContaining("new, empty volume")],
    });
  });
});

test("values that aliases use in several places are still only likely", () => {
  const values =
    "  values:\n    a:\n      envFrom: &env\n        - secretRef: {name: plex-secret}\n    b:\n      envFrom: *env\n";
  const files = changed(HOME, RELEASE, "  values:\n", values);
  expect(renameAt(at(files, SECRET, "name: plex-sec"), "token")).toMatchObject({
    guesses: {[RELEASE]: ["- secretRef: {name: token}"]},
  });
});

test("what charts name after their release is apart too", () => {
  const route = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: plex
spec:
  rules:
    - backendRefs:
        - name: plex
          port: 80
        - name: other
          port: 80
`;
  const kustomization = "main/apps/plex/app/kustomization.yaml";
  const files = changed(
    {...HOME, "main/apps/plex/app/route.yaml": route},
    kustomization,
    "resources:",
    "resources:\n  - route.yaml",
  );
  const guesses = {"main/apps/plex/app/route.yaml": ["- name: films"]};
  expect(renameAt(at(files, RELEASE, "name: &name pl"), "films")).toMatchObject({guesses});
  const named = changed(files, RELEASE, "  chartRef:", "  releaseName: plex\n  chartRef:");
  expect(renameAt(at(named, RELEASE, "name: &name pl"), "films")).toMatchObject({guesses: {}});
});

describe("a person is told what a name costs", () => {
  test.each([
    ["HelmRelease", at(HOME, RELEASE, "name: &name pl"), /^Flux installs a new Helm release/],
    ["Kustomization", at(HOME, KS, "name: &app pl"), /^Flux creates a new Kustomization and deletes the old one/],
  ])("%s", (_, files, sentence) => {
    expect(renameAt(files, "films")).toMatchObject({consequences: [expect.stringMatching(sentence)]});
  });
});
