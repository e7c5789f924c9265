import {afterEach, expect, test} from "vitest";
import {Editor, until} from "./editor.ts";

const BACKUP = `# yaml-language-server: $schema=SCHEMA
apiVersion: backup.example.com/v1
kind: Backup
metadata:
  name: photos
spec:
  schedul: daily
`;

const SCHEMA = JSON.stringify({
  type: "object",
  properties: {
    spec: {type: "object", properties: {schedule: {type: "string"}}, additionalProperties: false},
  },
});

let editor: Editor;
afterEach(() => editor.stop());

test("a schema of the repository is used for a kind that has none, as soon as it is compiled", async () => {
  const text = BACKUP.replace("SCHEMA", "./schemas/backup.json");
  editor = await Editor.start({files: {"backup.yaml": text, "schemas/backup.json": SCHEMA}});
  await editor.open("backup.yaml");
  await until("the finding", async () => (await editor.rules("backup.yaml")).includes("schema/unknown-field"));
  const [finding] = await editor.findings("backup.yaml");
  expect(finding?.message).toContain("schedul");
});

test("nothing is downloaded without the setting", async () => {
  editor = await Editor.start({files: {"backup.yaml": BACKUP.replace("SCHEMA", "https://127.0.0.1:1/backup.json")}});
  await editor.open("backup.yaml");
  expect(await editor.findings("backup.yaml")).toEqual([]);
});

test("a download that fails is nobody's finding", async () => {
  editor = await Editor.start({
    files: {"backup.yaml": BACKUP.replace("SCHEMA", "https://127.0.0.1:1/backup.json")},
    settings: {remoteSchemas: {enable: true}},
  });
  await editor.open("backup.yaml");
  expect(await editor.findings("backup.yaml")).toEqual([]);
  await editor.change("backup.yaml", "daily", "weekly");
  expect(await editor.findings("backup.yaml")).toEqual([]);
});
