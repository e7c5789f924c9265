/**
 * Whether Go certainly refuses a regular expression. Go has no lookaround and no back references, and some notations
 * that JavaScript lacks; where the two differ in other ways, the answer is no.
 */
export function isBadGoPattern(pattern: string): boolean {
  // A quotation may hold anything.
  if (pattern.includes("\\Q")) return false;
  const tokens = pattern.replace(/\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:\w+:\]|[^\]\\])*\]/g, (token) =>
    /^\\[1-9k]$/.test(token) ? "(?=" : "x",
  );
  if (/\(\?<?[=!]/.test(tokens)) return true;
  const readable = tokens
    .replace(/\(\?P</g, "(?<")
    .replace(/\(\?[imsU-]+([:)])/g, (_, end) => (end === ":" ? "(?:" : ""));
  try {
    new RegExp(`^(?:${readable})$`);
    return false;
  } catch {
    return true;
  }
}
