import {expect} from "vitest";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {EXTRACT_COMPONENT} from "../../server/src/engine/refactors/extractComponent.ts";
import type {Answers, Proposal} from "../../server/src/engine/refactors/refactoring.ts";
import {schemas, workspaceOf} from "../support/check.ts";

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** A Flux Kustomization; `extra` goes below `spec`. */
export function flux(name: string, extra = "", path = `./apps/${name}`): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 1h
  path: ${path}
  prune: true
  sourceRef: {kind: GitRepository, name: flux-system}
${extra}`;
}

/** `postBuild` with variables. */
export function variables(values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, value]) => `      ${name}: ${value}\n`);
  return `  postBuild:\n    substitute:\n${lines.join("")}`;
}

/** A kustomization with resources. */
export function kustomization(...resources: readonly string[]): string {
  const lines = resources.map((path) => `  - ${path}\n`).join("");
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${lines}`;
}

/** What is proposed for a file. */
export function proposed(files: Files, path: string, answers: Answers = {}): Proposal | undefined {
  const workspace = workspaceOf(files);
  const [subject] = EXTRACT_COMPONENT.subjects(workspace, path);
  return subject && proposalFor(workspace, schemas, subject, answers);
}

/** Why nothing is done, or the question. */
export function reason(files: Files, path: string, answers: Answers = {}): string {
  const proposal = proposed(files, path, answers);
  if (!proposal) throw new Error("no subject");
  if ("refused" in proposal) return proposal.refused;
  if ("asks" in proposal) return proposal.asks;
  throw new Error(JSON.stringify(proposal));
}

/** The files that change, `undefined` for those that go; every app gets what it got before. */
export function extracted(files: Files, path: string, answers: Answers = {}): Record<string, string | undefined> {
  const proposal = proposed(files, path, answers);
  const texts = proposal && "edits" in proposal ? textsOf(workspaceOf(files), proposal) : undefined;
  if (!texts || !proposal || !("edits" in proposal)) throw new Error(JSON.stringify(proposal));
  const deleted = proposal.deleted ?? [];
  const kept = Object.entries({...files, ...Object.fromEntries(texts)}).filter(([file]) => !deleted.includes(file));
  expect(objectsOf(Object.fromEntries(kept))).toEqual(objectsOf(files));
  return {...Object.fromEntries(texts), ...Object.fromEntries(deleted.map((file) => [file, undefined]))};
}

/** The objects that Flux applies, by what applies them. */
function objectsOf(files: Files): Record<string, unknown[]> {
  const {graph} = workspaceOf(files);
  const ways = graph.fluxKustomizations.map((by) => {
    const objects = graph.fluxBuild(by).resources.map((one) => graph.effective(graph.appliedBy(by, one))?.object);
    return [by.key, objects.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))] as const;
  });
  expect(
    ways.some(([, objects]) => objects.length > 0),
    "something is built",
  ).toBe(true);
  return Object.fromEntries(ways);
}
