import type {GatewayTarget} from "../config.ts";
import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";

/** A change of a repository that people ask for by name. */
export interface Refactoring {
  /** The word on the command line: `ingress-to-route`. Never changes. */
  readonly id: string;
  /** What it does, for lists and menus. */
  readonly title: string;
  /** What it could change in a file, in text order. */
  subjects(workspace: Workspace, path: string): readonly Subject[];
}

/** One thing in a file that a refactoring could change. */
export interface Subject {
  readonly file: string;
  /** What it is, for lists: "ingress of HelmRelease `plex`". */
  readonly name: string;
  /** What the edit would do, as the title of a menu entry: "Convert ingress to route". */
  readonly title: string;
  /** Where in the file the change is offered. */
  readonly span: Span;
  /** What to underline. */
  readonly mark: Span;
  /** Other ways to do it, each a menu entry of its own. */
  readonly variants?: readonly Variant[];
  /** What the refactoring would do with it. Reads nothing but the workspace. */
  propose(answers: Answers): Proposal;
}

/** Another way to change a subject. */
export interface Variant {
  /** The title of its menu entry: "Convert Ingress to HTTPRoute in a new file". */
  readonly title: string;
  /** What it adds to the answers that were given. */
  readonly answers: Answers;
}

/** What a person has decided beforehand. All of it is plain data: it comes through the protocol too. */
export interface Answers {
  /** Ingress class -> the Gateway that takes its place, beside those that the configuration has. */
  readonly gateways?: Readonly<Record<string, GatewayTarget>>;
  /** The version of a chart, where the repository does not say it. */
  readonly chartVersion?: string;
  /** What may be lost although it guards access: keys of annotations, `namespace/name` of Middlewares. */
  readonly confirmed?: readonly string[];
  /** Whether everything that is dropped is left as a comment. */
  readonly comments?: boolean;
  /** The folder of a Component. */
  readonly component?: string;
  /** The folder of a Component that takes the place of that one. */
  readonly replacement?: string;
  /** Values of variables, by name. */
  readonly values?: Readonly<Record<string, string>>;
  /** What the endpoint of Gatus has beside the defaults: a map as a YAML text. */
  readonly endpoint?: string;
  /** Whether a manifest that becomes another kind moves to a file of its own. */
  readonly newFile?: boolean;
}

export type Proposal = Change | Question | Refusal;

/** Edits that belong together. */
export interface Change {
  readonly edits: ReadonlyMap<string, readonly TextEdit[]>;
  /** New files: text by path. */
  readonly created?: ReadonlyMap<string, string>;
  /** Files that are not needed any more. */
  readonly deleted?: readonly string[];
  /** What a person should know before. */
  readonly notes: readonly Note[];
}

/** Something that the change does not carry over, or that it breaks elsewhere. */
export interface Note {
  /** `warning`: something works differently afterwards. `info`: good to know. */
  readonly weight: "warning" | "info";
  /** One or two sentences. */
  readonly text: string;
  /** Another subject, by its file and name: where it is changed in the same run, there is nothing to say. */
  readonly unless?: Pick<Subject, "file" | "name">;
}

/** A change that needs to know something. */
export interface Question {
  /** Why nothing is done without an answer, as a sentence; it says what to add where. */
  readonly asks: string;
  /** Answers to choose from; each is added to the answers that were given. May be none. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  /** What is chosen, to stand behind the title of the subject: "with Gateway `network/internal`". */
  readonly title: string;
  readonly answers: Answers;
  /** Whether the person has to be shown the result first, and why. */
  readonly confirms?: string;
}

/** Why something is left as it is, as a sentence. */
export interface Refusal {
  readonly refused: string;
}

/** The answers with more of them. */
export function withAnswers(given: Answers, more: Answers): Answers {
  return {
    ...given,
    ...more,
    gateways: {...given.gateways, ...more.gateways},
    confirmed: [...(given.confirmed ?? []), ...(more.confirmed ?? [])],
    values: {...given.values, ...more.values},
  };
}
