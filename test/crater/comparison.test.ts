import path from "node:path";
import {pathToFileURL} from "node:url";
import {expect, test} from "vitest";
import {repository} from "../cli/run.ts";
import {ROOT} from "../support/check.ts";

type Differences = {readonly differences: readonly string[]};

const {compareBuilds} = await script<{compareBuilds(builds: object[], objects: object[]): string[]}>("builds.mjs");
const {compareObjects} = await script<{compareObjects(merged: object[], objects: object[]): string[]}>("objects.mjs");
const {reasonOf} = await script<{reasonOf(stderr: string): string}>("kustomize.mjs");
const {compareGraph, compareAllObjects, compareFlux} = await script<{
  compareGraph(found: {root: string; built: Map<string, object>; graph: object; report: object}): Differences;
  compareAllObjects(found: {built: Map<string, object>; merged: object}): Differences;
  compareFlux(found: {built: Map<string, object>; flux: object[]}): Differences;
}>("graph.mjs");

const {compareCases} = await script<{compareCases(built: object[]): Differences & Record<string, unknown>}>(
  "components.mjs",
);

/** Scripts are no part of the program that the compiler sees. */
function script<T>(name: string): Promise<T> {
  return import(pathToFileURL(path.join(ROOT, "test/crater", name)).href);
}

const claim = {apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: {name: "data", namespace: "media"}};
const ours = {apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: "media", name: "data", file: "app/pvc.yaml"};
const settings = {apiVersion: "v1", kind: "ConfigMap", metadata: {name: "settings-7b9t5m2k4h"}};
const generated = {
  apiVersion: "v1",
  kind: "ConfigMap",
  namespace: null,
  name: "settings",
  file: "app/kustomization.yaml",
};

test("an object that only one side builds is a difference", () => {
  expect(compareBuilds([ours], [claim])).toEqual([]);
  expect(compareBuilds([], [claim])).toEqual(["only kustomize builds PersistentVolumeClaim media/data"]);
  expect(compareBuilds([{...ours, namespace: null}], [claim])).toEqual([
    "only kustomize builds PersistentVolumeClaim media/data",
    "only the graph builds PersistentVolumeClaim -/data",
  ]);
  expect(compareBuilds([ours, ours], [claim])).toEqual(["the graph builds twice PersistentVolumeClaim media/data"]);
});

test("the version is no part of what an object is, its group is", () => {
  const release = {...ours, apiVersion: "helm.toolkit.fluxcd.io/v2", kind: "HelmRelease"};
  const {metadata} = claim;
  expect(
    compareBuilds([release], [{apiVersion: "helm.toolkit.fluxcd.io/v2beta2", kind: "HelmRelease", metadata}]),
  ).toEqual([]);
  expect(compareBuilds([release], [{apiVersion: "example.com/v2", kind: "HelmRelease", metadata}])).toHaveLength(2);
});

test("the hash of a generated object is left away, and only of those", () => {
  expect(compareBuilds([generated], [settings])).toEqual([]);
  expect(compareBuilds([{...generated, file: "app/settings.yaml"}], [settings])).toHaveLength(2);
});

test("objects are compared to the last value, in whatever order their keys stand", () => {
  const object = {metadata: {namespace: "media", name: "data"}, kind: claim.kind, apiVersion: "v1"};
  expect(compareObjects([{...ours, object}], [claim])).toEqual([]);
  const labelled = {...object, metadata: {...object.metadata, labels: {app: "plex"}}};
  expect(compareObjects([{...ours, object: labelled}], [claim])).toEqual([
    "PersistentVolumeClaim media/data differs at /metadata/labels",
  ]);
  const spec = {volumes: [{configMap: {name: "settings"}}]};
  const hashed = {volumes: [{configMap: {name: settings.metadata.name}}]};
  expect(
    compareObjects([generated, {...ours, object: {...object, spec}}], [settings, {...claim, spec: hashed}]),
  ).toEqual([]);
  expect(compareObjects([{...ours, object: {...object, spec}}], [{...claim, spec: hashed}])).toEqual([
    "PersistentVolumeClaim media/data differs at /spec/volumes/0/configMap/name",
  ]);
});

test("what the graph does not say of objects is counted", () => {
  const built = new Map([["app", {objects: [claim, settings]}]]);
  expect(compareAllObjects({built, merged: {app: [{...ours, isPatched: true}, generated]}})).toEqual({
    compared: 0,
    patched: 1,
    generated: 1,
    unknown: 1,
    differences: [],
  });
});

test("a folder that kustomize can't build needs a finding, or something that is elsewhere", () => {
  const root = repository({
    "app/kustomization.yaml": "resources: [./gone.yaml]\n",
    "far/kustomization.yaml": "resources: [https://example.com/gone.yaml]\n",
  });
  const built = new Map([
    ["app", {reason: "missing file"}],
    ["far", {reason: "remote"}],
  ]);
  const directories = ["app", "far"].map((path) => ({path, kind: "Kustomization", builds: []}));
  const finding = {severity: "error", rule: "kustomize/missing-resource", file: "app/kustomization.yaml"};
  const compare = (findings: object[]) => compareGraph({root, built, graph: {directories}, report: {findings}});
  expect(compare([]).differences).toEqual([
    "app: kustomize can't build this (missing file), and nothing is found wrong",
  ]);
  expect(compare([finding])).toMatchObject({unbuilt: {app: "missing file", far: "remote"}, differences: []});
});

test("a folder that kustomize builds must have no error, and be in the graph", () => {
  const root = repository({"app/kustomization.yaml": "resources: []\n"});
  const range = {start: {line: 1, character: 0}};
  const findings = [{severity: "error", rule: "kustomize/missing-resource", file: "app/kustomization.yaml", range}];
  const built = new Map([["app", {objects: []}]]);
  expect(compareGraph({root, built, graph: {directories: []}, report: {findings}}).differences).toEqual([
    "app: not in the graph",
    "app: kustomize/missing-resource in line 2, but kustomize builds this",
  ]);
});

test("Flux Kustomizations are compared by what leads to them", () => {
  const apps = {cluster: "main", namespace: "flux-system", name: "apps", spec: {path: "./apps"}, builds: [ours]};
  const lost = {...apps, name: "lost"};
  const built = new Map([
    ["main flux-system/apps apps", {objects: [claim]}],
    ["main media/plex apps/plex", {objects: []}],
    ["main media/open apps/open", {}],
  ]);
  expect(compareFlux({built, flux: [apps, lost]})).toMatchObject({
    kustomizations: 3,
    open: 1,
    differences: [
      "main media/plex apps/plex: not in the graph",
      "main flux-system/lost apps: nothing leads to it but the graph",
    ],
  });
});

test("the reason of a failure has a class", () => {
  const reasons = {
    "accumulating resources: read app: is a directory': expected kind != 'Component' for path 'app'":
      "component among the resources",
    "failed to run '/usr/bin/git fetch --depth=1': exit status 128": "remote",
    'accumulating resources: Get "https://example.com/a.yaml": proxyconnect tcp: connection refused': "remote",
    "evalsymlink failure on '/app/gone.yaml' : lstat /app/gone.yaml: no such file or directory": "missing file",
    "no matches for Id HelmRelease.v2.helm.toolkit.fluxcd.io/plex.[noNs]": "patch without a target",
    "may not add resource with an already registered id: ConfigMap.v1.[noGrp]/a.[noNs]": "conflict",
    "something else": "other",
  };
  expect(Object.fromEntries(Object.keys(reasons).map((text) => [text, reasonOf(text)]))).toEqual(reasons);
});

test("attaching a Component brings its objects and nothing else, detaching takes them away", () => {
  const endpoint = {apiVersion: "v1", kind: "ConfigMap", metadata: {name: "${APP}-gatus"}};
  const attach = {action: "attach-component", app: "app", component: "gatus", objects: ["ConfigMap ${APP}-gatus"]};
  const [less, more] = [[claim], [claim, endpoint]].map((objects) => ({objects}));
  const none = {attached: 0, detached: 0, objects: 0, patched: 0, unbuilt: {}, differences: []};
  expect(compareCases([{...attach, builds: {before: less, after: more}}])).toEqual({...none, attached: 1, objects: 1});
  const detach = {...attach, action: "detach-component"};
  expect(compareCases([{...detach, builds: {before: more, after: less}}])).toEqual({...none, detached: 1, objects: 1});

  const differences = (builds: object): readonly string[] => compareCases([{...attach, builds}]).differences;
  expect(differences({before: less, after: less})).toEqual(["app attach-component gatus: brings nothing"]);
  expect(differences({before: more, after: {objects: [endpoint, settings]}})).toEqual([
    "app attach-component gatus: brings ConfigMap settings-7b9t5m2k4h",
    "app attach-component gatus: v1 PersistentVolumeClaim media/data is gone",
  ]);
  expect(differences({before: less, after: {reason: "conflict"}})).toEqual([
    "app attach-component gatus: kustomize stops (conflict)",
  ]);
  const patched = {...claim, spec: {volumeName: "data"}};
  expect(compareCases([{...attach, builds: {before: less, after: {objects: [patched, endpoint]}}}])).toEqual({
    ...none,
    attached: 1,
    objects: 1,
    patched: 1,
  });
  expect(compareCases([{...attach, builds: {before: {reason: "remote"}, after: {reason: "remote"}}}])).toEqual({
    ...none,
    unbuilt: {"app attach-component gatus": "remote"},
  });
});

test("a generated object of a Component is known by its name without the hash", () => {
  const builds = {before: {objects: []}, after: {objects: [settings]}};
  const attach = {action: "attach-component", app: "app", component: "c", objects: ["ConfigMap settings"], builds};
  expect(compareCases([attach]).differences).toEqual([]);
});
