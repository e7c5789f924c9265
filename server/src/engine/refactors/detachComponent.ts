import {variablesIn} from "../resources/expressions.ts";
import type {TextEdit} from "../text/edit.ts";
import {type ComponentInfo, componentAt} from "../workspace/components.ts";
import type {Workspace} from "../workspace/workspace.ts";
import {type App, appsIn} from "./components/app.ts";
import {attachedLines, removeLine} from "./components/line.ts";
import type {Answers, Note, Proposal, Refactoring, Subject} from "./refactoring.ts";

/** Takes the line of a Component away again. */
export const DETACH_COMPONENT: Refactoring = {
  id: "detach-component",
  title: "Detach a Component",
  subjects: (workspace, path) =>
    appsIn(workspace, path).flatMap((app): Subject[] => {
      if (attachedLines(workspace, app).length === 0) return [];
      return [
        {
          file: path,
          name: `app \`${app.name}\``,
          title: "Detach Component",
          span: app.span,
          mark: app.span,
          propose: (answers) => propose(workspace, app, answers),
        },
      ];
    }),
};

function propose(workspace: Workspace, app: App, answers: Answers): Proposal {
  const lines = attachedLines(workspace, app);
  if (answers.component === undefined) {
    return {
      asks: `Which Component? \`${app.name}\` has ${lines.length}.`,
      choices: lines.map(({component}) => ({title: `\`${component}\``, answers: {component}})),
    };
  }
  const own = lines.filter(({component}) => component === answers.component);
  if (own.length === 0) return {refused: `\`${app.name}\` has no line of the Component \`${answers.component}\`.`};
  const edits = new Map<string, TextEdit[]>();
  for (const line of own) {
    const {place} = line;
    const removed = removeLine(line);
    if (!removed) {
      return {refused: `The line of \`${answers.component}\` can't be taken out of \`${place.file.path}\`.`};
    }
    edits.set(place.file.path, [...(edits.get(place.file.path) ?? []), ...removed]);
  }
  const component = componentAt(workspace, answers.component);
  return {edits, notes: component ? leftOver(workspace, app, component) : []};
}

/** The variables that nothing else in the app uses; they stay, because they do no harm. */
function leftOver({graph}: Workspace, {name: app, flux}: App, {needs, takes, brings}: ComponentInfo): Note[] {
  const [first] = flux;
  if (!first) return [];
  const {substitute} = Object(first.spec.postBuild) as {substitute?: object};
  const set = [...needs, ...takes].filter((name) => Object.hasOwn(Object(substitute), name));
  const gone = new Set(brings.map(({origin}) => `${origin.file}#${origin.document}`));
  const used = new Set(
    graph.fluxBuild(first).resources.flatMap((resource) => {
      if (gone.has(`${resource.origin.file}#${resource.origin.document}`)) return [];
      return variablesIn(JSON.stringify(graph.objectOf(resource) ?? "")).map(({name}) => name);
    }),
  );
  const unused = set.filter((name) => !used.has(name)).map((name) => `\`${name}\``);
  if (unused.length === 0) return [];
  return [
    {weight: "info", text: `Nothing else that \`${app}\` builds uses ${unused.join(", ")} of its \`postBuild\`.`},
  ];
}
