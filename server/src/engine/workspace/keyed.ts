import {Cell, type Memo} from "./memo.ts";

/** What files contribute under one key: the files and their values in turn, because most keys have one file. */
class Slot<V> extends Cell {
  few: (string | readonly V[])[] = [];
  /** For keys with many files, in place of `few`. */
  many: Map<string, readonly V[]> | undefined = undefined;

  get size(): number {
    return this.many?.size ?? this.few.length / 2;
  }

  *entries(): Iterable<[string, readonly V[]]> {
    if (this.many) yield* this.many;
    else for (let i = 0; i < this.few.length; i += 2) yield [this.few[i] as string, this.few[i + 1] as readonly V[]];
  }

  put(file: string, values: readonly V[]): void {
    if (this.many) {
      if (values.length === 0) this.many.delete(file);
      else this.many.set(file, values);
      return;
    }
    const at = this.few.indexOf(file);
    if (values.length === 0) {
      if (at >= 0) this.few.splice(at, 2);
    } else if (at >= 0) this.few[at + 1] = values;
    else this.few.push(file, values);
    if (this.few.length <= FEW * 2) return;
    this.many = new Map(this.entries());
    this.few = [];
  }
}

/** As many files are found faster, and kept in less memory, in a list than in a map. */
const FEW = 8;
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
    for (const [, values] of this.slot(key).entries()) yield* values;
  }

  /** The files that contribute to a key. */
  *files(key: string): Iterable<string> {
    for (const [file] of this.slot(key).entries()) yield file;
  }

  has(key: string): boolean {
    return this.slot(key).size > 0;
  }

  /** Replaces what a file contributes. Keys whose contribution stays the same are left alone. */
  update(file: string, before: ReadonlyMap<string, readonly V[]>, after: ReadonlyMap<string, readonly V[]>): void {
    for (const key of before.keys()) if (!after.has(key)) this.put(file, key, NONE);
    for (const [key, values] of after) {
      if (JSON.stringify(before.get(key)) !== JSON.stringify(values)) this.put(file, key, values);
    }
  }

  /** Tells everybody who has read a key that what is under it means something else now. */
  touch(key: string): void {
    const slot = this.slots.get(key);
    if (slot) this.memo.changed(slot);
  }

  private put(file: string, key: string, values: readonly V[]): void {
    const slot = this.slots.get(key) ?? this.create(key);
    slot.put(file, values);
    this.memo.changed(slot);
    if (slot.size === 0) this.slots.delete(key);
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
