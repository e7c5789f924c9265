/** Something that answers are computed from: a text, a list of names. Whoever changes it tells the `Memo`. */
export class Cell {
  /** The answers that were computed from it: in the smallest shape, because there are many cells with few readers. */
  readers: Derived | Derived[] | Set<Derived> | undefined = undefined;
}

/** How answers of one kind are treated. */
export interface AnswerOptions<T> {
  /** What a computation gets that asks for its own result. Left out: that is a bug, and throws. */
  readonly onCycle?: T;
  /** Whether a new result is as good as the old one, so that nobody who read the old one needs to know. */
  isSame?(a: T, b: T): boolean;
  /** Called when a result is forgotten because something it was computed from has changed. */
  onForget?(key: string): unknown;
}

/**
 * Answers of one kind, by key: each is computed when somebody asks for it, and kept until something that it was
 * computed from changes.
 */
export class Answers<T> {
  private readonly byKey = new Map<string, Derived>();

  constructor(
    private readonly memo: Memo,
    readonly compute: (key: string) => T,
    readonly options: AnswerOptions<T> = {},
  ) {}

  get(key = ""): T {
    let derived = this.byKey.get(key);
    if (!derived) {
      derived = new Derived(this as Answers<unknown>, key);
      this.byKey.set(key, derived);
    }
    return this.memo.get(derived) as T;
  }

  /** The keys that somebody has asked for. */
  get keys(): Iterable<string> {
    return this.byKey.keys();
  }

  /** Lets go of a result that comes out the same when somebody asks again. */
  drop(key: string): void {
    const derived = this.byKey.get(key);
    if (derived) derived.result = UNKNOWN;
  }

  /** Lets go of a key that nobody will ask for again. */
  delete(key: string): void {
    this.byKey.delete(key);
  }
}

const UNKNOWN = Symbol("unknown");

/** One answer. There are hundreds of thousands of them, so it holds no more than what is its own. */
class Derived extends Cell {
  result: unknown = UNKNOWN;
  /** Position among the computations under way; -1 while there is none. */
  depth = -1;

  constructor(
    readonly of: Answers<unknown>,
    readonly key: string,
  ) {
    super();
  }
}

/** As many readers are found faster, and kept in less memory, in a list than in a set. */
const FEW = 8;

/** Stands among the computations for one that nobody keeps. */
const NOBODY = new Derived({} as Answers<unknown>, "");

/**
 * Keeps answers, and knows by watching the computations what each was computed from. A change forgets what it reaches
 * and nothing else, so its cost does not grow with the number of answers.
 */
export class Memo {
  private readonly computing: Derived[] = [];
  /** Answers that may be out of date, but whose readers are spared until the new answer is known to differ. */
  private readonly stale = new Set<Derived>();
  /** The outermost computation that was asked for its own result. */
  private cycleDepth = Number.POSITIVE_INFINITY;

  /** Notes that the computation under way, if there is one, depends on the cell. */
  read(cell: Cell): void {
    const reader = this.computing[this.computing.length - 1];
    if (!reader || reader === NOBODY || cell.readers === reader) return;
    const {readers} = cell;
    if (readers === undefined) cell.readers = reader;
    else if (readers instanceof Set) readers.add(reader);
    else if (!Array.isArray(readers)) cell.readers = [readers, reader];
    else if (readers.includes(reader)) return;
    else if (readers.length < FEW) readers.push(reader);
    else cell.readers = new Set([...readers, reader]);
  }

  get(derived: Derived): unknown {
    if (this.computing.length === 0) this.settle();
    else if (this.stale.has(derived)) this.refresh(derived);
    this.read(derived);
    if (derived.result !== UNKNOWN) return derived.result;
    return derived.depth >= 0 ? this.cycle(derived) : this.compute(derived);
  }

  /** Does something without noting what it depends on, for those who are told of changes in another way. */
  untracked<T>(work: () => T): T {
    this.computing.push(NOBODY);
    try {
      return work();
    } finally {
      this.computing.pop();
    }
  }

  /** Forgets what was computed from the cell. */
  changed(cell: Cell): void {
    const {readers} = cell;
    if (readers === undefined) return;
    cell.readers = undefined;
    if (readers instanceof Derived) this.forget(readers);
    else for (const reader of readers) this.forget(reader);
  }

  private forget(derived: Derived): void {
    const {options} = derived.of;
    if (derived.result !== UNKNOWN) {
      if (options.isSame) {
        this.stale.add(derived);
        return;
      }
      derived.result = UNKNOWN;
      options.onForget?.(derived.key);
    }
    this.changed(derived);
  }

  /** Finds out which of the stale answers are other ones now. */
  settle(): void {
    for (const derived of this.stale) this.refresh(derived);
  }

  /** Forgets stale answers without a look at the new ones, where most differ: to compute all at once would take long. */
  dropStale(): void {
    for (const derived of this.stale) {
      this.stale.delete(derived);
      derived.result = UNKNOWN;
      derived.of.options.onForget?.(derived.key);
      this.changed(derived);
    }
  }

  private refresh(derived: Derived): void {
    this.stale.delete(derived);
    const old = derived.result;
    const {options} = derived.of;
    derived.result = UNKNOWN;
    const value = this.compute(derived);
    if (old !== UNKNOWN && options.isSame?.(old, value)) {
      // Keeping the old one spares those who compare by identity.
      if (derived.result !== UNKNOWN) derived.result = old;
      return;
    }
    options.onForget?.(derived.key);
    this.changed(derived);
  }

  private compute(derived: Derived): unknown {
    const depth = this.computing.length;
    this.computing.push(derived);
    derived.depth = depth;
    try {
      const value = derived.of.compute(derived.key);
      // A result that stands on an unfinished one depends on who asked first. Only the outermost is the right one.
      if (this.cycleDepth >= depth) {
        derived.result = value;
        this.cycleDepth = Number.POSITIVE_INFINITY;
      }
      return value;
    } finally {
      derived.depth = -1;
      this.computing.pop();
    }
  }

  private cycle(derived: Derived): unknown {
    const {options} = derived.of;
    if (!("onCycle" in options)) throw new Error("an answer was computed from itself");
    this.cycleDepth = Math.min(this.cycleDepth, derived.depth);
    return options.onCycle;
  }
}
