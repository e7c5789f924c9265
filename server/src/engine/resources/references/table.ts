import {FLUX_REFERENCES} from "./flux.ts";
import {GATEWAY_REFERENCES} from "./gateway.ts";
import {KUBERNETES_REFERENCES} from "./kubernetes.ts";
import {OPERATOR_REFERENCES} from "./operators.ts";
import {type ReferenceRow, splitType} from "./row.ts";
import {SECRET_REFERENCES} from "./secrets.ts";
import {STORAGE_REFERENCES} from "./storage.ts";
import {WORKLOAD_REFERENCES} from "./workloads.ts";

/**
 * Which field of which kind refers to which kinds. Definition, references, rename, completion and "the target is
 * missing" all read these rows.
 */
export const REFERENCES: readonly ReferenceRow[] = [
  ...FLUX_REFERENCES,
  ...GATEWAY_REFERENCES,
  ...KUBERNETES_REFERENCES,
  ...WORKLOAD_REFERENCES,
  ...SECRET_REFERENCES,
  ...STORAGE_REFERENCES,
  ...OPERATOR_REFERENCES,
];

/** The rows by the type that has the field. */
const BY_TYPE: ReadonlyMap<string, readonly ReferenceRow[]> = byType(REFERENCES);

/** The fields of a type that refer to other objects. */
export function referenceRows(type: string): readonly ReferenceRow[] {
  return BY_TYPE.get(type) ?? [];
}

/**
 * Whether objects of this type often come from Helm charts or controllers, so that one that no file declares may be
 * there all the same. What Flux itself works with is written down.
 */
export function mayBeRendered(type: string): boolean {
  const {group} = splitType(type);
  return !/(?:^|\.)(?:toolkit\.fluxcd\.io|extensions\.fluxcd\.io|controlplane\.io)$/.test(group);
}

function byType(table: readonly ReferenceRow[]): Map<string, ReferenceRow[]> {
  const found = new Map<string, ReferenceRow[]>();
  for (const row of table) for (const type of row.from) found.set(type, [...(found.get(type) ?? []), row]);
  return found;
}
