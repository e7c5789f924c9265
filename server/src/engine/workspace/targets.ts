import {isOpenText} from "../resources/substitution.ts";
import {ANY} from "./definitions.ts";
import type {Applied, Graph} from "./graph.ts";
import {ANY_NAME, type DocumentRef, OPEN_NAME} from "./index.ts";
import type {MadeObject} from "./summary.ts";

/** An object that a reference may mean. */
export interface Target {
  /** The document that declares it, or that has it made. */
  readonly at: DocumentRef;
  readonly type: string;
  /** How it gets to the cluster; undefined where nothing builds it. For made objects: how their maker does. */
  readonly applied: Applied | undefined;
  /** "" where nothing sets one; undefined where only the cluster knows. */
  readonly namespace: string | undefined;
  /** Whether the document has it made by a controller, instead of declaring it. */
  readonly isMade: boolean;
  /** Whether the name is certainly the one that was asked for. */
  readonly isCertain: boolean;
  readonly isClusterScoped: boolean;
}

/** All objects that have a type and a name on a cluster, or may have; on any where `cluster` is undefined. */
export function targetsNamed(graph: Graph, type: string, name: string, cluster: string | undefined): Target[] {
  const search = new Search(graph, type, name, cluster);
  search.declared(graph.index.objects.get(`${type}|${name}`));
  search.made(graph.index.made.get(`${type}|${name}`));
  search.made(graph.index.made.get(`${type}|`));
  search.synced();
  if (search.targets.some(({isCertain}) => isCertain)) return search.inOrder;
  // Nothing is written with the name. It may come out of a variable, a prefix, a patch, a pattern, or a generator.
  search.declared(graph.index.objects.get(`${type}|${OPEN_NAME}`));
  if (cluster !== undefined) search.declared(graph.renamedOn(cluster));
  search.made(graph.index.made.get(`${type}|${OPEN_NAME}`));
  search.made(graph.index.made.get(`${ANY}|${OPEN_NAME}`));
  search.generated();
  return search.inOrder;
}

class Search {
  readonly targets: Target[] = [];
  private readonly seen = new Set<string>();

  constructor(
    private readonly graph: Graph,
    private readonly type: string,
    private readonly name: string,
    private readonly cluster: string | undefined,
  ) {}

  /** In the order of their files, which does not depend on what was edited when. */
  get inOrder(): Target[] {
    return this.targets.sort(
      (a, b) => (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : 0) || a.at.document - b.at.document,
    );
  }

  declared(refs: Iterable<DocumentRef>): void {
    for (const ref of refs) {
      if (!this.isNew(ref, "declared") || !this.mayBeHere(ref)) continue;
      const ways = this.graph.applied(ref).filter(({resource}) => resource.type === this.type);
      for (const applied of ways) {
        if (!this.isHere(applied) || (applied.name !== undefined && applied.name !== this.name)) continue;
        this.add({
          at: ref,
          applied,
          namespace: applied.namespace,
          isMade: false,
          isCertain: applied.name !== undefined,
        });
      }
      const isAsked = ways.length === 0 && this.cluster === undefined && this.writtenNames(ref).includes(this.name);
      if (isAsked) this.add({at: ref, applied: undefined, namespace: undefined, isMade: false, isCertain: true});
    }
  }

  made(refs: Iterable<DocumentRef>): void {
    for (const ref of refs) {
      if (!this.isNew(ref, "made") || !this.mayBeHere(ref)) continue;
      for (const object of this.graph.summary(ref.file)?.makes ?? []) {
        if (object.document !== ref.document || (object.type !== this.type && object.type !== ANY)) continue;
        for (const applied of this.graph.applied(ref)) this.addMade(ref, object, applied);
      }
    }
  }

  private addMade(at: DocumentRef, object: MadeObject, applied: Applied): void {
    if (!this.isHere(applied)) return;
    const own = object.namespace === ANY ? undefined : (object.namespace ?? applied.namespace);
    const namespace = own !== undefined && isOpenText(own) ? undefined : own;
    const name = object.name ?? namespace;
    const isOpen = object.type === ANY || name === undefined || name === ANY || isOpenText(name);
    if (!isOpen && name !== this.name) return;
    this.add({at, applied, namespace, isMade: true, isCertain: !isOpen});
  }

  /** Sources and Flux Kustomizations that an operator makes have the name it was told, whatever applies its resource. */
  synced(): void {
    const isFlux = this.type === "kustomize.toolkit.fluxcd.io/Kustomization";
    if (!isFlux && !this.type.startsWith("source.toolkit.fluxcd.io/")) return;
    for (const ref of this.graph.index.made.get(`kustomize.toolkit.fluxcd.io/Kustomization|${ANY_NAME}`)) {
      for (const {name, namespace, source, cluster} of this.graph.instancesOf(ref)) {
        const isIt = isFlux ? name === this.name : source?.name === this.name && this.type.endsWith(`/${source.kind}`);
        if (!isIt || (this.cluster !== undefined && this.cluster !== cluster) || !this.isNew(ref, "synced")) continue;
        this.add({at: ref, applied: undefined, namespace, isMade: true, isCertain: true});
      }
    }
  }

  /** ConfigMaps and Secrets that kustomizations generate. */
  generated(): void {
    if (this.type !== "ConfigMap" && this.type !== "Secret") return;
    for (const file of this.graph.index.generators.files(`${this.type}|${this.name}`)) {
      for (const applied of this.graph.appliedInFile(file)) {
        const {resource, name, namespace} = applied;
        if (resource.origin.generator === undefined || resource.type !== this.type || !this.isHere(applied)) continue;
        if (name !== undefined && name !== this.name) continue;
        const at = {file, document: resource.origin.document};
        this.add({at, applied, namespace, isMade: false, isCertain: name !== undefined});
      }
    }
  }

  /** Files of other clusters are left out before their objects are looked at, whose every change would count then. */
  private mayBeHere({file}: DocumentRef): boolean {
    return this.graph.mayBeOn(file, this.cluster);
  }

  /** What no Flux Kustomization applies may be on any cluster. */
  private isHere({by, cluster}: Applied): boolean {
    return this.cluster === undefined || by === undefined || cluster === this.cluster;
  }

  private writtenNames({file, document}: DocumentRef): string[] {
    const objects = this.graph.summary(file)?.objects ?? [];
    return objects.filter((object) => object.document === document).map(({head}) => head.metadata.name);
  }

  private isNew({file, document}: DocumentRef, how: string): boolean {
    const key = `${file}#${document} ${how}`;
    return !this.seen.has(key) && this.seen.add(key) !== undefined;
  }

  private add(target: Omit<Target, "type" | "isClusterScoped">): void {
    this.targets.push({...target, type: this.type, isClusterScoped: CLUSTER_SCOPED.has(this.type)});
  }
}

/** Kinds that are in no namespace, as far as references lead to them. */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  "Namespace",
  "PersistentVolume",
  "cert-manager.io/ClusterIssuer",
  "external-secrets.io/ClusterSecretStore",
  "gateway.networking.k8s.io/GatewayClass",
  "keda.sh/ClusterTriggerAuthentication",
  "kopiur.home-operations.com/ClusterRepository",
  "networking.k8s.io/IngressClass",
  "node.k8s.io/RuntimeClass",
  "postgresql.cnpg.io/ClusterImageCatalog",
  "rbac.authorization.k8s.io/ClusterRole",
  "scheduling.k8s.io/PriorityClass",
  "snapshot.storage.k8s.io/VolumeSnapshotClass",
  "storage.k8s.io/StorageClass",
]);
