import type {Field} from "../../../yaml/field.ts";
import type {AnnotationContext, Verdict} from "../annotations.ts";
import type {Draft} from "../draft.ts";
import type {Blocked} from "./confirmation.ts";

/** One annotation of an ingress. */
export interface Annotation {
  readonly field: Field;
  readonly key: string;
  /** The part of the key behind the prefix that its rows are for. */
  readonly name: string;
  /** The value as it is written, quotes and aliases resolved; "" for none. */
  readonly raw: string;
  /** The value where it is known before Helm and Flux have replaced what they replace. */
  readonly text: string | undefined;
}

/** What a judgement may look at and change. */
export interface Situation extends AnnotationContext {
  readonly drafts: readonly Draft[];
  /** The other annotations with the same prefix, by name. */
  readonly others: ReadonlyMap<string, Annotation>;
}

/** What is found about an annotation; `why` continues a sentence that begins with its key. */
export interface Finding {
  readonly action: Verdict["action"];
  readonly why?: string;
  readonly isWarning?: boolean;
  /** The routes, where they change. */
  readonly drafts?: readonly Draft[];
  readonly sectionName?: string;
  /** What has to be confirmed one by one, where one annotation names several things that guard access. */
  readonly guards?: readonly Blocked[];
}

/** A row of the table of annotations: those with the name are all found to be the same, or each is looked at. */
export type Row = Named & (Same | Judged | Following);

interface Named {
  /** The name behind the prefix: one, or all that a pattern matches. */
  readonly name: string | RegExp;
  /** The names of the annotations of which one must be there for this to mean anything. */
  readonly completes?: readonly string[];
}

interface Same extends Pick<Finding, "action" | "why"> {
  /** Whether it means something only with a value, or only switched on; else it is dropped without a word. */
  readonly only?: "set" | "on";
}

interface Judged {
  readonly judge: (annotation: Annotation, situation: Situation) => Finding;
}

/** What becomes of it is what becomes of the one that it completes. */
interface Following {
  readonly isPart: true;
}

/** The rows for the annotations that begin alike. The first that fits a name counts; their order is that of effects. */
export interface Table {
  readonly prefixes: readonly string[];
  readonly rows: readonly Row[];
  /** What is found about names without a row. */
  readonly otherwise: Same | Judged;
  /** Whether its annotations belong on every route where there are several. */
  readonly isOfRoute: boolean;
}

/** What a row says about an annotation; `main`: what was found about the one that it completes. */
export function found(
  row: Same | Judged | Following,
  annotation: Annotation,
  situation: Situation,
  main: Finding | undefined,
): Finding {
  if ("judge" in row) return row.judge(annotation, situation);
  if ("isPart" in row) return {action: main?.action ?? "drop"};
  const {action, why, only} = row;
  const {text} = annotation;
  const isOff = text !== undefined && ((only === "set" && text.trim() === "") || (only === "on" && !isOn(text)));
  return isOff ? {action: "drop"} : {action, ...(why !== undefined && {why})};
}

/** The row for a name: the first that fits. */
export function rowOf({rows}: Table, name: string): Row | undefined {
  return rows.find((row) => (typeof row.name === "string" ? row.name === name : row.name.test(name)));
}

/** Whether a text is a yes to Go's `ParseBool`, by which controllers read their annotations. */
export function isOn(text: string): boolean {
  return ["1", "t", "T", "TRUE", "true", "True"].includes(text.trim());
}

/** The texts of a list with commas. */
export function listIn(text: string): string[] {
  return text.split(",").flatMap((item) => item.trim() || []);
}
