import {
  ARTIFACT_GENERATOR,
  BUCKET,
  FLUX_INSTANCE,
  GIT_REPOSITORY,
  HELM_RELEASE,
  KUSTOMIZATION,
  OCI_REPOSITORY,
  RESOURCE_SET,
} from "../flux-kinds.ts";
import {EXTERNAL_ARTIFACT} from "./flux.ts";
import type {ReferenceTarget} from "./row.ts";
import {EXTERNAL_SECRET} from "./secrets.ts";

interface FieldCondition {
  readonly field: string;
  readonly values?: readonly string[];
}

/** A field with which an object has another one made, that exists although no file declares it. */
export interface DefinitionRow {
  /** The types that have the field. */
  readonly from: readonly string[];
  /** The map that describes the object, in the paths of `select`. All other paths start in it. */
  readonly at: string;
  /** What must be there for the object to be made. */
  readonly requires?: string;
  /** What prevents it: a field with one of these values, or with any. */
  readonly unless?: readonly FieldCondition[];
  /** What must be so: a field with one of these values. */
  readonly where?: FieldCondition;
  /** Where its name is. A row without a name, and without one that is assumed, makes objects of any names. */
  readonly name?: string;
  /** What it is called where no name is written: as what makes it, or as the namespace that this ends up in. */
  readonly assumedName?: "name" | "namespace";
  /** A name with this in it is a pattern for many names. */
  readonly patternMark?: string;
  /** Where its namespace is; left out, it is that of what makes it. */
  readonly namespace?: string;
  /** Set where the controller decides on the namespace. */
  readonly isElsewhere?: true;
  /** What it is. No type and no `kind` stands for any types. */
  readonly to: ReferenceTarget;
}

const SYNC_SOURCE = {types: [GIT_REPOSITORY, OCI_REPOSITORY, BUCKET], kind: "kind"};
/** The Flux Operator's chart for a FluxInstance hands its values on. */
const CHART_SYNC = "values.instance.sync";
const IN_CHART = {
  from: [HELM_RELEASE],
  at: "spec",
  requires: `${CHART_SYNC}.url`,
  name: `${CHART_SYNC}.name`,
  assumedName: "namespace",
  namespace: "targetNamespace",
} as const;

/** Values from elsewhere can say the same: then nobody here knows the names. */
const FROM_ELSEWHERE = ["chart.spec.chart", "chartRef.name"].map((field) => ({
  from: [HELM_RELEASE],
  at: "spec",
  requires: "valuesFrom",
  unless: [{field: `${CHART_SYNC}.url`}],
  where: {field, values: ["flux-instance"]},
  namespace: "targetNamespace",
  to: {types: [...SYNC_SOURCE.types, KUSTOMIZATION]},
}));

/** An ExternalSecret that merges into a Secret, or only reads, needs somebody else to make it. */
const NOT_CREATED = {field: "target.creationPolicy", values: ["Merge", "None"]};
const MANIFEST = "target.manifest";

/** In the values of a ResourceSet's objects. */
const RESOURCE_SET_MARK = "<<";

/** Which objects have others made. */
export const DEFINITIONS: readonly DefinitionRow[] = [
  {from: [FLUX_INSTANCE], at: "spec.sync", name: "name", assumedName: "namespace", to: SYNC_SOURCE},
  {from: [FLUX_INSTANCE], at: "spec.sync", name: "name", assumedName: "namespace", to: {types: [KUSTOMIZATION]}},
  {...IN_CHART, to: {...SYNC_SOURCE, kind: `${CHART_SYNC}.kind`, assumedKind: "GitRepository"}},
  {...IN_CHART, to: {types: [KUSTOMIZATION]}},
  ...FROM_ELSEWHERE,
  // With a path pattern every folder that matches makes an artifact.
  {
    from: [ARTIFACT_GENERATOR],
    at: "spec.artifacts[]",
    name: "name",
    patternMark: "{",
    to: {types: [EXTERNAL_ARTIFACT]},
  },
  ...["spec.resources[]", "spec.steps[].resources[]"].map((at) => ({
    from: [RESOURCE_SET],
    at,
    name: "metadata.name",
    patternMark: RESOURCE_SET_MARK,
    namespace: "metadata.namespace",
    to: {types: [], kind: "kind", apiVersion: "apiVersion"},
  })),
  ...["spec", "spec.steps[]"].map((at) => ({
    from: [RESOURCE_SET],
    at,
    requires: "resourcesTemplate",
    isElsewhere: true as const,
    to: {types: []},
  })),

  {
    from: [EXTERNAL_SECRET],
    at: "spec",
    unless: [NOT_CREATED, {field: MANIFEST}],
    name: "target.name",
    assumedName: "name",
    to: {types: ["Secret"]},
  },
  {
    from: [EXTERNAL_SECRET],
    at: "spec",
    requires: MANIFEST,
    unless: [NOT_CREATED],
    name: "target.name",
    assumedName: "name",
    to: {types: [], kind: `${MANIFEST}.kind`, apiVersion: `${MANIFEST}.apiVersion`},
  },
  {from: ["bitnami.com/SealedSecret"], at: "spec", assumedName: "name", to: {types: ["Secret"]}},
  {from: ["cert-manager.io/Certificate"], at: "spec", name: "secretName", to: {types: ["Secret"]}},
  // The key of an ACME account is made when the issuer is first used.
  {from: ["cert-manager.io/Issuer"], at: "spec.acme.privateKeySecretRef", name: "name", to: {types: ["Secret"]}},
  {
    from: ["cert-manager.io/ClusterIssuer"],
    at: "spec.acme.privateKeySecretRef",
    name: "name",
    isElsewhere: true,
    to: {types: ["Secret"]},
  },
];

const BY_TYPE: ReadonlyMap<string, readonly DefinitionRow[]> = new Map(
  [...new Set(DEFINITIONS.flatMap((row) => row.from))].map((type) => [
    type,
    DEFINITIONS.filter((row) => row.from.includes(type)),
  ]),
);

/** The fields of a type that have other objects made. */
export function definitionRows(type: string): readonly DefinitionRow[] {
  return BY_TYPE.get(type) ?? [];
}
