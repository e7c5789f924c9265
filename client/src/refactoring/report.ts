import {Disposable, DocumentLink, EventEmitter, languages, Range, Uri, window, workspace} from "vscode";
import type {RefactorAnswer, RefactoredThing} from "../../../server/src/protocol.ts";

/** Shows what a conversion left as it is, and why. */
export interface ConversionReports extends Disposable {
  show(answer: RefactorAnswer): Promise<void>;
}

/** A line of the page, and what it leads to. */
interface Line {
  readonly text: string;
  readonly uri?: Uri;
}

/** The page is nobody's file: it is read-only, and gone with the window. */
export function createConversionReports(): ConversionReports {
  const uri = Uri.from({scheme: "flux-workbench-report", path: "/Converted Ingresses.md"});
  const changed = new EventEmitter<Uri>();
  let lines: readonly Line[] = [];
  const content = workspace.registerTextDocumentContentProvider(uri.scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: () => lines.map(({text}) => `${text}\n`).join(""),
  });
  const links = languages.registerDocumentLinkProvider(
    {scheme: uri.scheme},
    {
      provideDocumentLinks: () =>
        lines.flatMap(({text, uri}, i) => (uri ? new DocumentLink(new Range(i, 0, i, text.length), uri) : [])),
    },
  );
  return {
    async show(answer) {
      lines = describe(answer);
      changed.fire(uri);
      await window.showTextDocument(uri, {preview: true});
    },
    dispose: () => Disposable.from(changed, content, links).dispose(),
  };
}

function describe({message, refused, questions, withNotes}: RefactorAnswer): Line[] {
  return [
    {text: `# Ingresses to routes: ${message}`},
    ...section("Left as they are", refused, ({reason}) => [reason]),
    ...section("Waiting for an answer", questions, ({asks}) => [asks]),
    ...section("Converted, and to be looked at", withNotes, ({notes}) => notes),
  ];
}

function section<T extends RefactoredThing>(title: string, things: readonly T[], say: (thing: T) => readonly string[]) {
  if (things.length === 0) return [];
  const lines = things.flatMap((thing): Line[] => {
    const uri = Uri.parse(thing.uri);
    const sentences = say(thing).map((text) => ({text: `- ${text}`}));
    return [{text: ""}, {text: workspace.asRelativePath(uri), uri}, {text: `${thing.name}:`}, ...sentences];
  });
  return [{text: ""}, {text: `## ${title}`}, ...lines];
}
