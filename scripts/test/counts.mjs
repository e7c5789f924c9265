/** What a part of the tests gives back. */
export const nothing = {passed: 0, failed: 0, skipped: 0};

/** A part that is one test. */
export const single = (ok) => (ok ? {...nothing, passed: 1} : {...nothing, failed: 1});

/** Adds two counts. */
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/** The counts of a runner: no results, no test at all, or an error outside the tests is a failure too. */
export function judge(counts, status) {
  if (counts === undefined) return {...nothing, failed: 1};
  const ran = counts.passed + counts.failed > 0;
  return counts.failed === 0 && (status !== 0 || !ran) ? {...counts, failed: 1} : counts;
}

/** The line that ends a test run. */
export const summary = ({passed, failed, skipped}) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
