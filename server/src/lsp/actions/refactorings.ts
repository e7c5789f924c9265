import {
  type ChangeAnnotation,
  type CodeAction,
  CodeActionKind,
  LSPErrorCodes,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type {Change, Refactoring, Subject} from "../../engine/refactors/refactoring.ts";
import {applyEdits, type TextEdit} from "../../engine/text/edit.ts";
import type {RefactorActionData} from "../../protocol.ts";
import {toAnnotatedEdit} from "../edits.ts";
import {withPreview} from "../preview.ts";
import type {Project} from "../project.ts";
import type {Place} from "../projects.ts";
import type {Session} from "../session.ts";
import {type Offer, offersFor} from "./offers.ts";
import {type Asked, diagnosticOf, meets} from "./shown.ts";

/** Rules that say that something can be refactored, by the refactoring that does it. */
const HINTS: Readonly<Record<string, string>> = {"ingress-to-route": "gateway/ingress-can-be-route"};

/** What an action says of itself, so that its edit can be found again. */
interface ActionData extends RefactorActionData {
  readonly uri: string;
  readonly refactoring: string;
  /** Which of the subjects in the file. */
  readonly subject: number;
  readonly title: string;
}

/** The kind of the actions of a refactoring: `refactor.rewrite.ingressToRoute` for `ingress-to-route`. */
export function kindOf({id}: Refactoring): CodeActionKind {
  return `${CodeActionKind.RefactorRewrite}.${id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}

interface SubjectOffers {
  readonly subject: Subject;
  /** Found out when somebody asks. */
  offers: readonly Offer[] | undefined;
}

/** The refactorings of a file, kept until something changes, since editors ask with every move of the cursor. */
export class RefactoringActions {
  private readonly known = new WeakMap<Project, {edits: number; byKey: Map<string, readonly SubjectOffers[]>}>();

  constructor(private readonly session: Session) {}

  /** What can be refactored at a place, and what can't and why. */
  at(refactoring: Refactoring, asked: Asked): CodeAction[] {
    const {place} = asked;
    if (!this.isWhole(place)) return [];
    const kind = kindOf(refactoring);
    return this.subjects(refactoring, place).flatMap((one, at) => {
      const {span} = one.subject;
      if (!meets(asked, span)) return [];
      const diagnostics = this.session.findings
        .of(place)
        .filter((finding) => finding.rule === HINTS[refactoring.id] && meets({...asked, span}, finding.span))
        .map((finding) => diagnosticOf(this.session, asked, finding));
      const basis = {kind, ...(diagnostics.length > 0 && {diagnostics})};
      const data = {uri: this.session.projects.uriOf(place), refactoring: refactoring.id, subject: at};
      return this.offers(place, one).flatMap((offer) => this.toAction(place, one.subject, offer, basis, data));
    });
  }

  /** The edit of an action that was offered before. */
  edit(data: unknown): WorkspaceEdit | undefined {
    if (!isActionData(data)) return undefined;
    const place = this.session.projects.locate(data.uri);
    const refactoring = this.session.refactorings.find(({id}) => id === data.refactoring);
    const one = place && refactoring && this.isWhole(place) && this.subjects(refactoring, place)[data.subject];
    const offer = one && this.offers(place, one).find((offer) => titleOf(offer) === data.title);
    if (!offer || "reason" in offer.outcome) {
      throw new ResponseError(LSPErrorCodes.RequestFailed, "The file has changed meanwhile: ask again.");
    }
    return this.toEdit(place.project, one.subject, offer, offer.outcome);
  }

  /** What is around a file decides much, so it has to be known. */
  private isWhole({project}: Place): boolean {
    return project.isReady && this.session.projects.repositories.includes(project);
  }

  private subjects(refactoring: Refactoring, {project, path}: Place): readonly SubjectOffers[] {
    let known = this.known.get(project);
    if (known?.edits !== project.edits) {
      known = {edits: project.edits, byKey: new Map()};
      this.known.set(project, known);
    }
    const key = `${refactoring.id} ${path}`;
    const found = known.byKey.get(key) ?? refactoring.subjects(project.workspace, path).map(withoutOffers);
    known.byKey.set(key, found);
    return found;
  }

  private offers({project}: Place, one: SubjectOffers): readonly Offer[] {
    const {client, schemas} = this.session;
    one.offers ??= offersFor(project.workspace, schemas.of(project), one.subject).map((offer) =>
      "reason" in offer.outcome || client.fileOperations || !changesFiles(offer.outcome)
        ? offer
        : {...offer, outcome: {reason: "This editor does not let a change create or delete files."}},
    );
    return one.offers;
  }

  private toAction(
    {project}: Place,
    subject: Subject,
    offer: Offer,
    basis: Partial<CodeAction>,
    data: Omit<ActionData, "title">,
  ): CodeAction[] {
    const {client} = this.session;
    const {outcome} = offer;
    const title = titleOf(offer);
    const action = {...basis, title};
    if ("reason" in outcome) return client.disabledActions ? [{...action, disabled: outcome}] : [];
    if (!client.lateEdits) return [{...action, edit: this.toEdit(project, subject, offer, outcome)}];
    const notes = mustBeSeen(offer, outcome) ? {notes: notesOf(offer, outcome)} : {};
    return [{...action, data: {...data, title, ...notes} satisfies ActionData}];
  }

  private toEdit(project: Project, {title}: Subject, offer: Offer, change: Change): WorkspaceEdit {
    const needsConfirmation = mustBeSeen(offer, change);
    const description = notesOf(offer, change).join(" ");
    const annotation: ChangeAnnotation = {label: title, description, needsConfirmation};
    const edits = needsConfirmation ? joined(project, change.edits) : change.edits;
    const group = {...change, project, edits, ...(description !== "" && {annotation})};
    return withPreview(this.session, toAnnotatedEdit(this.session, [group]));
  }
}

function mustBeSeen({confirms}: Offer, change: Change): boolean {
  return confirms !== undefined || warnings(change) > 0;
}

function notesOf({confirms}: Offer, {notes}: Change): string[] {
  return [...(confirms === undefined ? [] : [confirms]), ...notes.map(({text}) => text)];
}

function withoutOffers(subject: Subject): SubjectOffers {
  return {subject, offers: undefined};
}

function titleOf({title, outcome}: Offer): string {
  const count = "reason" in outcome ? 0 : warnings(outcome);
  return count === 0 ? title : `${title} (${count} ${count === 1 ? "note" : "notes"})`;
}

function warnings({notes}: Change): number {
  return notes.filter(({weight}) => weight === "warning").length;
}

function changesFiles({created, deleted}: Change): boolean {
  return (created?.size ?? 0) + (deleted?.length ?? 0) > 0;
}

/** One edit a file: a person who looks through the edits could leave out some, and half of a change is a fault. */
function joined({workspace}: Project, edits: Change["edits"]): Map<string, readonly TextEdit[]> {
  return new Map(
    [...edits].map(([path, ofFile]) => {
      const text = workspace.file(path)?.text ?? "";
      const start = Math.min(...ofFile.map(({span}) => span.start));
      const end = Math.max(...ofFile.map(({span}) => span.end));
      const after = applyEdits(text, ofFile);
      return [path, [{span: {start, end}, newText: after.slice(start, after.length - (text.length - end))}]];
    }),
  );
}

function isActionData(data: unknown): data is ActionData {
  return typeof data === "object" && data !== null && "uri" in data && "refactoring" in data && "subject" in data;
}
