// The decompiled schemas against the validators that they were read from, and the shipped validators against the
// schemas that they were made from: on generated documents both must give the same verdict.
// FUZZ_DOCUMENTS sets the number of documents for each kind.
import {pathToFileURL} from "node:url";
import {Ajv} from "ajv";
import addFormats from "ajv-formats";
import {beforeAll, describe, expect, test} from "vitest";
import {generate, random} from "./documents.ts";
import type {ComposedKind, Schema, Validate} from "./pipeline.ts";
import {
  buildGenerated,
  composeKinds,
  createDecompiler,
  formats,
  kinds,
  loadValidator,
  readGenerated,
  share,
  typeFile,
} from "./pipeline.ts";

const documents = Number(process.env.FUZZ_DOCUMENTS ?? 25);
const decompile = createDecompiler();
const tally = {documents: 0, valid: 0};

describe("decompiled schemas judge as the package does", () => {
  const ajv = new Ajv({strict: false});
  addFormats.default(ajv);
  ajv.addFormat("quantity", formats.quantity!);

  for (const entry of kinds.filter(({type}) => type)) {
    test(`${entry.apiVersions[0]} ${entry.kind}`, async () => {
      const schema = decompile(typeFile(entry));
      const upstream = (await import(pathToFileURL(typeFile(entry)).href)) as {validate: Validate};
      const {kinds: shared, defs: definitions} = share({kind: withoutNull(schema)}, "definitions");
      const valid = compare(schema, upstream.validate, ajv.compile({...shared.kind, definitions}));
      tally.documents += documents;
      tally.valid += valid;
    });
  }

  test("some of the documents are valid, some are not", () => {
    expect(tally.valid).toBeGreaterThan(0);
    expect(tally.valid).toBeLessThan(tally.documents);
    if (process.env.FUZZ_DOCUMENTS) console.log(tally);
  });
});

describe("standalone validators judge as their schemas do", () => {
  let composed: ComposedKind[];
  let index: Record<string, {validator: string}>;
  beforeAll(() => {
    buildGenerated();
    composed = composeKinds();
    index = readGenerated("index.json");
  });

  // These repeat the Pod's schema, which is compared, and take most of the time.
  const podControllers = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"]);

  test("every kind", () => {
    for (const {keys, schema} of composed.filter(({kind}) => !podControllers.has(kind))) {
      const ajv = new Ajv({strict: false, formats});
      compare(schema, loadValidator(index[keys[0]!]!.validator), ajv.compile(schema));
    }
  });
});

/** Both judges on generated documents; gives the number of valid ones. */
function compare(schema: Schema, left: Validate, right: (value: unknown) => boolean): number {
  const next = random(42);
  let valid = 0;
  for (let count = 0; count < documents; count++) {
    const document = generate(schema, next);
    const verdicts = [left(document), right(document)];
    if (verdicts[0]) valid++;
    expect(verdicts[0], `${JSON.stringify(document)}: ${JSON.stringify(left.errors)}`).toBe(verdicts[1]);
  }
  return valid;
}

/** Generated documents hold no null, and ajv knows `nullable` only beside a type. */
function withoutNull(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key === "nullable" ? undefined : value)),
  ) as Schema;
}
