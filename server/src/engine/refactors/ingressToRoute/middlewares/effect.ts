import type {AnnotationContext} from "../annotations.ts";
import type {DraftRule} from "../draft.ts";

/** What a route depends on beside its own text. */
export type RouteContext = Pick<AnnotationContext, "workspace" | "resource" | "parent">;

/** What a Middleware does to a rule. `why` continues a sentence that begins with its name. */
export type MiddlewareEffect =
  | {readonly rules: readonly DraftRule[]; readonly why?: string}
  | {readonly action: "drop" | "todo" | "block"; readonly why: string};
