import {KUSTOMIZE_TYPES} from "../../resources/kustomize.ts";
import {allOf, quoted} from "../../schema/words.ts";
import type {TextEdit} from "../../text/edit.ts";
import {folderOf} from "../../text/paths.ts";
import {pathEntries} from "../../workspace/kustomize-entries.ts";
import {wrapInList} from "../../yaml/edit/indent.ts";
import {addItem} from "../../yaml/edit/insert.ts";
import {joinLists} from "../../yaml/edit/join-lists.ts";
import {renameKey} from "../../yaml/edit/key.ts";
import {linesOf} from "../../yaml/edit/lines.ts";
import {mapText} from "../../yaml/edit/map-text.ts";
import {nestEntry} from "../../yaml/edit/nest.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule, type ProposedFix, type RuleContext} from "../rule.ts";

/** A field that kustomize has replaced. */
interface Row {
  /** Where it stands; `[]` is every item of a list. */
  readonly path: string;
  /** What to do instead, as the rest of a sentence. */
  readonly advice: string;
  readonly fix?: (context: RuleContext, field: Field) => ProposedFix;
  /** Whether kustomize itself takes it without a warning. */
  readonly isQuiet?: boolean;
}

/** The fixes keep what kustomize builds, order included; where that is not certain, they are not safe. */
const ROWS: readonly Row[] = [
  {path: "bases", advice: "list the folders under `resources`", fix: asLaterItemsOf("resources")},
  {path: "commonLabels", advice: "`labels` with `includeSelectors: true` does the same", fix: asLabels},
  {
    path: "patchesStrategicMerge",
    advice: "`patches` takes a file as `path` and an inline patch as `patch`",
    fix: asEarlierPatches,
  },
  {path: "patchesJson6902", advice: "`patches` takes the same entries", fix: asLaterPatches},
  {path: "imageTags", advice: "`images` takes the same entries", fix: asLaterItemsOf("images")},
  {path: "vars", advice: "use `replacements`; they work in another way, so there is no fix"},
  {path: "helmChartInflationGenerator", advice: "use `helmCharts` and `helmGlobals`", isQuiet: true},
  {path: "configMapGenerator[].env", advice: "list the file under `envs`", fix: asLastEnv, isQuiet: true},
  {path: "secretGenerator[].env", advice: "list the file under `envs`", fix: asLastEnv, isQuiet: true},
];

export default defineRule({
  id: "kustomize/deprecated-field",
  summary: "A field of a kustomization that kustomize has replaced by another.",
  severity: "warning",
  types: KUSTOMIZE_TYPES,

  *check(context) {
    for (const {path, advice, fix, isQuiet} of ROWS) {
      for (const field of select(context.root, path)) {
        if (!field.exists || !field.keySpan) continue;
        yield {
          at: field.keySpan,
          message: `\`${field.key}\` is deprecated: ${advice}.`,
          ...(isQuiet && {severity: "info"}),
          fixes: [fix?.(context, field)],
        };
      }
    }
  },
});

function asLaterItemsOf(key: string): (context: RuleContext, field: Field) => ProposedFix {
  return ({resource, root}, field) => ({
    title: `Move to \`${key}\``,
    safe: true,
    edits: joinLists(resource.document.file, present([root.get(key), field]), key, []),
  });
}

/** Kustomize applies `patchesStrategicMerge` right before `patches`. */
function asEarlierPatches({resource, root}: RuleContext, field: Field): ProposedFix {
  const {file} = resource.document;
  const edits: TextEdit[] = [];
  for (const item of field.items) {
    const {start} = item.span;
    const isInline = item.style === "block";
    // The width of the margin in a header such as `|2` would have to change with it.
    const isCertain = isInline ? !/^[|>][-+]?\d/.test(item.written) : /^["']?[\w./@-]+["']?$/.test(item.written);
    if (!isCertain || item.isAlias) return {title: "Move to `patches`", edits: undefined};
    edits.push({span: {start, end: start}, newText: isInline ? "patch: " : "path: "});
    const {end} = linesOf(file, item);
    for (let line = file.lines.positionAt(start).line + 1; isInline && file.lines.lineStart(line) < end; line++) {
      const at = file.lines.lineStart(line);
      if (file.lines.lineText(line) !== "") edits.push({span: {start: at, end: at}, newText: "  "});
    }
  }
  return {
    title: "Move to `patches`",
    safe: true,
    edits: joinLists(file, present([field, root.get("patches")]), "patches", edits),
  };
}

/** Fields that kustomize handles after `patches` and before `patchesJson6902`. */
const BETWEEN = ["namespace", "namePrefix", "nameSuffix", "labels", "commonLabels", "commonAnnotations"];

function asLaterPatches({resource, root, workspace}: RuleContext, field: Field): ProposedFix {
  const {file} = resource.document;
  const before = BETWEEN.filter((name) => root.get(name).exists);
  // A Flux Kustomization may add a namespace, a prefix or a suffix of its own.
  const mayGrow = workspace.isFluxPath(folderOf(file.path));
  return {
    title: `Move to \`patches\`${before.length > 0 ? `, which are applied before ${allOf(quoted(before))}` : ""}`,
    safe: before.length === 0 && !mayGrow,
    edits: joinLists(file, present([root.get("patches"), field]), "patches", []),
  };
}

function asLabels({resource, root}: RuleContext, field: Field): ProposedFix {
  const {file} = resource.document;
  const labels = root.get("labels");
  const text = mapText(file, field);
  const gap = field.isFlow ? " " : "\n  ";
  const item = text && `includeSelectors: true\npairs:${gap}${text.replaceAll("\n", "\n  ")}`;
  const added = labels.exists && item ? addItem(file, labels, item) : undefined;
  const removed = removeField(file, field);
  // `configurations` may name other places for `labels` than for `commonLabels`, also those of folders further down.
  const isAlone =
    !root.get("configurations").exists &&
    !root.get("components").exists &&
    pathEntries(resource, "resources[]").every(({text}) => /\.ya?ml$/.test(text)) &&
    !root.get("bases").exists;
  return {
    title: "Use `labels` with `includeSelectors: true`",
    safe: isAlone,
    edits: labels.exists
      ? added && removed && [...added, ...removed]
      : nestEntry(file, field, "labels:\n  - includeSelectors: true", 4, "pairs"),
  };
}

function asLastEnv({resource}: RuleContext, field: Field): ProposedFix {
  const {file} = resource.document;
  const envs = field.parent?.get("envs");
  const {start} = field.span;
  // With the comment behind it.
  const value = file.text.slice(start, file.lines.lineEnd(file.lines.positionAt(start).line)).trimEnd();
  const added = envs?.exists ? addItem(file, envs, value) : renameKey(field, "envs");
  const rest = envs?.exists ? removeField(file, field) : wrapInList(file, field);
  return {title: "Move to `envs`", safe: true, edits: added && rest && [...added, ...rest]};
}

function present(fields: readonly Field[]): Field[] {
  return fields.filter((field) => field.exists);
}
