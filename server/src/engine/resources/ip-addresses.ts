const NUMBER = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IP_V4 = new RegExp(`^${NUMBER}(?:\\.${NUMBER}){3}$`);

/** Whether a text is an IPv4 address, without leading zeros. */
export function isIPv4(text: string): boolean {
  return IP_V4.test(text);
}

/** Whether a text is an IPv6 address, without a zone. The last two groups may be written as an IPv4 address. */
export function isIPv6(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const endsWithIPv4 = isIPv4(last) && text.endsWith(last) && groups.length > 0;
  const hex = endsWithIPv4 ? groups.slice(0, -1) : groups;
  const count = hex.length + (endsWithIPv4 ? 2 : 0);
  const hasRightLength = halves.length === 1 ? count === 8 : halves.length === 2 && count < 8;
  return hasRightLength && hex.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
