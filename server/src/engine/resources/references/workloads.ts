import {type ReferenceRow, rows, to, toAnyVersioned, toKindOf} from "./row.ts";

const SECRET = to("Secret");
const CONFIG_MAP = to("ConfigMap");
const OPTIONAL = {optional: "optional"} as const;

/** Where each workload has the spec of its pods. */
const POD_SPECS: readonly (readonly [spec: string, types: readonly string[]])[] = [
  ["spec", ["Pod"]],
  ["spec.template.spec", ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "apps/ReplicaSet", "batch/Job"]],
  ["spec.jobTemplate.spec.template.spec", ["batch/CronJob"]],
];

const CONTAINERS = ["containers[]", "initContainers[]", "ephemeralContainers[]"];

/** What pods refer to, with their spec at a path. */
export function podRows(spec: string, from: readonly string[]): ReferenceRow[] {
  const inContainers = (path: string): string[] => CONTAINERS.map((list) => `${spec}.${list}.${path}`);
  const inVolumes = (...paths: string[]): string[] => paths.map((path) => `${spec}.volumes[].${path}`);
  return [
    ...rows(from, inContainers("env[].valueFrom.configMapKeyRef"), {to: CONFIG_MAP, ...OPTIONAL}),
    ...rows(from, inContainers("env[].valueFrom.secretKeyRef"), {to: SECRET, ...OPTIONAL}),
    ...rows(from, inContainers("envFrom[].configMapRef"), {to: CONFIG_MAP, ...OPTIONAL}),
    ...rows(from, inContainers("envFrom[].secretRef"), {to: SECRET, ...OPTIONAL}),
    ...rows(from, inVolumes("configMap", "projected.sources[].configMap"), {to: CONFIG_MAP, ...OPTIONAL}),
    ...rows(from, inVolumes("secret"), {name: "secretName", to: SECRET, ...OPTIONAL}),
    ...rows(from, inVolumes("projected.sources[].secret"), {to: SECRET, ...OPTIONAL}),
    ...rows(from, inVolumes("csi.nodePublishSecretRef"), {to: SECRET}),
    ...rows(from, inVolumes("persistentVolumeClaim"), {name: "claimName", to: to("PersistentVolumeClaim")}),
    ...rows(from, [`${spec}.imagePullSecrets[]`], {to: SECRET}),
    ...rows(from, [`${spec}.serviceAccountName`], {name: "", to: to("ServiceAccount")}),
    ...rows(from, [`${spec}.priorityClassName`], {name: "", to: to("scheduling.k8s.io/PriorityClass")}),
    ...rows(from, [`${spec}.runtimeClassName`], {name: "", to: to("node.k8s.io/RuntimeClass")}),
  ];
}

/** Which fields of workloads, and of what scales them, refer to what. */
export const WORKLOAD_REFERENCES: readonly ReferenceRow[] = [
  ...POD_SPECS.flatMap(([spec, types]) => podRows(spec, types)),
  {from: ["apps/StatefulSet"], at: "spec.serviceName", name: "", to: to("Service")},
  {from: ["autoscaling/HorizontalPodAutoscaler"], at: "spec.scaleTargetRef", to: toAnyVersioned()},
  {from: ["autoscaling.k8s.io/VerticalPodAutoscaler"], at: "spec.targetRef", to: toAnyVersioned()},
  {from: ["keda.sh/ScaledObject"], at: "spec.scaleTargetRef", to: toAnyVersioned("apps/Deployment")},
  {
    from: ["keda.sh/ScaledObject", "keda.sh/ScaledJob"],
    at: "spec.triggers[].authenticationRef",
    to: toKindOf(["keda.sh/TriggerAuthentication", "keda.sh/ClusterTriggerAuthentication"], "TriggerAuthentication"),
  },
];
