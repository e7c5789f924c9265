/** What the extension and the page with the picture say to each other. The page knows ids, and no file. */

export type MessageToPage =
  | {readonly type: "graph"; readonly clusters: readonly GraphCluster[]}
  | {readonly type: "details"; readonly details: GraphDetails}
  /** Selects something and brings it into view. */
  | {readonly type: "select"; readonly id: string}
  /** No server answers. */
  | {readonly type: "unavailable"};

export type MessageFromPage =
  | {readonly type: "ready"}
  /** Asks for `details`. */
  | {readonly type: "details"; readonly id: string}
  /** Opens where a Kustomization or one of its resources is written. */
  | {readonly type: "open"; readonly id: string}
  | {readonly type: "openSource"; readonly id: string};

export interface GraphCluster {
  readonly id: string;
  readonly name: string;
  readonly kustomizations: readonly GraphNode[];
}

/** A Flux Kustomization in the picture. */
export interface GraphNode {
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly parent: string | undefined;
  readonly dependsOn: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  /** What it is found by, in small letters. */
  readonly words: string;
}

/** What is shown of the selected Flux Kustomization. */
export interface GraphDetails {
  readonly id: string;
  /** Such as "2 errors, 1 warning". */
  readonly problems: string;
  readonly canOpen: boolean;
  readonly path: string | undefined;
  readonly source: {readonly label: string; readonly canOpen: boolean} | undefined;
  readonly resources: readonly GraphResource[];
}

export interface GraphResource {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly problems: string;
}
