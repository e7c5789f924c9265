import {type ReferenceRow, rows, to, toKindOf} from "./row.ts";

const SECRET = to("Secret");
const CLAIM = to("PersistentVolumeClaim");
const ITSELF = {name: ""} as const;

const SOURCE = "volsync.backube/ReplicationSource";
const DESTINATION = "volsync.backube/ReplicationDestination";
const REPLICATIONS = [SOURCE, DESTINATION];
/** VolSync's movers with a volume; `kopia` is in a fork that many clusters at home run. */
const MOVERS = ["restic", "rclone", "rsync", "rsyncTLS", "kopia"];
const inMovers = (field: string): string[] => MOVERS.map((mover) => `spec.${mover}.${field}`);

const kopiur = (kind: string): string => `kopiur.home-operations.com/${kind}`;
const SNAPSHOT_POLICY = kopiur("SnapshotPolicy");

const cnpg = (kind: string): string => `postgresql.cnpg.io/${kind}`;

/** Which fields of what keeps and copies data, VolSync and its like and CloudNativePG, refer to what. */
export const STORAGE_REFERENCES: readonly ReferenceRow[] = [
  {from: [SOURCE], at: "spec.sourcePVC", ...ITSELF, to: CLAIM},
  ...rows([DESTINATION], inMovers("destinationPVC"), {...ITSELF, to: CLAIM}),
  ...rows(
    REPLICATIONS,
    ["spec.restic.repository", "spec.kopia.repository", "spec.rclone.rcloneConfig", "spec.rsyncTLS.keySecret"],
    {...ITSELF, to: SECRET},
  ),
  ...rows(REPLICATIONS, ["spec.restic.customCA", "spec.rclone.customCA", "spec.kopia.customCA"], {
    name: "secretName",
    to: SECRET,
  }),
  ...rows(REPLICATIONS, ["spec.restic.customCA", "spec.rclone.customCA", "spec.kopia.customCA"], {
    name: "configMapName",
    to: to("ConfigMap"),
  }),
  ...rows(REPLICATIONS, inMovers("moverServiceAccount"), {...ITSELF, to: to("ServiceAccount")}),
  ...rows(
    REPLICATIONS,
    [...inMovers("storageClassName"), "spec.restic.cacheStorageClassName", "spec.kopia.cacheStorageClassName"],
    {
      ...ITSELF,
      to: to("storage.k8s.io/StorageClass"),
    },
  ),
  ...rows(REPLICATIONS, inMovers("volumeSnapshotClassName"), {
    ...ITSELF,
    to: to("snapshot.storage.k8s.io/VolumeSnapshotClass"),
  }),

  {from: [SNAPSHOT_POLICY], at: "spec.repository", to: toKindOf([kopiur("Repository"), kopiur("ClusterRepository")])},
  {from: [SNAPSHOT_POLICY], at: "spec.sources[].pvc", to: CLAIM},
  {from: [kopiur("SnapshotSchedule")], at: "spec.policyRef", namespace: "namespace", to: to(SNAPSHOT_POLICY)},
  {from: [kopiur("Restore")], at: "spec.source.fromPolicy", namespace: "namespace", to: to(SNAPSHOT_POLICY)},

  ...rows(
    ["Backup", "ScheduledBackup", "Pooler", "Database", "Publication", "Subscription"].map(cnpg),
    ["spec.cluster"],
    {
      to: to(cnpg("Cluster")),
    },
  ),
  ...rows(
    [cnpg("Cluster")],
    [
      "spec.superuserSecret",
      "spec.bootstrap.initdb.secret",
      "spec.bootstrap.recovery.secret",
      "spec.bootstrap.pg_basebackup.secret",
      "spec.managed.roles[].passwordSecret",
      ...["spec.backup", "spec.externalClusters[]"].flatMap((at) => [
        `${at}.barmanObjectStore.s3Credentials.accessKeyId`,
        `${at}.barmanObjectStore.s3Credentials.secretAccessKey`,
      ]),
    ],
    {to: SECRET},
  ),
  {from: [cnpg("Cluster")], at: "spec.externalClusters[].password", to: SECRET, optional: "optional"},
  {
    from: [cnpg("Cluster")],
    at: "spec.imageCatalogRef",
    to: {types: [cnpg("ImageCatalog"), cnpg("ClusterImageCatalog")], kind: "kind"},
  },
];
