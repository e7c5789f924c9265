// Values of a HelmRelease, of about the length they have in real repositories.
const words = ["cache", "queue", "media", "search", "index", "worker", "proxy", "relay", "token", "theme", "locale"];
/** How many blocks of values a release has: half of all are shorter than 2.4 kB, a tenth is longer than 5.4 kB. */
const lengths = [
  [1, 11],
  [3, 12],
  [6, 16],
  [9, 18],
  [11, 16],
  [15, 12],
  [24, 10],
  [40, 4],
  [90, 1],
];

/** The values of one release. */
export function valuesOf(random, app) {
  const values = {fullnameOverride: app, replicaCount: 1 + random.below(3)};
  const count = random.weighted(lengths);
  for (let at = 0; at < count; at++) {
    const [name, make] = blocks[at % blocks.length];
    values[at < blocks.length ? name : `${name}${Math.floor(at / blocks.length)}`] = make(random, app);
  }
  return values;
}

const blocks = [
  [
    "image",
    (random, app) => ({
      repository: `registry.example.com/apps/${app}`,
      tag: version(random),
      pullPolicy: "IfNotPresent",
    }),
  ],
  [
    "resources",
    (random) => ({
      requests: {cpu: `${10 + 5 * random.below(40)}m`, memory: `${64 * (1 + random.below(8))}Mi`},
      limits: {memory: `${random.below(8) + 1}Gi`},
    }),
  ],
  [
    "env",
    (random, app) =>
      Object.fromEntries([
        ["TZ", "Etc/UTC"],
        ...Array.from({length: 3 + random.below(8)}, (_, at) => [
          `${random.pick(words).toUpperCase()}_${at}`,
          `${app}-${random.pick(words)}`,
        ]),
      ]),
  ],
  [
    "service",
    (random, app) => ({
      main: {controller: app, type: "ClusterIP", ports: {http: {port: 80, targetPort: 8000 + random.below(999)}}},
    }),
  ],
  [
    "probes",
    () =>
      Object.fromEntries(
        ["liveness", "readiness"].map((name) => [
          name,
          {
            enabled: true,
            custom: true,
            spec: {httpGet: {path: "/healthz", port: 80}, periodSeconds: 10, timeoutSeconds: 1, failureThreshold: 3},
          },
        ]),
      ),
  ],
  [
    "persistence",
    (random, app) => ({
      config: {existingClaim: app},
      tmp: {type: "emptyDir", medium: "Memory", sizeLimit: `${1 + random.below(4)}Gi`},
      shared: {type: "nfs", server: "files.example.com", path: `/export/${random.pick(words)}`},
    }),
  ],
  [
    "securityContext",
    () => ({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: {type: "RuntimeDefault"},
    }),
  ],
  [
    "annotations",
    (random) => ({"reloader.example.com/auto": "true", "backup.example.com/schedule": `${random.below(60)} 3 * * *`}),
  ],
  [
    "affinity",
    (_, app) => ({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: "kubernetes.io/hostname",
              labelSelector: {matchLabels: {"app.kubernetes.io/name": app}},
            },
          },
        ],
      },
    }),
  ],
  [
    "sidecars",
    (random) =>
      Array.from({length: 1 + random.below(3)}, (_, at) => ({
        name: `${random.pick(words)}-${at}`,
        image: `registry.example.com/sidecars/${random.pick(words)}:${version(random)}`,
        args: ["--listen", `0.0.0.0:${9000 + at}`],
        securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: ["ALL"]}},
      })),
  ],
];

/** A version that no chart or image really has. */
export const version = (random) => `${1 + random.below(9)}.${random.below(30)}.${random.below(20)}`;
