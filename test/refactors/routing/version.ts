/** Whether a version is at least another one; what stands behind the three numbers does not count. */
export function atLeast(version: string, least: string): boolean {
  const [have, want] = [numbersOf(version), numbersOf(least)];
  for (const [i, number] of want.entries()) if ((have[i] ?? 0) !== number) return (have[i] ?? 0) > number;
  return true;
}

/** `v4.6.1-rc1` -> 4, 6, 1. */
function numbersOf(version: string): number[] {
  return (/\d+(\.\d+)*/.exec(version)?.[0] ?? "").split(".").map(Number);
}
