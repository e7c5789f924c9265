// Writes what follows from the rule files: the list of rules, the severities that settings and `.flux-workbench.yaml`
// accept, and the table in docs/rules.md; and the examples in docs/ingress-to-route.md. `--check` only says whether
// something is out of date.
import fs from "node:fs";
import path from "node:path";
import {fileURLToPath} from "node:url";
import {withExamples} from "./examples.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const rulesDir = path.join(root, "server/src/engine/rules");
const isCheck = process.argv.includes("--check");
let stale = 0;

const areas = fs.readdirSync(rulesDir, {withFileTypes: true}).filter((entry) => entry.isDirectory());
const rules = areas
  .flatMap(({name: area}) =>
    fs.readdirSync(path.join(rulesDir, area)).map((file) => `${area}/${path.basename(file, ".ts")}`),
  )
  .sort()
  .map((id) => ({id, ...readRule(id)}));

write("server/src/engine/rules/index.ts", indexSource());
write("server/src/engine/rules/ids.ts", idsSource());
write("docs/rules.md", table());
writeSettings();
write("docs/ingress-to-route.md", withExamples(read("docs/ingress-to-route.md"), read));
if (isCheck && stale > 0) process.exitCode = 1;

/** Reads summary and severity from the source text; the meta test holds them against the loaded rule. */
function readRule(id) {
  const source = fs.readFileSync(path.join(rulesDir, `${id}.ts`), "utf8");
  const field = (name) => new RegExp(`^  ${name}:\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|'([^']*)')`, "m").exec(source);
  const text = (match) => match && (match[1] !== undefined ? JSON.parse(`"${match[1]}"`) : match[2]);
  const [declared, summary, severity] = ["id", "summary", "severity"].map((name) => text(field(name)));
  if (declared !== id) throw new Error(`${id}.ts declares the id ${declared}`);
  if (!summary || !severity) throw new Error(`${id}.ts lacks a summary or a severity`);
  return {summary, severity};
}

function indexSource() {
  const name = (id) => id.replace(/[/-](\w)/g, (_, letter) => letter.toUpperCase());
  return [
    "// Written by `npm run generate`.",
    ...rules.map(({id}) => `import ${name(id)} from "./${id}.ts";`),
    `import type {Rule} from "./rule.ts";`,
    "",
    "/** All rules, in the order of their ids. */",
    "export const RULES: readonly Rule[] = [",
    ...rules.map(({id}) => `  ${name(id)},`),
    "];",
    "",
  ].join("\n");
}

/** The ids alone, for rules that speak about rules: the list of rules itself can't be read by a part of it. */
function idsSource() {
  return [
    "// Written by `npm run generate`.",
    "/** The ids of all rules. */",
    "export const RULE_IDS: readonly string[] = [",
    ...rules.map(({id}) => `  "${id}",`),
    "];",
    "",
  ].join("\n");
}

function table() {
  return [
    "# Rules",
    "",
    "Written by `npm run generate`. Each page holds the rule's examples, which are its tests.",
    "",
    "| rule | severity | what it finds |",
    "| --- | --- | --- |",
    ...rules.map(
      ({id, severity, summary}) =>
        `| [${id}](../test/rules/${id}.md) | ${severity} | ${summary.replaceAll("|", "\\|")} |`,
    ),
    "",
  ].join("\n");
}

function writeSettings() {
  const severities = ["off", "hint", "info", "warning", "error"];
  const properties = Object.fromEntries(
    rules.map(({id, severity, summary}) => [id, {description: `${summary} Default: ${severity}.`, enum: severities}]),
  );
  update("package.json", (manifest) => {
    const settings = manifest.contributes?.configuration?.properties;
    if (!settings) return;
    settings["fluxWorkbench.rules"] = {
      type: "object",
      scope: "resource",
      markdownDescription:
        'Severity of rules, for example `"kustomize/unreferenced-file": "off"`. `.flux-workbench.yaml` does the same for everybody who works on the repository.',
      default: {},
      properties,
      additionalProperties: false,
    };
  });
  update("schemas/flux-workbench.json", (schema) => {
    if (schema.properties?.rules) schema.properties.rules.properties = properties;
  });
}

function update(file, change) {
  const full = path.join(root, file);
  if (!fs.existsSync(full)) return;
  const value = JSON.parse(fs.readFileSync(full, "utf8"));
  change(value);
  write(file, `${JSON.stringify(value, null, 2)}\n`);
}

function read(file) {
  return fs.readFileSync(path.join(root, file), "utf8");
}

function write(file, text) {
  const full = path.join(root, file);
  if (fs.existsSync(full) && fs.readFileSync(full, "utf8") === text) return;
  stale++;
  console.log(`${isCheck ? "out of date" : "wrote"}: ${file}`);
  if (isCheck) return;
  fs.writeFileSync(full, text);
}
