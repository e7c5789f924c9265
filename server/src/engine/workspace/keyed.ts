import {Cell, type Memo} from "./memo.ts";

class Slot<V> extends Cell {
  readonly byFile = new Map<string, readonly V[]>();
}

const NONE: readonly never[] = [];

/**
 * What files contribute under keys: which kustomizations include a path, which files define a name. Who reads a key
 * depends on that key alone.
 */
export class KeyedIndex<V> {
  private readonly slots = new Map<string, Slot<V>>();

  constructor(private readonly memo: Memo) {}

  /** All that is known under a key, in no particular order of files. */
  *get(key: string): Iterable<V> {
    for (const values of this.slot(key).byFile.values()) yield* values;
  }

  /** The files that contribute to a key. */
  files(key: string): Iterable<string> {
    return this.slot(key).byFile.keys();
  }

  has(key: string): boolean {
    return this.slot(key).byFile.size > 0;
  }

  /** Replaces what a file contributes. Keys whose contribution stays the same are left alone. */
  update(file: string, before: ReadonlyMap<string, readonly V[]>, after: ReadonlyMap<string, readonly V[]>): void {
    for (const key of before.keys()) if (!after.has(key)) this.put(file, key, NONE);
    for (const [key, values] of after) {
      if (JSON.stringify(before.get(key)) !== JSON.stringify(values)) this.put(file, key, values);
    }
  }

  private put(file: string, key: string, values: readonly V[]): void {
    const slot = this.slots.get(key) ?? this.create(key);
    if (values.length === 0) slot.byFile.delete(file);
    else slot.byFile.set(file, values);
    this.memo.changed(slot);
    if (slot.byFile.size === 0) this.slots.delete(key);
  }

  private slot(key: string): Slot<V> {
    const slot = this.slots.get(key) ?? this.create(key);
    this.memo.read(slot);
    return slot;
  }

  private create(key: string): Slot<V> {
    const slot = new Slot<V>();
    this.slots.set(key, slot);
    return slot;
  }
}
