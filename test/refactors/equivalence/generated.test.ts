import fc from "fast-check";
import {expect, test} from "vitest";
import {routingOf} from "../routing/routing.ts";
import {convert} from "./convert.ts";
import {INGRESS_ROUTES, INGRESSES} from "./manifests.ts";
import {reduced} from "./reduced.ts";
import {SAMPLES, type Sample} from "./releases.ts";

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);
const FILE = "apps/radio/app/file.yaml";

/** The routing is not the same where people are told so, and a comment says what is left to do. */
const LEFT_TO_DO = /in a way that (?:can't be converted|a route can't)/;

/** Whether something was converted; then the routing is the same. */
async function isConverted({text, version}: Partial<Sample> & {readonly text: string}): Promise<boolean> {
  const known = version === undefined ? {} : {version};
  const before = routingOf(text, known);
  const {files, reasons, outcomes, warnings} = await convert({
    ...{id: "generated", type: "app-template", path: FILE, before: text, after: undefined, version},
    ...{versionAfter: undefined, classes: [], kustomization: undefined},
  });
  // What does not work before may do as it likes, as long as nothing throws.
  if (before.problems.length > 0 || outcomes.length === reasons.length) return false;
  if (warnings.some((text) => LEFT_TO_DO.test(text))) return false;
  const after = routingOf(files.get(FILE) ?? "", known);
  expect(after.problems).toEqual([]);
  expect(reduced(after.rows)).toEqual(reduced(before.rows));
  return true;
}

const kinds: [kind: string, samples: fc.Arbitrary<Partial<Sample> & {readonly text: string}>][] = [
  ["HelmRelease", SAMPLES],
  ["Ingress", INGRESSES.map((text) => ({text}))],
  ["IngressRoute", INGRESS_ROUTES.map((text) => ({text}))],
];

test.each(kinds)(
  "what is converted goes where it went: %s",
  async (_, samples) => {
    let converted = 0;
    const property = fc.asyncProperty(samples, async (sample) => {
      if (await isConverted(sample)) converted++;
    });
    await fc.assert(property, {numRuns: RUNS});
    expect(converted).toBeGreaterThan(RUNS / 20);
  },
  120_000,
);
