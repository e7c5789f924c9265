import type {MessageFromPage} from "../messages.ts";
import type {View} from "./viewport.ts";

/** What VS Code keeps of the page while that is hidden, and over a restart. */
export interface State {
  readonly view?: View | undefined;
  readonly selected?: string | undefined;
  readonly query?: string;
  /** The only cluster that is shown; undefined for all. */
  readonly cluster?: string | undefined;
}

interface VsCode {
  getState(): State | undefined;
  setState(state: State): void;
  postMessage(message: MessageFromPage): void;
}

declare function acquireVsCodeApi(): VsCode;

/** VS Code as the page sees it; it may be asked for once only. */
export const vscode: VsCode = acquireVsCodeApi();
