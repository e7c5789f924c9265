import {expect} from "vitest";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {INGRESS_TO_ROUTE} from "../../server/src/engine/refactors/ingressToRoute/index.ts";
import type {Answers, Change, Note, Proposal, Subject} from "../../server/src/engine/refactors/refactoring.ts";
import {schemas, workspaceOf} from "../support/check.ts";

export const CONFIG = `gateways:
  internal: { name: internal, namespace: network, sectionName: https }
  default: { name: internal, namespace: network }
`;

/** A Gateway that takes every route, so that nothing is to be said of what is around. */
export const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: internal
  namespace: network
spec:
  gatewayClassName: internal
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      allowedRoutes: {namespaces: {from: All}}
      tls: {certificateRefs: [{name: cert}]}
`;

/** The head of an Ingress with a class. */
export const HEAD = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plex
  namespace: media
spec:
  ingressClassName: internal
`;

/** A path of an Ingress that leads to a port of Service `plex`. */
export function path(value: string, service = "plex", type = "Prefix", port = "number: 80"): string {
  return `          - path: ${value}
            pathType: ${type}
            backend:
              service:
                name: ${service}
                port:
                  ${port}
`;
}

/** A rule of an Ingress. */
export function rule(host: string | undefined, ...paths: readonly string[]): string {
  const head = host === undefined ? "    - http:\n" : `    - host: ${host}\n      http:\n`;
  return `${head}        paths:\n${paths.join("")}`;
}

/** An Ingress with rules. */
export function ingress(...rules: readonly string[]): string {
  return `${HEAD}  rules:\n${rules.join("")}`;
}

/** What became of a file. */
export interface Converted {
  readonly text: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly deleted: readonly string[];
  readonly notes: readonly Note[];
}

type Files = Readonly<Record<string, string>>;

/** The subjects of a file. */
export function subjects(files: Files, file = "ingress.yaml"): readonly Subject[] {
  return INGRESS_TO_ROUTE.subjects(workspaceOf(files), file);
}

/** What is proposed for one of the subjects of a file. */
export function propose(files: Files, answers: Answers = {}, file = "ingress.yaml", at = 0): Proposal {
  const workspace = workspaceOf({".flux-workbench.yaml": CONFIG, "gateway.yaml": GATEWAY, ...files});
  const subject = INGRESS_TO_ROUTE.subjects(workspace, file)[at];
  if (!subject) throw new Error("no subject");
  const before = new Map([...workspace.paths].map((one) => [one, workspace.file(one)?.text]));
  const proposal = proposalFor(workspace, schemas, subject, answers);
  for (const [one, text] of before) expect(workspace.file(one)?.text).toBe(text);
  return proposal;
}

/** The files after the conversion of one of the subjects of a file; what is refused fails the test. */
export function convert(files: Files, answers: Answers = {}, file = "ingress.yaml", at = 0): Converted {
  const proposal = propose(files, answers, file, at);
  if (!("edits" in proposal)) throw new Error(JSON.stringify(proposal));
  const workspace = workspaceOf({".flux-workbench.yaml": CONFIG, "gateway.yaml": GATEWAY, ...files});
  const texts = textsOf(workspace, proposal satisfies Change);
  if (!texts) throw new Error("edits that can't be applied");
  return {text: texts.get(file) ?? "", texts, deleted: proposal.deleted ?? [], notes: proposal.notes};
}

/** The text of one Ingress after its conversion. */
export function converted(text: string): string {
  return convert({"ingress.yaml": text}).text;
}

/** Why the one Ingress of `ingress.yaml` is left as it is. */
export function refusal(files: Files | string, answers: Answers = {}): string {
  const proposal = propose(typeof files === "string" ? {"ingress.yaml": files} : files, answers);
  return "refused" in proposal ? proposal.refused : JSON.stringify(proposal);
}

/** What follows `spec:` in the first document. */
export function spec(text: string): string {
  return text.slice(text.indexOf("spec:\n") + 6);
}

/** The Gateway of class `internal` in a route. */
export const PARENT = `  parentRefs:
    - name: internal
      namespace: network
      sectionName: https
`;
/** The host of most tests. */
export const HOST = `  hostnames:
    - plex.example.com
`;
/** Where a rule with matches leads. */
export const PLEX = `      backendRefs:
        - name: plex
          port: 80
`;
/** A rule for every path. */
export const ALL = `    - backendRefs:
        - name: plex
          port: 80
`;

/** A rule of a route with one match. */
export const match = (type: string, value: string, backend = PLEX): string =>
  `    - matches:\n        - path:\n            type: ${type}\n            value: ${value}\n${backend}`;
