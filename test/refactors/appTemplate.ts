import {textsOf} from "../../server/src/engine/features/refactoring.ts";
import {appTemplateSubjects} from "../../server/src/engine/refactors/ingressToRoute/appTemplate/subjects.ts";
import type {Answers, Note, Proposal} from "../../server/src/engine/refactors/refactoring.ts";
import {workspaceOf} from "../support/check.ts";

/** Which Gateway takes the place of which class, in all tests. */
export const CONFIG = `gateways:
  internal: {name: internal, namespace: network}
  external: {name: external, namespace: network, sectionName: https}
`;

export const FILE = "echo.yaml";

/** A HelmRelease of app-template, with values that are indented by four columns. */
export function helmRelease(version: string, values: string, more = ""): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: echo
  namespace: media
spec:
  chart:
    spec:
      chart: app-template
      version: ${version}
      sourceRef: {kind: HelmRepository, name: bjw-s}
${more}  values:
${values}`;
}

/** A service with two ports, of which none is the primary one. */
export const SERVICE = `    service:
      app:
        ports:
          http:
            port: 8080
          metrics:
            port: 9090
`;

/** What becomes of the first block in a file. */
export function proposalOf(files: Readonly<Record<string, string>>, answers: Answers = {}, file = FILE): Proposal {
  const workspace = workspaceOf({".flux-workbench.yaml": CONFIG, ...files});
  const [subject] = appTemplateSubjects(workspace, file);
  if (!subject) throw new Error("There is nothing to convert.");
  return subject.propose(answers);
}

/** A text after its conversion: the block alone where `of` says so; else why it stays as it is. */
export function converted(text: string, answers: Answers = {}): string {
  const workspace = workspaceOf({[FILE]: text, ".flux-workbench.yaml": CONFIG});
  const proposal = proposalOf({[FILE]: text}, answers);
  if ("refused" in proposal) return `refused: ${proposal.refused}`;
  if ("asks" in proposal) return `asks: ${proposal.asks}`;
  return textsOf(workspace, proposal)?.get(FILE) ?? "edits that can't be applied";
}

/** The values of a release after the conversion. */
export function convertedValues(version: string, values: string, more = ""): string {
  const result = converted(helmRelease(version, values, more));
  const [, after] = result.split("  values:\n");
  return after ?? result;
}

/** The route that a block becomes, without what stands around it. */
export function routeOf(version: string, ingress: string, service = SERVICE, more = ""): string {
  const after = convertedValues(version, `${service}    ingress:\n${ingress}`, more);
  const at = after.indexOf("    route:\n");
  return at < 0 ? after : after.slice(at + "    route:\n".length);
}

/** The backends of the only route of a block with one path. */
export function backendOf(version: string, service: string, services = SERVICE, more = ""): string {
  const ingress = `      app:
        className: internal
        hosts:
          - host: echo.example.org
            paths:
              - path: /
${service === "" ? "" : `                service: ${service}\n`}`;
  const route = routeOf(version, ingress, services, more);
  const [, backends] = route.split("backendRefs:\n");
  if (backends === undefined) return route;
  return backends
    .split("\n")
    .map((line) => line.trim())
    .join(" ")
    .trim();
}

/** What a change says. */
export function notesOf(text: string, answers: Answers = {}): readonly Note[] {
  const proposal = proposalOf({[FILE]: text}, answers);
  if (!("notes" in proposal)) throw new Error("No change.");
  return proposal.notes;
}
