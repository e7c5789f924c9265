import type {Draft} from "../draft.ts";

/** The identifier of a further route of an ingress: by the first label of its first host, or by a number. */
export function furtherId(id: string, {hostTexts}: Draft, taken: ReadonlySet<string>): string {
  const label = hostTexts[0]?.split(".")[0] ?? "";
  const named = `${id}-${label}`;
  if (/^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label) && !taken.has(named)) return named;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number++;
  return `${id}-${number}`;
}
