import {LSPErrorCodes, ResponseError} from "vscode-languageserver/node";
import {type Answers, withAnswers} from "../../engine/refactors/refactoring.ts";
import type {RefactorAnswers} from "../../protocol.ts";

/** What a client asked for, as far as it can be understood. */
export interface RefactorRequest {
  readonly id: string;
  /** Undefined: everything. */
  readonly uris: readonly string[] | undefined;
  readonly answers: Answers;
  readonly dryRun: boolean;
}

/** Reads the argument of the command: it may come from any client, and decides what is written. */
export function readRefactorArgument(argument: unknown): RefactorRequest {
  if (!isRecord(argument) || typeof argument.id !== "string") throw wrong("it has no `id`");
  const {id, uris, answers = [], dryRun} = argument;
  if (uris !== undefined && !isTexts(uris)) throw wrong("`uris` is no list of texts");
  const given = Array.isArray(answers) ? answers : [answers];
  if (!given.every(isAnswers)) throw wrong("`answers` are none that the server gave");
  return {id, uris, answers: given.reduce<Answers>(withAnswers, {}), dryRun: dryRun === true};
}

function wrong(why: string): ResponseError {
  return new ResponseError(
    LSPErrorCodes.RequestFailed,
    `The argument of fluxWorkbench.refactor can't be used: ${why}.`,
  );
}

function isAnswers(value: unknown): value is RefactorAnswers {
  if (!isRecord(value)) return false;
  const {gateways, chartVersion, confirmed, comments, newFile} = value;
  return (
    (gateways === undefined || (isRecord(gateways) && Object.values(gateways).every(isGateway))) &&
    (chartVersion === undefined || typeof chartVersion === "string") &&
    (confirmed === undefined || isTexts(confirmed)) &&
    [comments, newFile].every((flag) => flag === undefined || typeof flag === "boolean")
  );
}

function isGateway(value: unknown): boolean {
  if (!isRecord(value) || typeof value.name !== "string") return false;
  return [value.namespace, value.sectionName].every((part) => part === undefined || typeof part === "string");
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
