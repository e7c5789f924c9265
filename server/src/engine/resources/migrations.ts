import {
  BUCKET,
  GIT_REPOSITORY,
  HELM_CHART,
  HELM_RELEASE,
  IMAGE_UPDATE_AUTOMATION,
  KUSTOMIZATION,
} from "./flux-kinds.ts";
import {
  type Change,
  guessed,
  joinedPatches,
  listed,
  type MigrationStep,
  removed,
  rewritten,
  type TemplateField,
} from "./migration-steps.ts";
import type {Resource} from "./resource.ts";

/** Fields of commit message templates that image-automation-controller 1.0 (Flux 2.7) gave up. */
export const REMOVED_TEMPLATE_FIELDS: readonly TemplateField[] = [
  {name: ".Updated", uses: /\{\{[^}]*(?<!\w)\.Updated\b/, instead: "`.Changed.FileChanges` or `.Changed.Objects`"},
  {
    name: ".Changed.ImageResult",
    uses: /\{\{[^}]*(?<!\w)\.Changed\.ImageResult\b/,
    instead: "`.Changed.FileChanges` or `.Changed.Objects`",
  },
];

/** Where the template of commit messages stands. */
export const MESSAGE_TEMPLATE = "spec.git.commit.messageTemplate";

/**
 * What differs, for each kind, between its retired versions and the current one. Kinds that are not here differ in
 * nothing but the version.
 */
const MIGRATIONS: ReadonlyMap<string, readonly MigrationStep[]> = new Map([
  [
    HELM_RELEASE,
    [
      listed("spec.chart.spec.valuesFile", "valuesFiles"),
      guessed("spec.chart.spec.sourceRef", "kind", "HelmRepository"),
      joinedPatches("spec.postRenderers[].kustomize", {isJsonExact: true}),
    ],
  ],
  [KUSTOMIZATION, [removed("spec.validation"), joinedPatches("spec", {isJsonExact: false})]],
  [GIT_REPOSITORY, [removed("spec.gitImplementation"), removed("spec.accessFrom")]],
  [HELM_CHART, [listed("spec.valuesFile", "valuesFiles"), removed("spec.accessFrom")]],
  [BUCKET, [removed("spec.accessFrom")]],
  [IMAGE_UPDATE_AUTOMATION, [rewritten(MESSAGE_TEMPLATE, REMOVED_TEMPLATE_FIELDS)]],
]);

/** What a document of a retired version has to change besides its `apiVersion`. */
export function changesOf(resource: Resource): Change[] {
  return (MIGRATIONS.get(resource.type) ?? []).flatMap((step) => step(resource));
}
