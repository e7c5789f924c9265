import {ALERT, HELM_RELEASE, PROVIDER} from "../../resources/flux-kinds.ts";
import {compareMinors} from "../../resources/flux-versions.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {nestEntry} from "../../yaml/edit/nest.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type ProposedFix, type RuleContext} from "../rule.ts";

interface DeprecatedField {
  readonly type: string;
  readonly path: readonly string[];
  /** The Flux minor from which the message is true. */
  readonly since: string;
  readonly message: string;
  readonly fixes?: (context: RuleContext, field: Field) => (ProposedFix | undefined)[];
}

const DEPRECATED: readonly DeprecatedField[] = [
  {
    type: HELM_RELEASE,
    path: ["spec", "install", "skipCRDs"],
    since: "2.2",
    message: "Flux has not read `install.skipCRDs` since 2.2 and installs the chart's CRDs; `install.crds` decides.",
    fixes: skipped,
  },
  {
    type: HELM_RELEASE,
    path: ["spec", "rollback", "recreate"],
    since: "2.8",
    message: "`rollback.recreate` has had no effect since Flux 2.8, whose Helm has no such option.",
    fixes: withoutEffect,
  },
  {
    type: PROVIDER,
    path: ["spec", "interval"],
    since: "2.2",
    message: "A Provider is not reconciled any more, and its `interval` is not used.",
    fixes: withoutEffect,
  },
  {
    type: PROVIDER,
    path: ["spec", "proxy"],
    since: "2.7",
    message: "`proxy` is deprecated since Flux 2.7 and gone in version v1 of Provider; use `proxySecretRef`.",
  },
  {
    type: ALERT,
    path: ["spec", "summary"],
    since: "2.5",
    message: "`summary` is deprecated since Flux 2.5; write it as `eventMetadata.summary`.",
    fixes: inMetadata,
  },
];

export default defineRule({
  id: "flux/deprecated-field",
  summary: "A field that Flux ignores or is going to remove.",
  severity: "warning",
  types: [HELM_RELEASE, PROVIDER, ALERT],
  patches: true,

  *check(context) {
    const {resource, root, workspace} = context;
    for (const {type, path, since, message, fixes} of DEPRECATED) {
      const field = root.at(...path);
      if (type !== resource.type || !field.exists || compareMinors(workspace.config.flux, since) < 0) continue;
      yield {at: field.markOfKey, message, fixes: fixes?.(context, field) ?? []};
    }
  },
});

/** A map that held nothing else goes too. */
function withoutEffect({resource}: RuleContext, field: Field): ProposedFix[] {
  const {file} = resource.document;
  const isOnly = field.parent?.entries.length === 1;
  const edits = removeField(file, isOnly && field.parent ? field.parent : field);
  return [{title: `Remove \`${field.key}\``, safe: true, edits}];
}

/** What the author wanted is not what happens; only the author knows which of the two shall be. */
function skipped(context: RuleContext, field: Field): (ProposedFix | undefined)[] {
  const crds = field.parent?.get("crds");
  if (field.boolean !== true || crds?.exists) return withoutEffect(context, field);
  const {keySpan} = field;
  return [
    keySpan && !field.isAlias
      ? {title: "Use `crds: Skip`", edits: [{span: {start: keySpan.start, end: field.span.end}, newText: "crds: Skip"}]}
      : undefined,
    ...withoutEffect(context, field).map((fix) => ({...fix, safe: false})),
  ];
}

/** The old field goes before the new one, so that the move is not the same where a patch sets either. */
function inMetadata({resource, workspace}: RuleContext, field: Field): (ProposedFix | undefined)[] {
  const {file} = resource.document;
  const metadata = field.parent?.get("eventMetadata");
  const pointers = ["/spec/summary", "/spec/eventMetadata/summary"];
  const safe = resource.role === "object" && !pointers.some((pointer) => workspace.mayBeSetByPatch(resource, pointer));
  if (!metadata?.exists) {
    const edits = nestEntry(file, field, "eventMetadata:", 2, "summary");
    return [{title: "Move it to `eventMetadata`", safe, edits}];
  }
  if (metadata.get("summary").keySpan || field.style === "block" || field.written.includes("\n")) return [];
  const added = addEntries(file, metadata, `summary: ${field.written}`);
  const gone = removeField(file, field);
  return [{title: "Move it to `eventMetadata`", safe, edits: added && gone && [...added, ...gone]}];
}
