import type {ClientCapabilities} from "vscode-languageserver/node";
import type {Answers, Proposal, Question, Refactoring} from "../../server/src/engine/refactors/refactoring.ts";
import {capabilities} from "./capabilities.ts";

/** A file with one entry for each word, which the refactoring below knows. */
export function oldFile(...words: readonly string[]): string {
  const entries = words.map((word, i) => `  old-${i}: ${word}\n`);
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n${entries.join("")}`;
}

/** What is asked of `asked`: a Gateway. */
export const QUESTION: Question = {
  asks: "The class `asked` has no Gateway.",
  choices: ["internal", "external"].map((name) => ({
    title: `with Gateway \`${name}\``,
    answers: {gateways: {asked: {name}}},
  })),
};

/** What is asked of `guarded`: whether it may be lost. */
export const CONFIRMATION: Question = {
  asks: "`guarded` guards access.",
  choices: [
    {
      title: "although `guarded` guards access",
      answers: {confirmed: ["guarded"]},
      confirms: "`guarded` is not carried over.",
    },
  ],
};

/** Entries called `old-*` become `new-*`; their value says how that goes. `proposed` counts how often it was asked. */
export function oldToNew(): Refactoring & {proposed: number} {
  const refactoring = {
    id: "old-to-new",
    title: "Convert old to new",
    proposed: 0,
    subjects: (workspace, file) => {
      const text = workspace.file(file)?.text ?? "";
      return [...text.matchAll(/^ {2}old-\d+: (\w+)\n/gm)].map(({0: line, 1: word = "", index}) => ({
        file,
        name: `old \`${word}\``,
        title: "Convert old to new",
        ...(["variant", "never"].includes(word) && {
          variants: [{title: "Convert old to new in a new file", answers: {newFile: true}}],
        }),
        span: {start: index, end: index + line.length - 1},
        mark: {start: index + 2, end: index + 5},
        propose: (answers) => {
          refactoring.proposed++;
          return propose(file, index, line, word, answers);
        },
      }));
    },
  } as Refactoring & {proposed: number};
  return refactoring;
}

function propose(file: string, index: number, line: string, word: string, answers: Answers): Proposal {
  const {gateways = {}, confirmed = []} = answers;
  if (["refused", "never"].includes(word)) return {refused: `\`${word}\` has no counterpart.`};
  if (word === "endless") return {...QUESTION, asks: "Nothing helps."};
  if (word === "many" && !gateways.asked) return {...QUESTION, choices: Array(20).fill(QUESTION.choices[0])};
  if (["asked", "both"].includes(word) && !gateways.asked) return QUESTION;
  if (["guarded", "both"].includes(word) && !confirmed.includes("guarded")) return CONFIRMATION;
  const rename = {span: {start: index + 2, end: index + 5}, newText: "new"};
  const end = {start: index + line.length - 1, end: index + line.length - 1};
  const edits = new Map([[file, [rename, {span: end, newText: " # was old"}]]]);
  if (word === "noted") {
    return {
      edits,
      notes: [
        {weight: "warning", text: "It works differently."},
        {weight: "info", text: "Good to know."},
      ],
    };
  }
  if (word === "moved" || answers.newFile) {
    const created = new Map([["new.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: new\n"]]);
    return {edits: new Map(), created, deleted: [file], notes: []};
  }
  return {edits, notes: []};
}

/** What an editor can that can everything with actions and edits; without what is named. */
export function refactoringCapabilities(...without: readonly string[]): Readonly<Record<string, unknown>> {
  const all: ClientCapabilities = capabilities("pull");
  const codeAction = {
    isPreferredSupport: true,
    disabledSupport: true,
    dataSupport: true,
    resolveSupport: {properties: ["edit", "command"]},
  };
  const workspaceEdit = {
    documentChanges: true,
    resourceOperations: ["create", "rename", "delete"],
    changeAnnotationSupport: {groupsOnLabel: true},
  };
  const leaveOut = (given: object): object =>
    Object.fromEntries(Object.entries(given).filter(([name]) => !without.includes(name)));
  return {
    ...all,
    workspace: leaveOut({...all.workspace, applyEdit: true, workspaceEdit: leaveOut(workspaceEdit)}),
    textDocument: {...all.textDocument, codeAction: leaveOut(codeAction)},
  };
}
