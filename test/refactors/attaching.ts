import {expect} from "vitest";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {REFACTORINGS} from "../../server/src/engine/refactors/index.ts";
import type {Answers, Proposal} from "../../server/src/engine/refactors/refactoring.ts";
import {componentAt} from "../../server/src/engine/workspace/components.ts";
import type {Workspace} from "../../server/src/engine/workspace/workspace.ts";
import {schemas, workspaceOf} from "../support/check.ts";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** A Flux Kustomization; `extra` goes below `spec`. */
export function fluxKustomization(extra = "", name = "plex", path = "./apps/plex/app"): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: &app ${name}
  namespace: flux-system
spec:
  interval: 1h
  path: ${path}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
${extra}`;
}

export const HELM_RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
spec:
  interval: 1h
  chartRef: {kind: OCIRepository, name: plex}
  values:
    route:
      app:
        hostnames: ["tv.example.com"]
`;

/** The file of a Component. */
export function component(extra = "resources: [./configmap.yaml]\n"): string {
  return `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${extra}`;
}

export function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  text: ${data}\n`;
}

/** An app, and a Component that needs a variable. */
export const REPOSITORY: Files = {
  "apps/plex/ks.yaml": fluxKustomization(),
  "apps/plex/app/kustomization.yaml": "resources:\n  - ./helmrelease.yaml\n",
  "apps/plex/app/helmrelease.yaml": HELM_RELEASE,
  "components/gatus/kustomization.yaml": component(),
  "components/gatus/configmap.yaml": configMap("${APP}-gatus", "${GATUS_SUBDOMAIN:-${APP}}.example.com"),
};

/** What a refactoring proposes for what it finds in a file; `at` says which one. */
export function proposed(id: string, files: Files, path: string, answers: Answers, at = 0): Proposal | undefined {
  return proposedIn(workspaceOf(files), id, path, answers, at);
}

function proposedIn(workspace: Workspace, id: string, path: string, answers: Answers, at: number) {
  const subject = REFACTORINGS.find((one) => one.id === id)?.subjects(workspace, path)[at];
  return subject && proposalFor(workspace, schemas, subject, answers);
}

/** The files that change, as they are afterwards; the builds differ by what the Component brings and nothing else. */
export function changed(id: string, files: Files, path: string, answers: Answers, at = 0): Files {
  const workspace = workspaceOf(files);
  const proposal = proposedIn(workspace, id, path, answers, at);
  const texts = proposal && "edits" in proposal ? textsOf(workspace, proposal) : undefined;
  if (!texts) throw new Error(JSON.stringify(proposal));
  const after = {...files, ...Object.fromEntries(texts)};
  if (id !== "replace-component") expectTheComponent(files, after, answers.component ?? "", id);
  return Object.fromEntries(texts);
}

/** The reason why nothing is done, or the question. */
export function reason(id: string, files: Files, path: string, answers: Answers): string {
  const proposal = proposed(id, files, path, answers);
  if (proposal && "refused" in proposal) return proposal.refused;
  if (proposal && "asks" in proposal) return proposal.asks;
  throw new Error(JSON.stringify(proposal));
}

/** Every build of a repository: the objects by what builds them. */
function buildsOf(workspace: Workspace): Map<string, Map<string, string>> {
  const {graph} = workspace;
  const objects = (resources: ReturnType<typeof graph.build>["resources"]): Map<string, string> =>
    new Map(resources.map((one) => [`${one.kind} ${one.name}`, JSON.stringify(graph.objectOf(one))]));
  const folders = new Set([...workspace.paths].map((path) => path.slice(0, Math.max(path.lastIndexOf("/"), 0))));
  return new Map([
    ...[...folders].flatMap((folder) => {
      const found = graph.kustomizationIn(folder);
      const isApp = found.type === "one" && found.spec.kind === "Kustomization";
      return isApp ? [[folder, objects(graph.build(folder).resources)] as const] : [];
    }),
    ...graph.fluxKustomizations.map((one) => [`flux ${one.key}`, objects(graph.fluxBuild(one).resources)] as const),
  ]);
}

/** Some build has the Component's objects more, or less, and no build differs in anything else. */
function expectTheComponent(before: Files, after: Files, folder: string, id: string): void {
  const [was, is] = id === "detach-component" ? [after, before] : [before, after];
  const brings = componentAt(workspaceOf(before), folder)?.brings ?? [];
  const wanted = brings.map(({kind, name}) => `${kind} ${name}`).sort();
  const [without, withIt] = [buildsOf(workspaceOf(was)), buildsOf(workspaceOf(is))];
  expect([...withIt.keys()], "the same is built").toEqual([...without.keys()]);
  let isSomewhere = false;
  for (const [name, objects] of withIt) {
    const others = without.get(name);
    const added = [...objects.keys()].filter((key) => !others?.has(key)).sort();
    if (added.length > 0) {
      isSomewhere = true;
      expect(added, name).toEqual(wanted);
    }
    for (const [key, text] of others ?? []) {
      // A Flux Kustomization that has the line is one that is built itself.
      if (wanted.length > 0 && !key.startsWith("Kustomization ")) expect(objects.get(key), `${name} ${key}`).toBe(text);
    }
  }
  if (wanted.length > 0) expect(isSomewhere, "something is built with the Component").toBe(true);
}
