/** The value below which a share of all values lies. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** The value in the middle. */
export const median = (values) => percentile(values, 0.5);

/** What is quoted of many values. */
export const summary = (values) => ({p50: median(values), p95: percentile(values, 0.95)});
