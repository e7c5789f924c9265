import type {Related, Severity} from "../finding.ts";
import type {Schemas} from "../ports.ts";
import type {Resource} from "../resources/resource.ts";
import type {SchemaProblem} from "../schema/check.ts";
import type {TextEdit} from "../text/edit.ts";
import type {Span} from "../text/span.ts";
import type {Workspace} from "../workspace/workspace.ts";
import type {Field} from "../yaml/field.ts";
import type {YamlFile} from "../yaml/parse.ts";

/** A fix as a rule proposes it. `edits` is undefined where the operation is not possible; the fix is dropped then. */
export interface ProposedFix {
  readonly title: string;
  /** Whether the fix keeps the meaning, so that it may be applied without a look. Default false. */
  readonly safe?: boolean;
  readonly edits: readonly TextEdit[] | undefined;
  /** The file that the edits are for, where it is not the one with the finding. */
  readonly file?: string;
}

/** What a rule has to say about a place in the file it was given. */
export interface Report {
  readonly at: Span;
  readonly message: string;
  readonly fixes?: readonly (ProposedFix | undefined)[];
  readonly related?: readonly Related[];
  /** Where one case of the rule weighs less than the others. */
  readonly severity?: Severity;
  /** The places where the rules that this one supersedes have nothing left to say; `at` when left out. */
  readonly covers?: readonly Span[];
}

interface RuleBase {
  /** `area/what-is-wrong`: the diagnostic's code, the key in settings, the word in suppressions. Never changes. */
  readonly id: string;
  /** One sentence for lists of rules. */
  readonly summary: string;
  readonly severity: Severity;
  /** Rules that see the same fault and say less about it: where this one reports, what they report is dropped. */
  readonly supersedes?: readonly string[];
}

/** A rule about one resource. It may read the whole workspace and reports only on the resource it was given. */
export interface ResourceRule extends RuleBase {
  /** Types the rule looks at, as `group/Kind` (the kind alone in the core group); left out: all of them. */
  readonly types?: readonly string[];
  /**
   * Whether the verdict depends on fields that a patch elsewhere may set, so that the rule is asked about the object
   * as it comes out of all patches too.
   */
  readonly judgesWhole?: boolean;
  /** Whether it looks at patches too. A patch lacks what its object has, so most rules can't judge one. */
  readonly patches?: boolean;
  check(context: RuleContext): Iterable<Report>;
}

/** A rule about a file as YAML, whatever its documents are. */
export interface FileRule extends RuleBase {
  checkFile(file: YamlFile, workspace: Workspace, schemas: Schemas): Iterable<Report>;
}

export type Rule = ResourceRule | FileRule;

/** What a rule can look at. */
export interface RuleContext {
  readonly resource: Resource;
  /** The root of the resource's document, for short. */
  readonly root: Field;
  readonly workspace: Workspace;
  readonly schemas: Schemas;
  /** What the schema of the resource's kind finds wrong; none for kinds without a schema. */
  readonly schemaProblems: readonly SchemaProblem[];
}

/** Declares a rule; the types do the work. */
export function defineRule<R extends Rule>(rule: R): R {
  return rule;
}
