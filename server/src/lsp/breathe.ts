/** Work is interrupted after this time, so that a request never waits longer for its turn. */
const SLICE_MS = 4;
/** Each message is dispatched in a turn of its own; an edit and the request for its findings are two. */
const TURNS = 3;

/** Lets other messages have their turn when it is time; for long loops, called once a round. */
export type Breathe = () => Promise<void> | undefined;

/** A `Breathe` for one loop. It returns nothing while the slice lasts, which costs no turn of the event loop. */
export function breathing(): Breathe {
  let started = performance.now();
  return () => {
    if (performance.now() - started < SLICE_MS) return undefined;
    return new Promise((resolve) => {
      const turn = (left: number): void => {
        if (left > 0) {
          setImmediate(turn, left - 1);
          return;
        }
        started = performance.now();
        resolve();
      };
      turn(TURNS);
    });
  };
}

/** Waits for a promise, but no longer than `ms`; whether it was settled in time. */
export function within(ms: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const settle = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settle, settle);
  });
}
