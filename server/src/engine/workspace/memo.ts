/** Something that answers are computed from: a text, a list of names. Whoever changes it tells the `Memo`. */
export class Cell {
  /** The answers that were computed from it: in the smallest shape, because there are many cells with few readers. */
  readers: Derived<unknown> | Derived<unknown>[] | Set<Derived<unknown>> | undefined = undefined;
}

/** What a `Derived` may say about itself. */
export interface DerivedOptions<T> {
  /** What a computation gets that asks for its own result. Left out: that is a bug, and throws. */
  readonly onCycle?: T;
  /** Whether a new result is as good as the old one, so that nobody who read the old one needs to know. */
  isSame?(a: T, b: T): boolean;
  /** Called when the result is forgotten because something it was computed from has changed. */
  onForget?(): unknown;
}

/** An answer that is computed when somebody asks, and kept until something that it was computed from changes. */
export class Derived<T> extends Cell {
  result: {readonly value: T} | undefined = undefined;
  /** Position among the computations under way; -1 while there is none. */
  depth = -1;

  constructor(
    readonly compute: () => T,
    readonly options: DerivedOptions<T> = NO_OPTIONS,
  ) {
    super();
  }
}

const NO_OPTIONS = {};
/** As many readers are found faster, and kept in less memory, in a list than in a set. */
const FEW = 8;

/**
 * Keeps answers, and knows by watching the computations what each was computed from. A change forgets what it reaches
 * and nothing else, so its cost does not grow with the number of answers.
 */
export class Memo {
  private readonly computing: Derived<unknown>[] = [];
  /** Answers that may be out of date, but whose readers are spared until the new answer is known to differ. */
  private readonly stale = new Set<Derived<unknown>>();
  /** The outermost computation that was asked for its own result. */
  private cycleDepth = Number.POSITIVE_INFINITY;

  /** Notes that the computation under way, if there is one, depends on the cell. */
  read(cell: Cell): void {
    const reader = this.computing[this.computing.length - 1];
    if (!reader || cell.readers === reader) return;
    const {readers} = cell;
    if (readers === undefined) cell.readers = reader;
    else if (readers instanceof Set) readers.add(reader);
    else if (!Array.isArray(readers)) cell.readers = [readers, reader];
    else if (readers.includes(reader)) return;
    else if (readers.length < FEW) readers.push(reader);
    else cell.readers = new Set([...readers, reader]);
  }

  get<T>(derived: Derived<T>): T {
    if (this.computing.length === 0) this.settle();
    else if (this.stale.has(derived as Derived<unknown>)) this.refresh(derived as Derived<unknown>);
    this.read(derived as Derived<unknown>);
    if (derived.result) return derived.result.value;
    if (derived.depth >= 0) return this.cycle(derived);
    const value = this.compute(derived);
    return value;
  }

  /** The answer under a key, computed when it is the first time that somebody asks for it. */
  ask<T>(answers: Map<string, Derived<T>>, key: string, compute: () => T, options?: DerivedOptions<T>): T {
    let derived = answers.get(key);
    if (!derived) {
      derived = new Derived(compute, options);
      answers.set(key, derived);
    }
    return this.get(derived);
  }

  /** Forgets what was computed from the cell. */
  changed(cell: Cell): void {
    const {readers} = cell;
    if (readers === undefined) return;
    cell.readers = undefined;
    if (readers instanceof Derived) this.forget(readers);
    else for (const reader of readers) this.forget(reader);
  }

  private forget(derived: Derived<unknown>): void {
    if (derived.options.isSame && derived.result) {
      this.stale.add(derived);
      return;
    }
    if (derived.result) {
      derived.result = undefined;
      derived.options.onForget?.();
    }
    this.changed(derived);
  }

  /** Finds out which of the stale answers are other ones now. */
  settle(): void {
    for (const derived of this.stale) this.refresh(derived);
  }

  private refresh(derived: Derived<unknown>): void {
    this.stale.delete(derived);
    const old = derived.result;
    derived.result = undefined;
    const value = this.compute(derived);
    if (old && derived.options.isSame?.(old.value, value)) {
      // Keeping the old one spares those who compare by identity.
      if (derived.result) derived.result = old;
      return;
    }
    derived.options.onForget?.();
    this.changed(derived);
  }

  private compute<T>(derived: Derived<T>): T {
    const depth = this.computing.length;
    this.computing.push(derived as Derived<unknown>);
    derived.depth = depth;
    try {
      const value = derived.compute();
      // A result that stands on an unfinished one depends on who asked first. Only the outermost is the right one.
      if (this.cycleDepth >= depth) {
        derived.result = {value};
        this.cycleDepth = Number.POSITIVE_INFINITY;
      }
      return value;
    } finally {
      derived.depth = -1;
      this.computing.pop();
    }
  }

  private cycle<T>(derived: Derived<T>): T {
    if (!("onCycle" in derived.options)) throw new Error("an answer was computed from itself");
    this.cycleDepth = Math.min(this.cycleDepth, derived.depth);
    return derived.options.onCycle as T;
  }
}
