import {type ComponentInfo, componentAt, componentsOf} from "../workspace/components.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {replaceScalar} from "../yaml/edit/scalar.ts";
import {type App, appsIn, hasComponent} from "./components/app.ts";
import {faultsOfAttaching} from "./components/faults.ts";
import {attachedLines, pathOf} from "./components/line.ts";
import {buildersOf, joined, variableEdits} from "./components/needs.ts";
import type {Answers, Proposal, Refactoring, Subject} from "./refactoring.ts";

/** Another Component in place of one that brings the same objects: for trees that have drifted apart. */
export const REPLACE_COMPONENT: Refactoring = {
  id: "replace-component",
  title: "Replace a Component by another",
  subjects: (workspace, path) =>
    appsIn(workspace, path).flatMap((app): Subject[] => {
      if (pairs(workspace, app).length === 0) return [];
      return [
        {
          file: path,
          name: `app \`${app.name}\``,
          title: "Replace Component",
          span: app.span,
          mark: app.span,
          propose: (answers) => propose(workspace, app, answers),
        },
      ];
    }),
};

/** Attached Components with those that could stand in their place. */
function pairs(workspace: Workspace, app: App): {readonly old: string; readonly replacement: string}[] {
  const attached = attachedLines(workspace, app).flatMap(({component}) => componentAt(workspace, component) ?? []);
  if (attached.length === 0) return [];
  const others = componentsOf(workspace).filter(({file, isBroken}) => !isBroken && !hasComponent(workspace, app, file));
  return attached.flatMap((old) =>
    others.filter((other) => bringsTheSame(old, other)).map(({folder}) => ({old: old.folder, replacement: folder})),
  );
}

function bringsTheSame(one: ComponentInfo, other: ComponentInfo): boolean {
  const heads = ({brings}: ComponentInfo): string => JSON.stringify(brings.map(({kind, name}) => [kind, name]).sort());
  return one.brings.length > 0 && heads(one) === heads(other);
}

function propose(workspace: Workspace, app: App, answers: Answers): Proposal {
  const {component, replacement} = answers;
  if (component === undefined || replacement === undefined) {
    const choices = pairs(workspace, app).filter(({old}) => component === undefined || old === component);
    return {
      asks: "Which Component, and by which?",
      choices: choices.map((pair) => ({
        title: `\`${pair.old}\` by \`${pair.replacement}\``,
        answers: {component: pair.old, replacement: pair.replacement},
      })),
    };
  }
  const lines = attachedLines(workspace, app).filter((line) => line.component === component);
  if (lines.length === 0) return {refused: `\`${app.name}\` has no line of the Component \`${component}\`.`};
  const target = componentAt(workspace, replacement);
  if (!target) return {refused: `There is no Component in \`${replacement}\`.`};
  if (target.isBroken) return {refused: `kustomize can't build the Component \`${replacement}\` itself.`};
  if (hasComponent(workspace, app, target.file)) return {refused: `\`${app.name}\` has \`${replacement}\` already.`};
  const builders = buildersOf(workspace, app);
  const variables = variableEdits(workspace, app, target, builders, answers);
  if (!("edits" in variables)) return variables;
  let edits = joined(variables.edits);
  for (const {place, item} of lines) {
    const replaced = replaceScalar(item, pathOf(place, replacement));
    if (!replaced)
      return {refused: `The line of \`${component}\` in \`${place.file.path}\` is an alias, or has an anchor.`};
    edits = joined(new Map([[place.file.path, replaced]]), edits);
  }
  const faults = faultsOfAttaching(workspace, app, target, builders, edits);
  return "refused" in faults ? faults : {edits, notes: [...variables.notes, ...faults.notes]};
}
