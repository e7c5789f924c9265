import fs from "node:fs";
import {builtinModules} from "node:module";
import path from "node:path";
import {describe, expect, test} from "vitest";
import {ROOT} from "../support/check.ts";
import {filesBelow, importsOf} from "./sources.ts";

/** Parts of the project, by where their files are; the first that fits counts. */
const PARTS: readonly (readonly [string, RegExp])[] = [
  ["text", /^server\/src\/engine\/text\//],
  ["yaml", /^server\/src\/engine\/yaml\//],
  ["resources", /^server\/src\/engine\/resources\//],
  ["schema", /^server\/src\/engine\/schema\//],
  ["workspace", /^server\/src\/engine\/workspace\//],
  ["rules", /^server\/src\/engine\/rules\//],
  ["refactors", /^server\/src\/engine\/refactors\//],
  ["features", /^server\/src\/engine\/features\//],
  // What the layers share: what a finding is, what they ask of the outside, what a person has configured.
  ["finding", /^server\/src\/engine\/finding\.ts$/],
  ["ports", /^server\/src\/engine\/ports\.ts$/],
  ["config", /^server\/src\/engine\/config\.ts$/],
  ["files", /^server\/src\/files\//],
  ["cluster", /^server\/src\/cluster\//],
  ["protocol", /^server\/src\/protocol\.ts$/],
  ["lsp", /^server\/src\/(?:lsp\/|server\.ts$)/],
  ["cli", /^server\/src\/(?:cli\/|cli\.ts$)/],
  ["client", /^client\/src\//],
];

const BELOW_RULES = ["text", "yaml", "resources", "schema", "workspace", "finding", "ports", "config"];
const ENGINE = [...BELOW_RULES, "rules", "refactors", "features"];

/** Which parts each part may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  text: [],
  yaml: ["text"],
  finding: ["text"],
  resources: ["text", "yaml"],
  ports: ["schema"],
  schema: ["text", "yaml", "resources", "ports"],
  config: ["yaml", "resources", "finding"],
  workspace: ["text", "yaml", "resources", "config"],
  refactors: BELOW_RULES,
  // A rule may say that something can be refactored.
  rules: [...BELOW_RULES, "refactors"],
  features: [...BELOW_RULES, "rules", "refactors"],
  files: ENGINE,
  cluster: ENGINE,
  protocol: [],
  lsp: [...ENGINE, "files", "cluster", "protocol"],
  cli: [...ENGINE, "files", "cluster"],
  client: ["protocol"],
};

/** Packages, and the only parts that may import them. Those of the engine must run anywhere. */
const PACKAGES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^yaml$/, ["yaml"]],
  [/^picomatch$/, ["workspace"]],
  [/^fastest-levenshtein$/, ["schema"]],
  [/^vscode-languageserver(?:\/|-|$)/, ["lsp", "protocol"]],
  [/^vscode-uri$/, ["lsp"]],
  [/^vscode(?:-languageclient(?:\/.*)?)?$/, ["client"]],
  [/^diff$/, ["cli"]],
  [/^(?:ajv(?:\/.*)?|ignore)$/, ["files"]],
];

const sources = [...filesBelow("server/src"), ...filesBelow("client/src")];

const partOf = (file: string): string | undefined => PARTS.find(([, pattern]) => pattern.test(file))?.[0];

describe("imports go in the allowed directions", () => {
  test("every file belongs to a part", () => {
    expect(sources.filter((file) => partOf(file) === undefined)).toEqual([]);
  });

  test.each(Object.keys(ALLOWED))("%s", (part) => {
    const wrong: string[] = [];
    for (const file of sources.filter((one) => partOf(one) === part)) {
      for (const specifier of importsOf(file)) {
        if (!specifier.startsWith(".")) {
          const isBuiltin = specifier.startsWith("node:") || builtinModules.includes(specifier);
          const allowed = PACKAGES.find(([pattern]) => pattern.test(specifier))?.[1] ?? [];
          if (isBuiltin ? ENGINE.includes(part) : !allowed.includes(part)) wrong.push(`${file}: ${specifier}`);
          continue;
        }
        const target = path.posix.join(path.posix.dirname(file), specifier);
        const other = partOf(target);
        const isAllowed = other !== undefined && (other === part || ALLOWED[part]?.includes(other));
        if (!isAllowed || !fs.existsSync(path.join(ROOT, target))) wrong.push(`${file}: ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("the way imports are read sees all of them", () => {
    const text =
      'import a from "a";\nimport {\n  b,\n} from "./b.ts";\nexport {c} from "c";\nimport type {D} from "d";\nawait import("e");\nimport "f";\nconst g = require("g");\nexport * from "h";\n';
    expect(importsOf("x.ts", text)).toEqual(["a", "./b.ts", "c", "d", "e", "f", "g", "h"]);
  });
});
