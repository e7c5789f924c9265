import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {parseAllDocuments} from "yaml";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {INGRESS_TO_ROUTE} from "../../server/src/engine/refactors/ingressToRoute/index.ts";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {schemas, workspaceOf} from "../support/check.ts";
import {missing} from "../support/fixes.ts";
import "../support/property.ts";
import {CONFIG} from "./ingressConversion.ts";
import {ingressFile, SERVICES} from "./ingressDocuments.ts";
import {backendIn} from "./requests.ts";
import {routingOf} from "./routing/routing.ts";

const FILE = "app/ingress.yaml";
const HOSTS = ["a.example.com", "b.example.com", "x.example.com", "other.example.org"];
const PATHS = ["/", "/a", "/a/", "/a/b", "/a/b/c", "/a/x", "/ab", "/abc", "/A", "/x", "/a-b_c.d~e"];

/** The file after the conversion of its Ingress, which must be possible. */
function convertedFile(text: string): string {
  const others = text.includes("kind: Service") ? {} : {"app/services.yaml": SERVICES};
  const workspace = workspaceOf({".flux-workbench.yaml": CONFIG, [FILE]: text, ...others});
  const [subject] = INGRESS_TO_ROUTE.subjects(workspace, FILE);
  const proposal = subject && proposalFor(workspace, schemas, subject, {});
  const after = proposal && "edits" in proposal ? textsOf(workspace, proposal)?.get(FILE) : undefined;
  if (after === undefined) throw new Error(JSON.stringify(proposal));
  const again = workspaceOf({".flux-workbench.yaml": CONFIG, [FILE]: after, ...others});
  expect(INGRESS_TO_ROUTE.subjects(again, FILE)).toEqual([]);
  return after;
}

/** The documents of a text as plain values. */
function valuesOf(text: string): {kind?: string; metadata?: Record<string, unknown>}[] {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as {kind?: string};
  });
}

/** The documents of these kinds, or all others. */
function ofKinds(text: string, kinds: readonly string[]): ReturnType<typeof valuesOf> {
  return valuesOf(text).filter(({kind = ""}) => kinds.includes(kind));
}

/** What of the metadata has to stay. */
function metadataOf(text: string): unknown {
  const [object] = ofKinds(text, ["Ingress", "HTTPRoute"]);
  const {annotations = {}, ...rest} = object?.metadata ?? {};
  const {"kubernetes.io/ingress.class": _, ...kept} = annotations as Record<string, string>;
  return [rest, kept];
}

function expectSameRequests(text: string, after: string): void {
  const [before, now] = [text, after].map((one) => [...valuesOf(one), ...valuesOf(SERVICES)]);
  const asked = HOSTS.flatMap((host) => PATHS.map((path) => [host, path] as const));
  const answers = (objects: readonly unknown[] = []): string[] =>
    asked.map(([host, path]) => `${host}${path} ${backendIn(objects, host, path)}`);
  expect(answers(now)).toEqual(answers(before));
}

function expectSameAround(text: string, after: string): void {
  const comments = (of: string): string[] => commentsOf(of).map((comment) => comment.text);
  // The annotation with the class goes, and what stands behind it in its line.
  const gone = /ingress\.class.*(# behind \d+)/.exec(text)?.[1];
  expect(missing(comments(text), comments(after)).filter((comment) => comment !== gone)).toEqual([]);
  const others = ["Service", "ConfigMap"];
  expect(ofKinds(after, others)).toEqual(ofKinds(text, others));
  expect(metadataOf(after)).toEqual(metadataOf(text));
  if (text.includes("\r")) expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  else expect(after).not.toContain("\r");
}

describe("a generated Ingress", () => {
  test("becomes routes that send every request where it went, and nothing else changes", {timeout: 60_000}, () => {
    fc.assert(
      fc.property(ingressFile, (text) => {
        const after = convertedFile(text);
        expectSameRequests(text, after);
        expectSameAround(text, after);
        // What the default backend adds to each host is written down in routes only.
        if (text.includes("defaultBackend")) return;
        expect(routingOf(after, {around: [SERVICES]})).toEqual(routingOf(text, {around: [SERVICES]}));
      }),
    );
  });
});
