// Starts a new rule: `npm run new-rule area/what-is-wrong` writes the rule's file and its page, and puts it on the lists.
import fs from "node:fs";
import path from "node:path";
import {endWell, Failure, isMain, run} from "./command.mjs";
import {root} from "./install.mjs";

const USAGE = "npm run new-rule area/what-is-wrong";
const RULES = "server/src/engine/rules";

/** Why an id can't be that of a new rule, in a sentence; undefined when it can. */
export function faultOf(id, areas, exists) {
  if (!id) return `Say what the rule is called: \`${USAGE}\`.`;
  const [area, name, ...rest] = id.split("/");
  if (!area || !name || rest.length > 0) return `\`${id}\` is no id: it is an area and a name, as in \`${USAGE}\`.`;
  if (!areas.includes(area)) return `There is no area \`${area}\`; there are ${areas.join(", ")}.`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    return `\`${name}\` is no name for a rule: it says what is wrong in lower-case words joined by dashes.`;
  }
  return exists(id) ? `There is a rule \`${id}\` already.` : undefined;
}

/** The file of a rule that reports nothing yet. */
export function ruleSource(id) {
  return `import {defineRule} from "../rule.ts";

export default defineRule({
  id: "${id}",
  summary: "What is wrong, in one sentence.",
  severity: "error",

  *check({root}) {
    const field = root.at("spec", "theField");
    if (field.string !== "what is wrong") return;
    yield {
      at: field.mark,
      message: "What is wrong, who refuses it or what happens, and what to do.",
    };
  },
});
`;
}

/** The page of a rule: documentation and test. */
export function pageSource(id) {
  return `# ${id}

What happens in the cluster, and why.

## The mistake

\`\`\`yaml apps/media/plex.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: plex
\`\`\`

## What looks like it and is right

\`\`\`yaml apps/media/plex.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: \${APP}
\`\`\`
`;
}

if (isMain(import.meta.url)) {
  await endWell(async () => {
    const [id] = process.argv.slice(2);
    const folders = fs
      .readdirSync(path.join(root, RULES), {withFileTypes: true})
      .filter((entry) => entry.isDirectory());
    const rule = path.join(root, RULES, `${id}.ts`);
    const page = path.join(root, "test/rules", `${id}.md`);
    const areas = folders.map(({name}) => name);
    const fault = faultOf(id, areas, () => fs.existsSync(rule) || fs.existsSync(page));
    if (fault) throw new Failure(fault);
    fs.writeFileSync(rule, ruleSource(id));
    fs.mkdirSync(path.dirname(page), {recursive: true});
    fs.writeFileSync(page, pageSource(id));
    await run(process.execPath, [path.join(root, "scripts/generate.mjs")], {cwd: root});
    console.log(`Write ${path.relative(root, rule)} and the cases of ${path.relative(root, page)}, then let`);
    console.log(`  UPDATE=1 npx vitest run test/rules -t ${id}`);
    console.log("fill in what it finds, and read it.");
  });
}
