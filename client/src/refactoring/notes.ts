import {window} from "vscode";

/** More sentences than this have no room in a dialog. */
const sentencesShown = 12;

/** Says what works differently afterwards, before anything is changed; whether the person wants to see the changes. */
export async function agrees(message: string, notes: readonly string[]): Promise<boolean> {
  const show = "Show Changes";
  const more = notes.length - sentencesShown;
  const shown = [...notes.slice(0, sentencesShown), ...(more > 0 ? [`and ${more} more`] : [])];
  const chosen = await window.showWarningMessage(message, {modal: true, detail: listed(shown)}, show);
  return chosen === show;
}

/** Sentences for a dialog, one below the other. */
export function listed(sentences: readonly string[]): string {
  return sentences.map((sentence) => `• ${sentence}`).join("\n");
}
