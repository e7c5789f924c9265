import type {Resource} from "../../../resources/resource.ts";
import type {Comment} from "../../../yaml/comments.ts";
import type {Answers} from "../../refactoring.ts";
import type {Verdict} from "../annotations.ts";
import type {Draft} from "../draft.ts";
import type {Parent} from "../gateways.ts";

/** The HTTPRoutes that take the place of a manifest. */
export interface RoutePlan {
  readonly resource: Resource;
  /** One route each; the first one keeps the name. */
  readonly drafts: readonly Draft[];
  readonly parent: Parent;
  readonly sectionName: string | undefined;
  /** Where the class stood in the `spec`: comments from there go to the Gateway. */
  readonly classAt: number | undefined;
  /** What becomes of the annotations. */
  readonly verdicts: readonly Verdict[];
  /** The names of the routes, in their order. */
  readonly names: readonly string[];
  readonly answers: Answers;
  /** Comments about what does not go along, with the places where that stood. */
  readonly comments: readonly Comment[];
}
