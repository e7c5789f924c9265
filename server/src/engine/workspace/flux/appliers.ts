import type {PlainObject} from "../kustomize/transform/steps.ts";
import type {Derived, Memo} from "../memo.ts";
import {areEqual} from "../same.ts";
import type {FluxInstances} from "./instances.ts";
import {conductOf, type FluxKustomization} from "./kustomization.ts";

const CONDUCTS = {isSame: (a: PlainObject, b: PlainObject) => areEqual(a, b)};

/**
 * Flux Kustomizations for those who ask what they apply: their spec is the part that concerns what is applied, as it is
 * when somebody reads it, so that an edit of the rest leaves them alone.
 */
export class Appliers {
  private readonly conducts = new Map<string, Derived<PlainObject>>();
  private readonly known = new Map<string, {readonly of: FluxKustomization; readonly applier: FluxKustomization}>();

  constructor(
    private readonly instances: FluxInstances,
    private readonly memo: Memo,
  ) {}

  of(flux: FluxKustomization): FluxKustomization {
    const known = this.known.get(flux.key);
    if (known?.of === flux) return known.applier;
    const spec = (): PlainObject => this.conduct(flux);
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

  private conduct(flux: FluxKustomization): PlainObject {
    const find = (): PlainObject => conductOf((this.instances.present(flux) ?? flux).spec);
    return this.memo.ask(this.conducts, flux.key, find, CONDUCTS);
  }
}
