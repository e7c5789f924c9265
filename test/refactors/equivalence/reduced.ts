/** Rows without those that another row with the same backend has already answered for: `a /x` beside `a /`. */
export function reduced(rows: readonly string[]): string[] {
  const all = rows.map((text) => ({text, columns: text.split(" | ")}));
  return all.filter(({columns}) => !all.some((other) => covers(other.columns, columns))).map(({text}) => text);
}

function covers(one: readonly string[], other: readonly string[]): boolean {
  const [host, path = "", type, service, port, extra = ""] = one;
  const [itsHost, itsPath = "", itsType, itsService, itsPort, itsExtra = ""] = other;
  if (service !== itsService || port !== itsPort || (host !== "*" && host !== itsHost)) return false;
  if (extra !== itsExtra && (extra !== "" || itsExtra.startsWith("rewrite"))) return false;
  const isSame = host === itsHost && path === itsPath && type === itsType && extra === itsExtra;
  const isBelow = path === "/" || itsPath === path || itsPath.startsWith(`${path}/`);
  return !isSame && (type === "PathPrefix" ? isBelow : type === itsType && path === itsPath);
}
