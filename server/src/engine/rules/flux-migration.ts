import type {RetiredVersion} from "../resources/flux-versions.ts";
import {changesOf} from "../resources/migrations.ts";
import {replaceScalar} from "../yaml/edit/scalar.ts";
import type {ProposedFix, RuleContext} from "./rule.ts";

/** What leads from a retired version of a kind to the one that takes its place. */
export interface Migration {
  /** The `apiVersion` to use. */
  readonly apiVersion: string;
  /** What else differs, as the rest of a sentence that ends with that version; "" when nothing does. */
  readonly notes: string;
  readonly fix: ProposedFix | undefined;
}

/** The migration of a resource in a retired version. There is a fix only when it mends all that differs. */
export function migrationOf({resource, root, workspace}: RuleContext, row: RetiredVersion): Migration {
  const apiVersion = `${row.group}/${row.replacement}`;
  const changes = changesOf(resource);
  const edits = [{edits: replaceScalar(root.get("apiVersion"), apiVersion)}, ...changes].map((change) => change.edits);
  const isComplete = edits.every((edit) => edit !== undefined);
  // A patch without a target finds its object by the version, so that both must change together.
  const standsAlone = resource.role === "object" && !workspace.isFoundByApiVersion(resource);
  return {
    apiVersion,
    notes: changes.length === 0 ? "" : `, which ${changes.map(({note}) => note).join(" and ")}`,
    fix: isComplete
      ? {
          title: `Migrate to \`${apiVersion}\``,
          safe: standsAlone && changes.every((change) => change.isExact),
          edits: edits.flat(),
        }
      : undefined,
  };
}
