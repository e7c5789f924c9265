import {type ComponentInfo, componentAt, componentsOf} from "../workspace/components.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {type App, appsIn, hasComponent} from "./components/app.ts";
import {faultsOfAttaching} from "./components/faults.ts";
import {addLine, placesFor} from "./components/line.ts";
import {buildersOf, joined, variableEdits} from "./components/needs.ts";
import {isRouted} from "./components/values.ts";
import type {Answers, Choice, Proposal, Refactoring, Subject} from "./refactoring.ts";

/** One line attaches a Component to an app, and sets the variables that it needs. */
export const ATTACH_COMPONENT: Refactoring = {
  id: "attach-component",
  title: "Attach a Component",
  subjects: (workspace, path) =>
    appsIn(workspace, path).map(
      (app): Subject => ({
        file: path,
        name: `app \`${app.name}\``,
        title: "Attach Component",
        span: app.span,
        mark: app.span,
        propose: (answers) => propose(workspace, app, answers),
      }),
    ),
};

function propose(workspace: Workspace, app: App, answers: Answers): Proposal {
  if (answers.component === undefined) return ask(workspace, app);
  const component = componentAt(workspace, answers.component);
  if (!component) return {refused: `There is no Component in \`${answers.component}\`.`};
  if (component.isBroken) return {refused: `kustomize can't build the Component \`${component.folder}\` itself.`};
  if (hasComponent(workspace, app, component.file)) {
    return {refused: `\`${app.name}\` has the Component \`${component.folder}\` already.`};
  }
  const builders = buildersOf(workspace, app);
  const variables = variableEdits(workspace, app, component, builders, answers);
  if (!("edits" in variables)) return variables;
  for (const place of placesFor(workspace, app, component.folder)) {
    const edits = addLine(place, component.folder);
    if (!edits) continue;
    const all = joined(new Map([[place.file.path, edits]]), variables.edits);
    const faults = faultsOfAttaching(workspace, app, component, builders, all);
    return "refused" in faults ? faults : {edits: all, notes: [...variables.notes, ...faults.notes]};
  }
  return {refused: `The list \`components\` of \`${app.name}\` is written in a way that leaves no place for a line.`};
}

function ask(workspace: Workspace, app: App): Proposal {
  const found = componentsOf(workspace).filter(({file, isBroken}) => !isBroken && !hasComponent(workspace, app, file));
  if (found.length === 0) return {refused: "There is no Component in this repository that the app does not have."};
  const routed = isRouted(workspace, app);
  const uses = ({folder}: ComponentInfo): number => {
    const {index} = workspace.graph;
    return [...index.includes.get(folder), ...index.fluxComponents.get(folder)].length;
  };
  const ranked = found
    .map((component) => ({component, rank: routed && component.isGatus ? 1 : 0, uses: uses(component)}))
    .sort((a, b) => b.rank - a.rank || b.uses - a.uses);
  return {
    asks: `Which Component? The repository has ${found.length} that \`${app.name}\` does not have.`,
    choices: ranked.map(({component}) => choiceOf(component)),
  };
}

function choiceOf({folder, brings, needs}: ComponentInfo): Choice {
  const kinds = [...new Set(brings.map(({kind}) => kind))];
  const contents = kinds.length > 0 ? kinds.join(", ") : "patches";
  const wants = needs.length > 0 ? `; needs ${needs.map((name) => `\`${name}\``).join(", ")}` : "";
  return {title: `\`${folder}\` (${contents}${wants})`, answers: {component: folder}};
}
