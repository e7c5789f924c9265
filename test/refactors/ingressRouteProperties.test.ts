import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {parseAllDocuments} from "yaml";
import {INGRESS_TO_ROUTE} from "../../server/src/engine/refactors/ingressToRoute/index.ts";
import type {Change} from "../../server/src/engine/refactors/refactoring.ts";
import {applyEdits} from "../../server/src/engine/text/edit.ts";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {workspaceOf} from "../support/check.ts";
import {missing} from "../support/fixes.ts";
import "../support/property.ts";
import {propose} from "./ingressConversion.ts";
import {ingressRoute, route, TRAEFIK_GATEWAY} from "./ingressRouteDocuments.ts";
import {inGateway, inTraefik, REQUESTS, type Router, routers, ruleText} from "./ingressRouteRequests.ts";

const FILE = "ingressroute.yaml";
const runs = {numRuns: Number(process.env.PROPERTY_RUNS ?? 60)};

/** The change of an IngressRoute, and the text after it; undefined where nothing is converted. */
function changed(text: string): {readonly change: Change; readonly after: string} | undefined {
  const proposal = propose({[FILE]: text, "gateway.yaml": TRAEFIK_GATEWAY}, {}, FILE);
  if (!("edits" in proposal)) return undefined;
  return {change: proposal, after: applyEdits(text, proposal.edits.get(FILE) ?? [])};
}

function valuesOf(text: string): unknown[] {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as unknown;
  });
}

function textOf(all: readonly Router[]): string {
  return ingressRoute(
    all
      .map(({rule, service, priority}) =>
        route(ruleText(rule), service, priority ? `      priority: ${priority}\n` : ""),
      )
      .join(""),
  );
}

/** Whether a warning says that a path is not treated alike. */
function isTold(path: string, texts: readonly string[]): boolean {
  return texts.some((text) => {
    const prefix = /prefix `([^`]*)`/.exec(text)?.[1];
    if (prefix === undefined) return false;
    if (prefix.endsWith("/")) return path === prefix.slice(0, -1);
    return path.startsWith(prefix) && path !== prefix && !path.startsWith(`${prefix}/`);
  });
}

describe("a generated IngressRoute", () => {
  test("sends requests where they went, or it is said which it does not", {timeout: 60_000}, () => {
    let count = 0;
    fc.assert(
      fc.property(routers, (all) => {
        const result = changed(textOf(all));
        if (!result) return;
        count++;
        const told = result.change.notes.map(({text}) => text);
        const routes = valuesOf(result.after);
        for (const asked of REQUESTS) {
          if (isTold(asked.path, told)) continue;
          const context = JSON.stringify(asked);
          expect(`${context} ${inGateway(routes, asked)}`).toBe(`${context} ${inTraefik(all, asked)}`);
        }
      }),
      runs,
    );
    expect(count).toBeGreaterThan(runs.numRuns / 6);
  });

  test("keeps every comment and everything around", {timeout: 60_000}, () => {
    fc.assert(
      fc.property(document, ({text, isCrlf}) => {
        const before = isCrlf ? text.replaceAll("\n", "\r\n") : text;
        const result = changed(before);
        if (!result) throw new Error(JSON.stringify(propose({[FILE]: before}, {}, FILE)));
        const {after} = result;
        const comments = (of: string): string[] => commentsOf(of).map((comment) => comment.text);
        expect(missing(comments(before), comments(after))).toEqual([]);
        expect(valuesOf(after)[0]).toEqual(valuesOf(before)[0]);
        expect(valuesOf(after)).toHaveLength(3);
        expect(INGRESS_TO_ROUTE.subjects(workspaceOf({[FILE]: after}), FILE)).toEqual([]);
        if (isCrlf) expect(after.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
        expect(after.endsWith("\n")).toBe(before.endsWith("\n"));
      }),
      runs,
    );
  });
});

/** A file with a ConfigMap and an IngressRoute, and comments wherever one can stand. */
const LINES = `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: traefik.io/v1alpha1
kind: IngressRoute
metadata:
  name: &app app
  namespace: apps
  labels: {app: *app}
spec:
  entryPoints: [websecure]
  routes:
    - match: Host(\`app.example.com\`) && (Path(\`/x\`) || PathPrefix(\`/y/\`))
      kind: Rule
      services:
        - name: *app
          port: 80
          sticky: {cookie: {name: a}}
    - kind: Rule
      match: Host(\`www.example.com\`)
      services: [{name: web, port: 80}]
  tls:
    secretName: wildcard`.split("\n");

const document = fc
  .record({
    above: fc.array(fc.boolean(), {minLength: LINES.length, maxLength: LINES.length}),
    behind: fc.array(fc.boolean(), {minLength: LINES.length, maxLength: LINES.length}),
    isCrlf: fc.boolean(),
    hasEnd: fc.boolean(),
  })
  .map(({above, behind, isCrlf, hasEnd}) => {
    const lines = LINES.flatMap((line, i) => {
      const indent = /^[ -]*/.exec(line)?.[0].length ?? 0;
      const text = behind[i] && line !== "---" ? `${line} # behind ${i}` : line;
      return above[i] ? [`${" ".repeat(line === "---" ? 0 : indent)}# above ${i}`, text] : [text];
    });
    return {text: lines.join("\n") + (hasEnd ? "\n" : ""), isCrlf};
  });
