import {isOpenText} from "../../../resources/substitution.ts";
import type {Field} from "../../../yaml/field.ts";
import type {AnnotationContext, Interpretation, Verdict} from "../annotations.ts";
import type {Draft} from "../draft.ts";
import {type Annotation, type Finding, found, type Row, rowOf, type Situation, type Table} from "./row.ts";
import {tableOf} from "./tables.ts";

/** What becomes of annotations, row by row: what one changes in the routes, the next one finds changed. */
export function judged(annotations: Field, drafts: readonly Draft[], context: AnnotationContext): Interpretation {
  const fields = [...new Set([...annotations.entries, ...mergedOnly(annotations)])];
  const verdicts = new Map<Field, Verdict>();
  let routes = drafts;
  let section: string | undefined;
  for (const [table, group] of groupsOf(fields)) {
    const others = new Map(group.map((annotation) => [annotation.name, annotation]));
    const findings = new Map<string, Finding>();
    for (const [annotation, row] of inOrder(table, group)) {
      const situation: Situation = {...context, drafts: routes, others};
      const main = row?.completes?.find((name) => isThere(others.get(name), findings.get(name)));
      const finding = found(
        row ?? table.otherwise,
        annotation,
        situation,
        main === undefined ? undefined : findings.get(main),
      );
      findings.set(annotation.name, finding);
      routes = finding.drafts ?? routes;
      section = finding.sectionName ?? section;
      const mainKey = main === undefined ? undefined : others.get(main)?.key;
      verdicts.set(annotation.field, {
        field: annotation.field,
        key: annotation.key,
        action: finding.action,
        why: finding.why === undefined ? undefined : `\`${annotation.key}\` ${finding.why}.`,
        isOfRoute: table.isOfRoute,
        ...(finding.isWarning && {isWarning: true}),
        ...(mainKey !== undefined && {with: mainKey}),
        ...(finding.guards && {guards: finding.guards}),
      });
    }
  }
  return {
    verdicts: fields.map((field) => verdicts.get(field) ?? keep(field)),
    drafts: routes,
    ...(section !== undefined && {sectionName: section}),
  };
}

function keep(field: Field): Verdict {
  return {field, key: String(field.key), action: "keep", why: undefined, isOfRoute: true};
}

/** What only merge keys bring in. */
function mergedOnly(annotations: Field): Field[] {
  const own = new Set(annotations.entries.map(({key}) => key));
  return annotations.mergedEntries.filter(({key}) => !own.has(key));
}

/** The annotations that some table has rows for, by it. */
function groupsOf(fields: readonly Field[]): Map<Table, Annotation[]> {
  const groups = new Map<Table, Annotation[]>();
  for (const field of fields) {
    const key = String(field.key);
    const place = tableOf(key);
    // The API server drops annotations without a value.
    if (!place || !field.exists) continue;
    const {table, name} = place;
    const raw = String(field.scalar ?? "");
    const isOpen = isOpenText(raw) || raw.includes("{{");
    groups.set(table, [...(groups.get(table) ?? []), {field, key, name, raw, text: isOpen ? undefined : raw}]);
  }
  return groups;
}

/** Annotations in the order of the rows, those that complete others last. */
function inOrder(table: Table, group: readonly Annotation[]): [Annotation, Row | undefined][] {
  const {rows} = table;
  const pairs = group.map((annotation): [Annotation, Row | undefined] => [annotation, rowOf(table, annotation.name)]);
  const rank = (row: Row | undefined): number =>
    row ? rows.indexOf(row) + (row.completes ? rows.length + 1 : 0) : rows.length;
  return pairs.sort(([, a], [, b]) => rank(a) - rank(b));
}

/** Whether an annotation is there and means something. */
function isThere(annotation: Annotation | undefined, finding: Finding | undefined): boolean {
  return annotation !== undefined && finding !== undefined && finding.action !== "drop";
}
