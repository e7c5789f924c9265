import type {Field} from "../../../yaml/field.ts";
import type {Note} from "../../refactoring.ts";
import type {HostRules} from "../draft.ts";

/** What is different about hosts in a route. */
export function hostNotes(hosts: readonly HostRules[]): Note[] {
  const notes: Note[] = [];
  for (const text of new Set(hosts.flatMap(({hostText}) => hostText ?? []))) {
    if (!text.startsWith("*.")) continue;
    notes.push({
      weight: "warning",
      text: `In an Ingress \`${text}\` stands for one label, in a route for any number of them.`,
    });
  }
  if (hosts.some(({host}) => host === undefined)) {
    notes.push({
      weight: "info",
      text: "The route without hostnames answers for every host of its listeners that no other route answers for.",
    });
  }
  return notes;
}

/** What becomes of the certificates that an Ingress names. */
export function tlsNotes(spec: Field): Note[] {
  const hosts = new Set(spec.get("rules").items.map((rule) => rule.get("host").scalar));
  return spec.get("tls").items.flatMap((entry): Note[] => {
    const names = entry.get("hosts").items.map(({scalar}) => String(scalar));
    const secret = entry.get("secretName");
    const others = names.filter((name) => !hosts.has(name));
    const notes: Note[] = [];
    if (secret.exists) {
      const list = names.map((name) => `\`${name}\``).join(", ");
      notes.push({
        weight: "warning",
        text:
          `The certificate in Secret \`${secret.scalar}\` is not used any more: the listener of the Gateway needs one` +
          `${list === "" ? "" : ` for ${list}`}.`,
      });
    }
    if (others.length > 0) {
      const list = others.map((name) => `\`${name}\``).join(", ");
      notes.push({weight: "info", text: `\`tls\` names ${list}, which no rule has.`});
    }
    return notes;
  });
}
