/** Paths without the folders that all of them begin with, so that the part which tells them apart is seen. */
export function shortPaths(paths: readonly string[]): string[] {
  const split = paths.map((path) => path.split("/"));
  const [first] = split;
  let shared = 0;
  // The last part stays, whatever it is.
  const isShared = (parts: readonly string[]) => parts.length > shared + 1 && parts[shared] === first?.[shared];
  while (split.length > 1 && split.every(isShared)) shared++;
  return split.map((parts) => parts.slice(shared).join("/"));
}
