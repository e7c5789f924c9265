import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import type {Schemas} from "../../server/src/engine/ports.ts";
import {checkFile} from "../../server/src/engine/rules/run.ts";
import {externalSchemas, withExternal} from "../../server/src/files/externalSchemas.ts";
import {schemas as bundled, workspaceOf} from "../support/check.ts";

const SCHEMA = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://example.com/backup.json",
  type: "object",
  additionalProperties: false,
  required: ["spec"],
  properties: {
    apiVersion: {type: "string"},
    kind: {type: "string"},
    metadata: {type: "object"},
    spec: {$ref: "#/definitions/spec"},
  },
  definitions: {
    spec: {
      type: "object",
      additionalProperties: false,
      required: ["schedule"],
      properties: {
        schedule: {type: "string", pattern: "^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$"},
        keep: {type: "integer", minimum: 1},
        mode: {enum: ["full", "incremental"]},
        target: {
          oneOf: [
            {type: "object", required: ["bucket"]},
            {type: "object", required: ["volume"]},
          ],
        },
        port: {"x-kubernetes-int-or-string": true, anyOf: [{type: "integer"}, {type: "string"}]},
        when: {type: "string", format: "something-unheard-of"},
      },
    },
  },
};

let root = "";
let schemas: Schemas;
let isReady = false;

beforeAll(async () => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "schemas-"));
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, "repository", file)), {recursive: true});
    fs.writeFileSync(path.join(root, "repository", file), text);
  };
  write("schemas/backup.json", `\uFEFF${JSON.stringify(SCHEMA)}`);
  write("schemas/again.json", JSON.stringify(SCHEMA));
  write(
    "schemas/2020.json",
    JSON.stringify({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        spec: {
          type: "object",
          properties: {first: true},
          unevaluatedProperties: false,
          dependentRequired: {first: ["second"]},
        },
      },
    }),
  );
  write("schemas/text.json", "not json");
  write("schemas/list.json", "[]");
  write("schemas/reference.json", JSON.stringify({$ref: "https://example.com/other.json"}));
  write(
    "schemas/old.json",
    JSON.stringify({
      $schema: "http://json-schema.org/draft-04/schema#",
      properties: {spec: {exclusiveMinimum: true, minimum: 1}},
    }),
  );
  fs.writeFileSync(path.join(root, "secret.json"), "{}");
  fs.symlinkSync(path.join(root, "secret.json"), path.join(root, "repository/schemas/link.json"));
  const external = externalSchemas({
    root: path.join(root, "repository"),
    remote: (url) => (url.endsWith("/backup.json") ? JSON.stringify(SCHEMA) : undefined),
    onReady: () => {
      isReady = true;
    },
  });
  schemas = withExternal(bundled, external);
  // Nothing is loaded before somebody asks.
  expect(external.find("apps/a.yaml", "../schemas/backup.json")).toBeUndefined();
  await external.prepare();
});

afterAll(() => fs.rmSync(root, {recursive: true, force: true}));

function check(url: string, spec: string, kind = "Backup") {
  const text = `# yaml-language-server: $schema=${url}\napiVersion: backup.example.com/v1\nkind: ${kind}\nmetadata:\n  name: a\n${spec}`;
  const {findings, documents, skipped, failures} = checkFile(
    workspaceOf({"apps/a.yaml": text}),
    schemas,
    "apps/a.yaml",
  );
  expect(failures).toEqual([]);
  return {found: findings.map(({rule, severity, message}) => `${severity} ${rule}: ${message}`), documents, skipped};
}

describe("a document of an unknown kind", () => {
  const GOOD = "spec:\n  schedule: 24h\n  keep: 3\n  mode: full\n  target:\n    bucket: b\n  port: http\n  when: now\n";

  test.each([
    "../schemas/backup.json",
    "file:../schemas/backup.json",
    "../schemas/again.json",
    "https://example.com/backup.json",
  ])("is checked by the schema that it names: %s", (url) => {
    expect(check(url, GOOD)).toEqual({found: [], documents: 1, skipped: []});
    expect(check(url, "spec:\n  keep: 0\n  moode: full\n").found).toHaveLength(3);
  });

  test("the same by an address of a file", () => {
    const url = `file://${path.join(root, "repository/schemas/backup.json")}`;
    expect(check(url, "spec: {}\n").found).toHaveLength(1);
    expect(isReady).toBe(true);
  });

  test("findings are warnings, and say who says so", () => {
    const {found} = check(
      "../schemas/backup.json",
      "spec:\n  schedule: 1d\n  keep: yes\n  mode: ful\n  target: {}\n  moode: x\n  port: [1]\n",
    );
    expect(found.sort()).toEqual([
      "warning schema/invalid-format: `spec.port` must have one of the forms that the schema allows; the schema that the document names rejects it.",
      "warning schema/invalid-format: `spec.schedule` must be of the form `^([0-9]+(\\.[0-9]+)?(ms|s|m|h))+$`, not `1d`; the schema that the document names rejects it.",
      "warning schema/invalid-format: `spec.target` must have one of the forms that the schema allows; the schema that the document names rejects it.",
      "warning schema/invalid-value: `ful` is not allowed in `spec.mode`; the schema that the document names takes `full` or `incremental`. Did you mean `full`?",
      "warning schema/unknown-field: Backup has no field `moode` in `spec`; the schema that the document names rejects it.",
      "warning schema/wrong-type: `spec.keep` must be a whole number, not the text `yes`; the schema that the document names rejects it.",
    ]);
  });

  test("what only the cluster knows is not judged", () => {
    expect(
      check("../schemas/backup.json", "spec:\n  schedule: ${S}\n  keep: ${K}\n  mode: a${M}\n  target: ${T}\n").found,
    ).toEqual([]);
  });

  test("the words of newer versions of JSON Schema are understood", () => {
    const {found} = check("../schemas/2020.json", "spec:\n  first: 1\n  other: 2\n");
    expect(found.map((text) => text.split(":")[0])).toEqual([
      "warning schema/missing-field",
      "warning schema/unknown-field",
    ]);
  });

  test.each([
    ["../schemas/none.json", "it can't be read: no such file or directory"],
    ["../schemas/text.json", "it is no JSON"],
    ["../schemas/list.json", "it is no JSON Schema"],
    ["../schemas/link.json", "it is not in this repository"],
    ["../../secret.json", "it is not in this repository"],
    ["../schemas", "it can't be read"],
  ])("%s is one note on the comment", (url, reason) => {
    const {found, documents} = check(url, "spec: 1\n");
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`info schema/unusable-schema: The schema of this Backup is not used: ${reason}`);
    expect(documents).toBe(0);
  });

  test.each(["../schemas/reference.json", "../schemas/old.json"])(
    "%s can't be compiled, which is a note too",
    (url) => {
      expect(check(url, "spec: 1\n").found[0]).toMatch(/^info schema\/unusable-schema: .* it can't be used: /);
    },
  );

  test.each([
    "https://example.com/elsewhere.json",
    "http://example.com/backup.json",
    "ftp://example.com/backup.json",
    "file://",
  ])("%s is not at hand, and nobody is told", (url) => {
    const {found, skipped} = check(url, "spec: 1\n");
    expect(found.filter((text) => !text.startsWith("info"))).toEqual([]);
    expect(skipped).toEqual(["no schema for backup.example.com/v1/Backup"]);
  });
});

test("a kind that is known is checked by its own schema", () => {
  const text =
    "# yaml-language-server: $schema=../schemas/backup.json\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n";
  const {findings} = checkFile(workspaceOf({"apps/a.yaml": text}), schemas, "apps/a.yaml");
  expect(findings).toEqual([]);
});

test("a schema that changes on disk is read again", () => {
  const file = path.join(root, "repository/schemas/changing.json");
  fs.writeFileSync(file, '{"type": "object"}');
  expect(check("../schemas/changing.json", "spec: 1\n").found).toEqual([]);
  fs.writeFileSync(file, '{"type": "object", "properties": {"spec": {"type": "object"}}}');
  expect(check("../schemas/changing.json", "spec: 1\n").found).toHaveLength(1);
});
