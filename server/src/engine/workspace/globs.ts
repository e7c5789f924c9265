import picomatch from "picomatch";

/** A test for repository paths against globs (`archive/**`, `*.sops.yaml`); a glob without `/` matches at any depth. */
export function globMatcher(globs: readonly string[]): (path: string) => boolean {
  const written = globs.filter((glob) => glob !== "");
  if (written.length === 0) return () => false;
  const anywhere = written.map((glob) => (glob.includes("/") ? glob : `**/${glob}`));
  // A folder's glob covers what is in the folder.
  const withContents = anywhere.flatMap((glob) =>
    glob.endsWith("**") ? [glob] : [glob, `${glob.replace(/\/$/, "")}/**`],
  );
  return picomatch(withContents, {dot: true});
}
