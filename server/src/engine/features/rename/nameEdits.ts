import type {Resource} from "../../resources/resource.ts";
import type {TextEdit} from "../../text/edit.ts";
import type {Span} from "../../text/span.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {pointerOf} from "../../yaml/value.ts";
import {walk} from "../../yaml/walk.ts";
import {anchorOf} from "../definition.ts";

/** A place whose name changes. */
export interface Site {
  readonly field: Field;
  /** The resource or patch that the place is in: anchors reach no further than its document. */
  readonly resource: Resource;
}

/**
 * The edits that give every site the new name. A name that is an anchor keeps its aliases where those are sites too;
 * all others get the old text, since they mean something else.
 */
export function nameEdits(sites: readonly Site[], newName: string): Map<string, TextEdit[]> {
  const edits = new Map<string, Map<number, TextEdit>>();
  const add = (file: string, span: Span, newText: string): void => {
    const ofFile = edits.get(file) ?? new Map<number, TextEdit>();
    edits.set(file, ofFile.set(span.start, {span, newText}));
  };
  for (const site of sites) {
    const {field, resource} = site;
    const file = fileOf(site);
    const isSite = (span: Span): boolean => sitesAt(sites, file, span).length > 0;
    const anchored = field.isAlias ? anchorOf(resource.root, field) : undefined;
    if (anchored && isSite(anchored.span)) continue;
    add(file, field.span, field.isAlias ? scalarText(newName) : likeBefore(field, newName));
    if (field.isAlias || field.anchor === undefined) continue;
    for (const span of aliasesOf(resource, field)) {
      if (!isSite(span)) add(file, span, scalarText(String(field.scalar)));
    }
  }
  return new Map([...edits].map(([file, ofFile]) => [file, [...ofFile.values()]]));
}

/** Whether an alias brings one of the places into other parts of its document, of which some are no sites. */
export function sharedSite(sites: readonly Site[]): Site | undefined {
  return sites.find((site) => isShared(sites, site));
}

function isShared(sites: readonly Site[], site: Site): boolean {
  const {field, resource} = site;
  let count = 1;
  for (const part of walk(resource.root)) {
    const isAround = part.span.start <= field.span.start && field.span.end <= part.span.end;
    if (part.anchor !== undefined && part.type !== "scalar" && isAround) count += aliasesOf(resource, part).length;
  }
  const paths = sitesAt(sites, fileOf(site), field.span).map((one) => pointerOf(one.field.path));
  return new Set(paths).size < count;
}

function fileOf({resource}: Site): string {
  return resource.document.file.path;
}

function sitesAt(sites: readonly Site[], file: string, span: Span): Site[] {
  return sites.filter((site) => fileOf(site) === file && site.field.span.start === span.start);
}

/** Where aliases of an anchor stand, as values and as keys. */
function aliasesOf({root, document}: Resource, anchored: Field): Span[] {
  const alias = `*${anchored.anchor}`;
  const {text} = document.file;
  return [...walk(root)].flatMap(({isAlias, target, span, keySpan}) => [
    ...(isAlias && target === anchored.node ? [span] : []),
    ...(keySpan && keySpan.start > anchored.span.start && text.slice(keySpan.start, keySpan.end) === alias
      ? [keySpan]
      : []),
  ]);
}

/** The new name with the quotes that the old one has. */
function likeBefore({written}: Field, newName: string): string {
  const quote = written[0];
  return quote === '"' || quote === "'" ? `${quote}${newName}${quote}` : scalarText(newName);
}
