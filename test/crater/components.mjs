// What attaching and detaching Components does to a repository, beside what kustomize builds before and after.
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {buildOne} from "./flux.mjs";
import {firstDifference} from "./objects.mjs";

/** Builds each app before and after, in a copy of the repository; `cases` as `components.ts` prints them. */
export async function buildCases({builder, root, cases}) {
  const scratch = mkdtempSync(join(tmpdir(), "flux-workbench-crater-"));
  const built = [];
  try {
    cpSync(root, scratch, {recursive: true, filter: (path) => !/[\\/]\.git$/.test(path)});
    for (const one of cases) {
      const before = await buildOne(builder, scratch, one.before);
      const kept = Object.keys(one.texts).map((path) => [path, readFileSync(join(scratch, path), "utf8")]);
      for (const [path, text] of Object.entries(one.texts)) writeFileSync(join(scratch, path), text);
      const after = await buildOne(builder, scratch, one.after);
      for (const [path, text] of kept) writeFileSync(join(scratch, path), text);
      built.push({...one, builds: {before, after}});
    }
  } finally {
    rmSync(scratch, {recursive: true, force: true});
  }
  return built;
}

/** Whether the Component's objects, and nothing but what it changes, came or went. */
export function compareCases(built) {
  const found = {attached: 0, detached: 0, objects: 0, patched: 0, unbuilt: {}, differences: []};
  for (const {action, app, component, objects, builds} of built) {
    const name = `${app} ${action} ${component}`;
    const isAttached = action === "attach-component";
    const [without, withIt] = isAttached ? [builds.before, builds.after] : [builds.after, builds.before];
    // What could not be built before says nothing about the change.
    if (builds.before.reason !== undefined) found.unbuilt[name] = builds.before.reason;
    else if (builds.after.reason !== undefined)
      found.differences.push(`${name}: kustomize stops (${builds.after.reason})`);
    if (!without.objects || !withIt.objects) continue;
    found[isAttached ? "attached" : "detached"]++;
    const old = new Map(without.objects.map((object) => [keyOf(object), object]));
    const added = withIt.objects.filter((object) => !old.has(keyOf(object)));
    const names = added.map(({kind, metadata}) => `${kind} ${withoutHash(metadata.name, objects, kind)}`).sort();
    found.objects += added.length;
    if (names.join() !== objects.join()) found.differences.push(`${name}: brings ${names.join(", ") || "nothing"}`);
    const present = new Map(withIt.objects.map((object) => [keyOf(object), object]));
    for (const [key, object] of old) {
      const other = present.get(key);
      if (!other) found.differences.push(`${name}: ${key} is gone`);
      else if (firstDifference(object, other) !== undefined) found.patched++;
    }
  }
  return found;
}

/** A generated object has the hash of its content in its name. */
function withoutHash(name, objects, kind) {
  const bare = name.replace(/-[a-z0-9]{10}$/, "");
  return objects.includes(`${kind} ${bare}`) ? bare : name;
}

const keyOf = ({apiVersion, kind, metadata}) => `${apiVersion} ${kind} ${metadata?.namespace ?? "-"}/${metadata?.name}`;
