import type {PlainObject} from "../kustomize/transform/steps.ts";
import {Answers, type Memo} from "../memo.ts";
import {areEqual} from "../same.ts";
import type {FluxInstances} from "./instances.ts";
import {conductOf, type FluxKustomization} from "./kustomization.ts";

/**
 * Flux Kustomizations for those who ask what they apply: their spec is the part that concerns what is applied, as it is
 * when somebody reads it, so that an edit of the rest leaves them alone.
 */
export class Appliers {
  private readonly conducts: Answers<PlainObject>;
  private readonly known = new Map<string, {readonly of: FluxKustomization; readonly applier: FluxKustomization}>();

  constructor(
    private readonly instances: FluxInstances,
    memo: Memo,
  ) {
    this.conducts = new Answers(memo, (key) => conductOf(instances.presentAt(key)?.spec ?? {}), {
      isSame: (a, b) => areEqual(a, b),
    });
  }

  of(flux: FluxKustomization): FluxKustomization {
    const known = this.known.get(flux.key);
    if (known?.of === flux) return known.applier;
    const spec = (): PlainObject => this.conducts.get(flux.key);
    const parent = (): FluxKustomization | undefined => {
      const held = flux.parentKey === undefined ? undefined : this.instances.held(flux.parentKey);
      return held && this.of(held);
    };
    const applier = Object.create(flux, {
      spec: {get: spec, enumerable: true},
      parent: {get: parent, enumerable: true},
    }) as FluxKustomization;
    this.known.set(flux.key, {of: flux, applier});
    return applier;
  }
}
