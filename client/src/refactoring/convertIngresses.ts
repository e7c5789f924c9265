import {type Uri, window} from "vscode";
import {ExecuteCommandRequest} from "vscode-languageclient/node";
import {
  REFACTOR_COMMAND,
  type RefactorAnswer,
  type RefactorAnswers,
  type RefactorArgument,
  type RefactorQuestion,
} from "../../../server/src/protocol.ts";
import type {Server} from "../languageClient.ts";
import {agrees, listed} from "./notes.ts";
import type {ConversionReports} from "./report.ts";

const title = "Convert Ingresses to Routes";

type Ask = (answers: readonly RefactorAnswers[], dryRun: boolean) => Promise<RefactorAnswer>;

/** Converts the ingresses of some files and folders, or of all that is opened, after everything was asked and shown. */
export async function convertIngresses(
  server: Server,
  reports: ConversionReports,
  places?: readonly Uri[],
): Promise<void> {
  const uris = places?.map((uri) => server.client.code2ProtocolConverter.asUri(uri));
  const ask: Ask = (answers, dryRun) => request(server, {id: "ingress-to-route", ...(uris && {uris}), answers, dryRun});
  const {answers, plan} = (await questions(ask)) ?? {};
  if (!answers || !plan || !(await agreesTo(plan))) return;
  const done = plan.converted === 0 ? plan : await ask(answers, false);
  const details = "Show Details";
  const hasDetails = done.refused.length + done.questions.length + done.withNotes.length > 0;
  const chosen = await window.showInformationMessage(`${title}: ${done.message}`, ...(hasDetails ? [details] : []));
  if (chosen === details) await reports.show(done);
}

function request({client}: Server, argument: RefactorArgument): Promise<RefactorAnswer> {
  return client.sendRequest(ExecuteCommandRequest.type, {command: REFACTOR_COMMAND, arguments: [argument]});
}

/** What a person has answered, and what would be done then. */
interface Answered {
  readonly answers: readonly RefactorAnswers[];
  readonly plan: RefactorAnswer;
}

/** Asks until no question is new; undefined when the person does not want to go on. */
async function questions(ask: Ask): Promise<Answered | undefined> {
  const answers: RefactorAnswers[] = [];
  const asked = new Set<string>();
  for (;;) {
    const plan = await ask(answers, true);
    if (!plan.ok) return undefined;
    const open = plan.questions.filter((question) => question.choices.length > 0 && !asked.has(keyOf(question)));
    // What guards access is asked for last, and all of it at once.
    const next = open.find((question) => !isConfirmation(question));
    const same = open.filter((question) => (next ? keyOf(question) === keyOf(next) : isConfirmation(question)));
    if (same.length === 0) return {answers, plan};
    const given = await (next ? choose(next, same.length) : confirm(same));
    if (!given) return undefined;
    answers.push(...given);
    for (const question of same) asked.add(keyOf(question));
  }
}

/** Questions with the same choices get the same answer. */
function keyOf({choices}: RefactorQuestion): string {
  return choices
    .map(({answers}) => JSON.stringify(answers))
    .sort()
    .join();
}

function isConfirmation({choices}: RefactorQuestion): boolean {
  return choices.some(({confirms}) => confirms !== undefined);
}

/** One answer for all that wait for it; none leaves them as they are. */
async function choose({asks, choices}: RefactorQuestion, count: number): Promise<RefactorAnswers[] | undefined> {
  const leave = {label: "Leave these as they are", answers: undefined};
  const items = [...choices.map((choice) => ({label: choice.title, answers: choice.answers})), leave];
  const chosen = await window.showQuickPick(items, {
    title: `${title}: ${count} ${count === 1 ? "waits" : "wait"} for an answer`,
    placeHolder: asks,
    ignoreFocusOut: true,
  });
  return chosen && (chosen.answers ? [chosen.answers] : []);
}

/** Names everything that would be lost: nobody agrees to what is not shown. */
async function confirm(guarded: readonly RefactorQuestion[]): Promise<RefactorAnswers[] | undefined> {
  const convert = "Convert Them Too";
  const leave = "Leave Those Out";
  const names = guarded.map(({name, asks, choices}) => `${name}: ${choices[0]?.confirms ?? asks}`);
  const message =
    guarded.length === 1
      ? "One ingress is converted only if you agree:"
      : `${guarded.length} ingresses are converted only if you agree:`;
  const chosen = await window.showWarningMessage(message, {modal: true, detail: listed(names)}, leave, convert);
  if (chosen === convert) return guarded.flatMap(({choices}) => choices.slice(0, 1).map(({answers}) => answers));
  return chosen === leave ? [] : undefined;
}

async function agreesTo({converted, withNotes}: RefactorAnswer): Promise<boolean> {
  const counts = new Map<string, number>();
  for (const note of withNotes.flatMap(({notes}) => notes)) counts.set(note, (counts.get(note) ?? 0) + 1);
  const frequentFirst = [...counts].sort(([, a], [, b]) => b - a);
  const notes = frequentFirst.map(([note, count]) => (count === 1 ? note : `${note} (${count} times)`));
  const what = converted === 1 ? "one ingress is" : `${converted} ingresses are`;
  return notes.length === 0 || agrees(`Before ${what} converted, you should know:`, notes);
}
