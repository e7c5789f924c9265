import type {PlainObject} from "./plain.ts";

/** One thing that a kustomization does to the objects it builds. */
export type Step =
  | {
      readonly type: "strategicMerge";
      readonly patch: PlainObject;
      readonly allowNameChange?: boolean;
      readonly allowKindChange?: boolean;
      /** Whether the entry has a target, so that the patch's own name, namespace and kind are ignored. */
      readonly byTarget: boolean;
    }
  | {readonly type: "jsonPatch"; readonly operations: readonly unknown[]}
  | {
      readonly type: "namespace";
      readonly namespace: string;
      readonly unsetOnly?: boolean;
      /** The service accounts that move along, as they were: subjects of role bindings follow them. */
      readonly accounts?: readonly {readonly name: string; readonly namespace: string}[];
    }
  | {readonly type: "prefix" | "suffix"; readonly text: string}
  | {
      readonly type: "labels";
      readonly pairs: Readonly<Record<string, string>>;
      readonly includeSelectors?: boolean;
      readonly includeTemplates?: boolean;
      readonly fields?: readonly unknown[];
    }
  | {readonly type: "annotations"; readonly pairs: Readonly<Record<string, string>>}
  | {readonly type: "images"; readonly images: readonly unknown[]}
  | {readonly type: "replicas"; readonly name: string; readonly count: number};

/** What became of an object. */
export type StepResult =
  | {readonly object: PlainObject}
  /** A patch took it away. */
  | {readonly deleted: true}
  /** Why kustomize would fail: a part of a sentence. */
  | {readonly failed: string};
