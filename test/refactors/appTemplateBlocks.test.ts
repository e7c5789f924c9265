import fc from "fast-check";
import {expect, test} from "vitest";
import {textsOf} from "../../server/src/engine/features/refactoring.ts";
import {appTemplateSubjects} from "../../server/src/engine/refactors/ingressToRoute/appTemplate/subjects.ts";
import {commentsOf} from "../../server/src/engine/yaml/comments.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";
import {walk} from "../../server/src/engine/yaml/walk.ts";
import {workspaceOf} from "../support/check.ts";
import {missing} from "../support/fixes.ts";
import {type Release, release} from "./appTemplateBlocks.ts";
import {routingOf} from "./routing/routing.ts";

const FILE = "echo.yaml";
const CONFIG = "gateways:\n  internal: {name: internal, namespace: network}\n";

/** Why a generated block may be left as it is; everything else is a mistake. */
const REASONS = [
  // app-template up to 3.7.2 ignores the port of a route, and names are not certain enough to go around that.
  /sends every route to the primary port/,
  // In braces there is no place for a comment, or for another route.
  /has to be written without braces/,
  // A block that joins a route above it leaves the anchors behind that it refers to.
  /an anchor would have to move between the two/,
  /The alias `.*` would stand for nothing/,
];

interface Outcome {
  readonly text: string | undefined;
  readonly refused: string | undefined;
}

function converted(text: string): Outcome {
  const workspace = workspaceOf({[FILE]: text, ".flux-workbench.yaml": CONFIG});
  const [subject] = appTemplateSubjects(workspace, FILE);
  const proposal = subject?.propose({});
  if (!proposal || "asks" in proposal) throw new Error(proposal ? proposal.asks : "no subject");
  if ("refused" in proposal) return {text: undefined, refused: proposal.refused};
  return {text: textsOf(workspace, proposal)?.get(FILE), refused: undefined};
}

/** Everything a document says but its routing. */
function rest(text: string): unknown {
  return parseYaml(FILE, text).documents.map((document) => {
    const value = structuredClone(document.plain().value) as {spec?: {values?: Record<string, unknown>}};
    delete value.spec?.values?.ingress;
    delete value.spec?.values?.route;
    return value;
  });
}

function around(text: string, key: string): [string, string] {
  const start = text.search(new RegExp(`^    ${key}:`, "m"));
  const below = text.indexOf("\n", start) + 1;
  const behind = text.slice(below).search(/^ {0,4}[^\s#]/m);
  return [text.slice(0, start), behind < 0 ? "" : text.slice(below + behind)];
}

function expectSound({text, version, hasRoute}: Release, after: string): void {
  for (const {problems, root} of parseYaml(FILE, after).documents) {
    expect(problems).toEqual([]);
    expect([...walk(root)].filter((field) => field.isAlias && field.target === undefined)).toEqual([]);
  }
  expect(rest(after)).toEqual(rest(text));
  const comments = (one: string): string[] => commentsOf(one).map((comment) => comment.text);
  expect(missing(comments(text), comments(after))).toEqual([]);
  if (!hasRoute) expect(around(after, "route")).toEqual(around(text, "ingress"));
  expect(after.endsWith("\n")).toBe(text.endsWith("\n"));
  if (text.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  else expect(after).not.toContain("\r");
  // Hosts of routes have no capitals; who asks for one gets the same.
  const was = routingOf(text.replaceAll("D.example", "d.example"), {version});
  const is = routingOf(after, {version});
  expect(is.rows).toEqual(was.rows);
  expect(missing(is.problems, was.problems)).toEqual([]);
  const again = workspaceOf({[FILE]: after});
  expect(appTemplateSubjects(again, FILE)).toEqual([]);
}

test("blocks of every layout become routes that lead to the same", () => {
  let done = 0;
  let refused = 0;
  fc.assert(
    fc.property(release, (one) => {
      const {text, refused: reason} = converted(one.text);
      if (reason !== undefined) {
        expect(
          REASONS.some((known) => known.test(reason)),
          reason,
        ).toBe(true);
        refused++;
      } else {
        done++;
        expectSound(one, text ?? "");
      }
    }),
    {numRuns: Number(process.env.PROPERTY_RUNS ?? 150)},
  );
  // A generator whose blocks are all refused would show nothing.
  expect(done).toBeGreaterThan(refused);
});
