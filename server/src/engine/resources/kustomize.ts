/** How rules name the two kinds of a kustomization file. */
export const KUSTOMIZATION = "kustomize.config.k8s.io/Kustomization";
export const COMPONENT = "kustomize.config.k8s.io/Component";
export const KUSTOMIZE_TYPES: readonly string[] = [KUSTOMIZATION, COMPONENT];

/** The only apiVersion that kustomize takes for each of its kinds. */
export const KUSTOMIZE_API_VERSIONS: ReadonlyMap<string, string> = new Map([
  ["Kustomization", "kustomize.config.k8s.io/v1beta1"],
  ["Component", "kustomize.config.k8s.io/v1alpha1"],
]);

/** Fields of a kustomization that make or bring in objects, as opposed to those that change objects. */
export const OBJECT_FIELDS: readonly string[] = [
  "resources",
  "bases",
  "components",
  "configMapGenerator",
  "secretGenerator",
  "generators",
  "helmCharts",
  "helmChartInflationGenerator",
];
