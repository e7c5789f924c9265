import fs from "node:fs";
import path from "node:path";
import {afterEach, describe, expect, test} from "vitest";
import {ROOT} from "../support/check.ts";
import {Editor, until} from "./editor.ts";
import {APP, MISSPELT} from "./samples.ts";

const SERVER = path.join(ROOT, "server/dist/server.js");
let editor: Editor | undefined;

afterEach(async () => {
  await editor?.stop();
  editor = undefined;
});

describe("files that nobody should write", () => {
  test("do no harm to the others", async () => {
    editor = await Editor.start({
      files: {
        "app.yaml": MISSPELT,
        "latin1.yaml": new Uint8Array([...new TextEncoder().encode(APP), 0xe4, 0xff]),
        "zero.yaml": new Uint8Array(300),
        "large.yaml": `${APP}${"# filler\n".repeat(350_000)}`,
        "deep.yaml": `a: ${"[".repeat(20_000)}`,
        "bomb.yaml": `a0: &a0 [x,x]\n${Array.from({length: 40}, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join("")}`,
        "cycle.yaml": "a: &a\n  b: *a\n",
        "template.yaml": "a: {{ .Values.a }}\n",
      },
      prepare(root) {
        fs.symlinkSync(root, path.join(root, "loop"));
        fs.symlinkSync("nowhere.yaml", path.join(root, "dangling.yaml"));
        fs.mkdirSync(path.join(root, "folder.yaml"));
      },
    });
    const reported = (await editor.workspace()).items.map(({uri}) => path.basename(uri));
    expect(reported).toContain("app.yaml");
    expect(reported).not.toContain("template.yaml");
    for (const file of ["bomb.yaml", "cycle.yaml", "deep.yaml", "zero.yaml", "large.yaml"]) {
      await editor.open(file);
      await editor.findings(file);
      await editor.hover(file, "a");
      await editor.completion(file, "a");
    }
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    const log = editor.logs.join("\n");
    expect(log).toContain("latin1.yaml: not UTF-8 text");
    expect(log).toContain("large.yaml: larger than 2 MB");
  });

  test("a document that grows too large is let go, and taken up again", async () => {
    editor = await Editor.start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    await editor.change("app.yaml", "metadata:", `${"# filler\n".repeat(350_000)}metadata:`);
    expect(await editor.findings("app.yaml")).toEqual([]);
    await editor.change("app.yaml", "# filler\n".repeat(350_000), "");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
  });

  test("a broken configuration is a finding in it, and the rest goes on", async () => {
    editor = await Editor.start({files: {"app.yaml": MISSPELT, ".flux-workbench.yaml": "rules: [\nflux: 7\n"}});
    await editor.open("app.yaml");
    await editor.open(".flux-workbench.yaml");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    expect(await editor.findings(".flux-workbench.yaml")).not.toEqual([]);
  });

  test("a folder that is not there", async () => {
    editor = await Editor.start({files: {"app.yaml": MISSPELT}, folders: ["nowhere"]});
    await editor.open("app.yaml");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
  });
});

test("without schemas there is one message, and YAML itself is still checked", async () => {
  editor = await Editor.start({files: {"app.yaml": `${MISSPELT}a: "x\n`}, schemas: "/nowhere/schemas"});
  await editor.open("app.yaml");
  expect(await editor.rules("app.yaml")).toContain("yaml/syntax");
  expect(editor.messages).toEqual([expect.stringContaining("finds no schemas in /nowhere/schemas")]);
});

test("a rule that fails is logged once, the others report", async () => {
  const {RULES} = await import("../../server/src/engine/rules/index.ts");
  const rule = RULES.find(({id}) => id === "schema/wrong-type") as {check: unknown};
  const {check} = rule;
  rule.check = () => {
    throw new Error("out of order");
  };
  try {
    editor = await Editor.start({files: {"app.yaml": MISSPELT}});
    await editor.open("app.yaml");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await editor.change("app.yaml", "1h", "2h");
    expect(await editor.rules("app.yaml")).toContain("schema/unknown-field");
    await until("the log", () => editor?.logs.some((line) => line.includes("out of order")) ?? false);
    expect(editor.logs.filter((line) => line.includes("The rule schema/wrong-type failed on app.yaml"))).toHaveLength(
      1,
    );
  } finally {
    rule.check = check;
  }
});

describe("a process of its own", () => {
  const ended = (from: Editor): Promise<number | null> =>
    new Promise((resolve) => from.child?.once("exit", (code) => resolve(code)));

  test("is served over stdio and ends as the protocol wants it", async () => {
    const own = await Editor.start({files: {"app.yaml": MISSPELT}, command: [process.execPath, SERVER, "--stdio"]});
    expect(own.initialized?.serverInfo).toMatchObject({name: "flux-workbench", version: expect.stringMatching(/^\d/)});
    await own.open("app.yaml");
    expect(await own.rules("app.yaml")).toContain("schema/unknown-field");
    await own.connection.sendNotification("$/setTrace", {value: "verbose"});
    await expect(own.connection.sendRequest("no/such")).rejects.toMatchObject({code: -32601});
    await own.connection.sendRequest("shutdown");
    const code = ended(own);
    await own.connection.sendNotification("exit");
    expect(await code).toBe(0);
    fs.rmSync(own.root, {recursive: true});
  });

  test("ends with a failure when nobody said goodbye", async () => {
    const own = await Editor.start({command: [process.execPath, SERVER, "--stdio"]});
    const code = ended(own);
    own.child?.stdin?.end();
    expect(await code).toBe(1);
    fs.rmSync(own.root, {recursive: true});
  });
});
