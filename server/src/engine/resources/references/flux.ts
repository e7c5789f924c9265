import {
  ALERT,
  ARTIFACT_GENERATOR,
  BUCKET,
  FLUX_INSTANCE,
  GIT_REPOSITORY,
  HELM_CHART,
  HELM_RELEASE,
  HELM_REPOSITORY,
  IMAGE_POLICY,
  IMAGE_UPDATE_AUTOMATION,
  INPUT_PROVIDER,
  KUSTOMIZATION,
  OCI_REPOSITORY,
  PROVIDER,
  RECEIVER,
  RESOURCE_SET,
} from "../flux-kinds.ts";
import {type ReferenceRow, rows, to, toAnyVersioned, toKindOf} from "./row.ts";

export const EXTERNAL_ARTIFACT = "source.toolkit.fluxcd.io/ExternalArtifact";
const IMAGE_REPOSITORY = "image.toolkit.fluxcd.io/ImageRepository";

/** The kinds whose events an Alert forwards and that a Receiver wakes up. */
const OBSERVED = [
  BUCKET,
  GIT_REPOSITORY,
  OCI_REPOSITORY,
  HELM_REPOSITORY,
  HELM_CHART,
  EXTERNAL_ARTIFACT,
  HELM_RELEASE,
  KUSTOMIZATION,
  IMAGE_REPOSITORY,
  IMAGE_POLICY,
  IMAGE_UPDATE_AUTOMATION,
  ARTIFACT_GENERATOR,
  FLUX_INSTANCE,
  RESOURCE_SET,
  INPUT_PROVIDER,
];

const APPLIERS = [KUSTOMIZATION, HELM_RELEASE];
const ALL = /^\*$/;
const ACROSS = {namespace: "namespace"} as const;

/** Which fields of Flux and of the Flux Operator refer to what. Secrets and accounts never cross namespaces. */
export const FLUX_REFERENCES: readonly ReferenceRow[] = [
  // Sources and their order.
  {
    from: [KUSTOMIZATION],
    at: "spec.sourceRef",
    ...ACROSS,
    to: toKindOf([GIT_REPOSITORY, OCI_REPOSITORY, BUCKET, EXTERNAL_ARTIFACT]),
  },
  {
    from: [HELM_RELEASE],
    at: "spec.chart.spec.sourceRef",
    ...ACROSS,
    to: toKindOf([HELM_REPOSITORY, GIT_REPOSITORY, BUCKET]),
  },
  {
    from: [HELM_RELEASE],
    at: "spec.chartRef",
    ...ACROSS,
    to: toKindOf([OCI_REPOSITORY, HELM_CHART, EXTERNAL_ARTIFACT]),
  },
  {from: [HELM_CHART], at: "spec.sourceRef", to: toKindOf([HELM_REPOSITORY, GIT_REPOSITORY, BUCKET])},
  {from: [GIT_REPOSITORY], at: "spec.include[].repository", to: to(GIT_REPOSITORY)},
  {
    from: [ARTIFACT_GENERATOR],
    at: "spec.sources[]",
    ...ACROSS,
    to: toKindOf([GIT_REPOSITORY, OCI_REPOSITORY, BUCKET, HELM_CHART, EXTERNAL_ARTIFACT]),
  },
  // What Flux up to 2.9 knows are dependencies of one kind; a kind that is written is what its author means.
  {from: [KUSTOMIZATION], at: "spec.dependsOn[]", ...ACROSS, to: toAnyVersioned(KUSTOMIZATION)},
  {from: [HELM_RELEASE], at: "spec.dependsOn[]", ...ACROSS, to: toAnyVersioned(HELM_RELEASE)},
  {from: [RESOURCE_SET], at: "spec.dependsOn[]", ...ACROSS, to: toAnyVersioned()},
  {
    from: [KUSTOMIZATION],
    at: "spec.healthChecks[]",
    ...ACROSS,
    to: {types: [], kind: "kind", apiVersion: "apiVersion", assumedGroup: "apps"},
  },

  // Values and variables.
  {
    from: [HELM_RELEASE],
    at: "spec.valuesFrom[]",
    to: toKindOf(["ConfigMap", "Secret"]),
    optional: "optional",
  },
  {
    from: [KUSTOMIZATION],
    at: "spec.postBuild.substituteFrom[]",
    to: toKindOf(["ConfigMap", "Secret"]),
    optional: "optional",
  },
  {from: [RESOURCE_SET], at: "spec.inputsFrom[]", to: to(INPUT_PROVIDER)},
  {from: [INPUT_PROVIDER], at: "spec.selectors[]", ...ACROSS, to: to(EXTERNAL_ARTIFACT)},

  // Credentials.
  ...rows(APPLIERS, ["spec.kubeConfig.secretRef"], {to: to("Secret")}),
  ...rows(APPLIERS, ["spec.kubeConfig.configMapRef"], {to: to("ConfigMap")}),
  ...rows(
    [...APPLIERS, GIT_REPOSITORY, OCI_REPOSITORY, BUCKET, IMAGE_REPOSITORY, PROVIDER, RESOURCE_SET, INPUT_PROVIDER],
    ["spec.serviceAccountName"],
    {name: "", to: to("ServiceAccount")},
  ),
  {from: [KUSTOMIZATION], at: "spec.decryption.serviceAccountName", name: "", to: to("ServiceAccount")},
  {from: [KUSTOMIZATION], at: "spec.decryption.secretRef", to: to("Secret")},
  {from: [HELM_RELEASE], at: "spec.chart.spec.verify.secretRef", to: to("Secret")},
  ...rows(
    [GIT_REPOSITORY, OCI_REPOSITORY, HELM_REPOSITORY, BUCKET, IMAGE_REPOSITORY, PROVIDER, RECEIVER, INPUT_PROVIDER],
    ["spec.secretRef"],
    {to: to("Secret")},
  ),
  ...rows(
    [OCI_REPOSITORY, HELM_REPOSITORY, BUCKET, IMAGE_REPOSITORY, PROVIDER, INPUT_PROVIDER],
    ["spec.certSecretRef"],
    {to: to("Secret")},
  ),
  ...rows([GIT_REPOSITORY, OCI_REPOSITORY, BUCKET, IMAGE_REPOSITORY, PROVIDER], ["spec.proxySecretRef"], {
    to: to("Secret"),
  }),
  ...rows([GIT_REPOSITORY, OCI_REPOSITORY, HELM_CHART], ["spec.verify.secretRef"], {to: to("Secret")}),
  {from: [OCI_REPOSITORY], at: "spec.verify.trustedRootSecretRef", to: to("Secret")},
  ...rows([BUCKET], ["spec.sts.secretRef", "spec.sts.certSecretRef"], {to: to("Secret")}),
  {from: [IMAGE_UPDATE_AUTOMATION], at: "spec.git.commit.signingKey.secretRef", to: to("Secret")},
  {from: [FLUX_INSTANCE], at: "spec.sync.pullSecret", name: "", to: to("Secret")},
  ...rows([FLUX_INSTANCE], ["spec.distribution.imagePullSecret", "spec.distribution.artifactPullSecret"], {
    name: "",
    to: to("Secret"),
  }),

  // Notifications and images.
  {from: [ALERT], at: "spec.providerRef", to: to(PROVIDER)},
  {from: [ALERT], at: "spec.eventSources[]", ...ACROSS, to: toKindOf(OBSERVED), exceptNames: ALL},
  {from: [RECEIVER], at: "spec.resources[]", ...ACROSS, to: toKindOf(OBSERVED), exceptNames: ALL},
  {from: [IMAGE_POLICY], at: "spec.imageRepositoryRef", ...ACROSS, to: to(IMAGE_REPOSITORY)},
  {from: [IMAGE_UPDATE_AUTOMATION], at: "spec.sourceRef", ...ACROSS, to: toKindOf([GIT_REPOSITORY], "GitRepository")},
];
