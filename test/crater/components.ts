// Prints, as JSON, what attaching and detaching Components would do to some apps of a repository, spread over all of
// it: `node components.cjs ROOT SCHEMAS`. `spec` is what Flux builds before and after, `texts` the files that change.
import path from "node:path";
import {proposalFor, textsOf} from "../../server/src/engine/features/refactoring.ts";
import {ATTACH_COMPONENT} from "../../server/src/engine/refactors/attachComponent.ts";
import {appsIn} from "../../server/src/engine/refactors/components/app.ts";
import {attachedLines} from "../../server/src/engine/refactors/components/line.ts";
import {DETACH_COMPONENT} from "../../server/src/engine/refactors/detachComponent.ts";
import type {Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {isKustomizationFile} from "../../server/src/engine/resources/resource.ts";
import {type ComponentInfo, componentAt, componentsOf} from "../../server/src/engine/workspace/components.ts";
import {bundledSchemas} from "../../server/src/files/bundledSchemas.ts";
import {readRepository} from "../../server/src/files/repository.ts";

/** Each of them takes kustomize two builds. */
const WANTED = 8;

const {workspace} = readRepository(path.resolve(process.argv[2] ?? "."));
const schemas = bundledSchemas(path.resolve(process.argv[3] ?? "schemas/generated"));
const components = componentsOf(workspace).filter(({isBroken}) => !isBroken);

/** The apps that are built by themselves. */
const apps = [...workspace.paths]
  .filter((file) => isKustomizationFile(file) && !workspace.isIgnored(file))
  .sort()
  .flatMap((file) => appsIn(workspace, file).map((app) => ({file, app})))
  .filter(({app}) => app.flux.length === 1);

/** What becomes of an app; undefined where the refactoring does not do it. */
function caseOf(refactoring: Refactoring, file: string, {folder, brings, needs}: ComponentInfo): object | undefined {
  const [subject] = refactoring.subjects(workspace, file);
  const values = Object.fromEntries(needs.map((name) => [name, name.toLowerCase().replaceAll("_", "-")]));
  const proposal = subject && proposalFor(workspace, schemas, subject, {component: folder, values});
  const texts = proposal && "edits" in proposal ? textsOf(workspace, proposal) : undefined;
  if (!texts) return undefined;
  const specs = (): unknown => appsIn(workspace, file)[0]?.flux[0]?.spec;
  const [before, after] = [specs(), workspace.trying(texts, specs)];
  const objects = brings.map(({kind, name}) => `${kind} ${name}`).sort();
  return {
    action: refactoring.id,
    app: file,
    component: folder,
    objects,
    texts: Object.fromEntries(texts),
    before,
    after,
  };
}

/** Every so many of the apps; where one can't be changed, the next that can. */
function sample(refactoring: Refactoring, choices: (at: number) => readonly ComponentInfo[]): object[] {
  const cases: object[] = [];
  let next = 0;
  for (let i = 0; i < WANTED; i++) {
    for (let at = Math.max(next, Math.floor((i * apps.length) / WANTED)); at < apps.length; at++) {
      const {file} = apps[at] ?? {file: ""};
      const all = choices(at);
      const found = all
        .map((_, k) => all[(k + i) % all.length])
        .flatMap((one) => one ?? [])
        .slice(0, 4);
      const done = found.reduce<object | undefined>((known, one) => known ?? caseOf(refactoring, file, one), undefined);
      next = at + 1;
      if (!done) continue;
      cases.push(done);
      break;
    }
  }
  return cases;
}

const attached = sample(ATTACH_COMPONENT, () => components);
const detached = sample(DETACH_COMPONENT, (at) => {
  const {app} = apps[at] ?? {};
  const lines = app ? attachedLines(workspace, app) : [];
  return lines.flatMap(({component}) => componentAt(workspace, component) ?? []);
});
console.log(JSON.stringify([...attached, ...detached]));
