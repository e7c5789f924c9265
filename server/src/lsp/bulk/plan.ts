import path from "node:path";
import {type CancellationToken, LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import {type Batch, refactorAll} from "../../engine/features/refactoring.ts";
import type {Refactoring} from "../../engine/refactors/refactoring.ts";
import {breathing} from "../breathe.ts";
import {requireWhole} from "../patience.ts";
import {showProgress} from "../progress.ts";
import type {Project} from "../project.ts";
import type {Session} from "../session.ts";
import {filePathOf, isWithin} from "../uris.ts";
import type {RefactorRequest} from "./argument.ts";

/** What a refactoring would do in one project. */
export interface Plan {
  readonly project: Project;
  readonly batch: Batch;
  /** The texts of what changes, as they were; none for files that are new. */
  readonly before: ReadonlyMap<string, string>;
}

/** What a refactoring would do everywhere; undefined when a person does not want to wait for it. */
export async function planAll(
  session: Session,
  refactoring: Refactoring,
  {uris, answers}: RefactorRequest,
  token: CancellationToken,
): Promise<Plan[] | undefined> {
  await Promise.all(session.projects.repositories.map(({ready}) => ready));
  session.projects.sync();
  const paths = pathsBelow(session, uris);
  const all = [...paths.values()].reduce((sum, ofProject) => sum + ofProject.length, 0);
  const progress = showProgress(session, refactoring.title);
  const breathe = breathing();
  const plans: Plan[] = [];
  let before = 0;
  try {
    for (const [project, ofProject] of paths) {
      requireWhole(project);
      const {workspace, edits} = project;
      const pause = async (done: number): Promise<boolean> => {
        await breathe();
        const files = before + done;
        if (files % 50 === 0) progress.report(`${files} of ${all} files`, Math.floor((files / all) * 100));
        return !token.isCancellationRequested && !progress.isCancelled;
      };
      const schemas = session.schemas.of(project);
      const batch = await refactorAll(workspace, schemas, refactoring, ofProject, answers, pause);
      if (!batch) return undefined;
      requireUnchanged(session, project, edits);
      plans.push({project, batch, before: textsBefore(project, batch)});
      before += ofProject.length;
    }
  } finally {
    progress.done();
  }
  return plans;
}

function textsBefore({workspace}: Project, {texts, deleted}: Batch): Map<string, string> {
  return new Map(
    [...texts.keys(), ...deleted].flatMap((path): [string, string][] => {
      const file = workspace.file(path);
      return file ? [[path, file.text]] : [];
    }),
  );
}

/** Edits are for the texts that they were made from. */
function requireUnchanged({projects}: Session, project: Project, edits: number): void {
  projects.sync();
  if (project.edits === edits) return;
  throw new ResponseError(LSPErrorCodes.RequestFailed, "Files changed meanwhile, so nothing was done: try again.");
}

/** The files of all projects that are, or lie below, one of the places; in the same order on every machine. */
function pathsBelow({projects}: Session, uris: readonly string[] | undefined): Map<Project, string[]> {
  const places = uris?.flatMap((uri) => filePathOf(uri) ?? []);
  const found = new Map<Project, string[]>();
  for (const {project, path: file} of projects.files()) {
    const whole = path.join(project.root, file);
    if (places && !places.some((place) => isWithin(place, whole))) continue;
    const ofProject = found.get(project);
    if (ofProject) ofProject.push(file);
    else found.set(project, [file]);
  }
  for (const ofProject of found.values()) ofProject.sort();
  return found;
}
