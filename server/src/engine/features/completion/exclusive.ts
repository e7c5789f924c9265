import {KUSTOMIZATION as FLUX_KUSTOMIZATION, HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {COMPONENT, KUSTOMIZATION} from "../../resources/kustomize.ts";

/** Fields of which a map may have only one. */
interface ExclusiveFields {
  readonly types: readonly string[];
  /** The map that has them; `[]` stands for every item of a list. */
  readonly at: string;
  readonly keys: readonly string[];
}

const EXCLUSIVE: readonly ExclusiveFields[] = [
  {types: [HELM_RELEASE], at: "spec", keys: ["chart", "chartRef"]},
  {types: [KUSTOMIZATION, COMPONENT], at: "patches[]", keys: ["patch", "path"]},
  {types: [KUSTOMIZATION, COMPONENT], at: "patchesJson6902[]", keys: ["patch", "path"]},
  {types: [HELM_RELEASE, FLUX_KUSTOMIZATION], at: "spec.kubeConfig", keys: ["secretRef", "configMapRef"]},
];

/** Keys that a map can't have any more, with those that it has. `at` is its path, as in the table. */
export function excludedKeys(type: string, at: string, present: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const rows = EXCLUSIVE.filter((row) => row.at === at && row.types.includes(type));
  return new Set(rows.flatMap(({keys}) => (keys.some((key) => present.has(key)) ? keys : [])));
}
