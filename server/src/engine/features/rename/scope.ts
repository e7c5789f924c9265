import type {Workspace} from "../../workspace/workspace.ts";
import {pointerOf} from "../../yaml/value.ts";
import {type Declaration, declarationsIn} from "../names/declarations.ts";
import {type NameUse, usesOf} from "../names/uses.ts";

/** Everything that has to get a new name together. */
export interface Scope {
  readonly declarations: readonly Declaration[];
  readonly uses: readonly NameUse[];
}

/**
 * What a renaming reaches: all that uses the name, and since a shared file may mean another object on each cluster, all
 * that those places mean, and so on. Two objects that take their name from one field can't be told apart either.
 */
export function scopeOf(workspace: Workspace, start: readonly Declaration[]): Scope {
  const declarations = new Map<string, Declaration>();
  const uses = new Map<string, NameUse>();
  const pending = [...start];
  for (let declared = pending.pop(); declared; declared = pending.pop()) {
    if (declarations.has(declared.key)) continue;
    declarations.set(declared.key, declared);
    const {resource, field} = declared;
    pending.push(...declarationsIn(resource).filter((other) => other.field.span.start === field.span.start));
    for (const use of usesOf(workspace, declared)) {
      uses.set(`${use.resource.document.file.path}:${use.field.span.start}${pointerOf(use.field.path)}`, use);
      if (use.isCertain && use.kind !== "target") pending.push(...use.means);
    }
  }
  const isApplied = [...declarations.values()].some(({at}) => workspace.graph.applied(at).some(({by}) => by));
  return {
    declarations: [...declarations.values()],
    // What nothing applies, and what may mean something else, need not be right for the clusters.
    uses: [...uses.values()].filter((use) => !isApplied || use.isApplied || isWithin(use, declarations)),
  };
}

/** Whether everything that a place may mean is among these. */
export function isWithin({means}: NameUse, declarations: ReadonlyMap<string, Declaration>): boolean {
  return means.every(({key}) => declarations.has(key));
}
