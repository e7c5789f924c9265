import {allOf, quoted} from "../../../schema/words.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note} from "../../refactoring.ts";
import {mayReach, type Services} from "./services.ts";

/** What becomes of the certificates that an ingress names. */
export function certificateNotes(id: Field): Note[] {
  return id.get("tls").items.flatMap((entry): Note[] => {
    const secret = entry.get("secretName");
    if (!secret.exists) return [];
    const hosts = quoted(entry.get("hosts").items.map(({scalar}) => String(scalar)));
    const rest = hosts.length === 0 ? "" : ` for ${allOf(hosts)}`;
    const text = `The certificate in Secret \`${secret.scalar}\` is not used any more: the listener of the Gateway needs one${rest}.`;
    return [{weight: "warning", text}];
  });
}

/** Ports that no service has: neither the ingress nor the route leads anywhere. */
export function portNotes(ingress: Field, {all, mayHaveMore, mayDiffer}: Services): Note[] {
  if (mayHaveMore || mayDiffer) return [];
  const paths = ingress.entries.flatMap((id) => id.get("hosts").items.flatMap((host) => host.get("paths").items));
  return paths.flatMap((path): Note[] => {
    const [id, port] = [path.at("service", "identifier").string, path.at("service", "port").number];
    const service = all.get(id ?? "");
    const numbers = service?.ports.map(({number}) => number?.scalar) ?? [];
    if (port === undefined || !service || numbers.some((number) => number === port || typeof number !== "number"))
      return [];
    const text = `The service \`${service.id}\` has no port ${port}, so the route leads nowhere, as the ingress does.`;
    return [{weight: "warning", text}];
  });
}

/** What nobody sees in the values: parts of the ingress that stand in a ConfigMap or Secret. */
export function elsewhereNotes(spec: Field): Note[] {
  const sources = spec.get("valuesFrom").items.filter((from) => mayReach(from, "ingress"));
  if (sources.length === 0) return [];
  const names = quoted(sources.map((from) => `${from.get("kind").scalar}/${from.get("name").scalar}`));
  const text = `Values come from ${allOf(names)} too; if there is an \`ingress\` in it, that has to become a \`route\` as well.`;
  return [{weight: "info", text}];
}

/** A route that was the only one, and is called otherwise beside others. */
export function renamedNotes(route: Field): Note[] {
  const on = route.mergedEntries.filter((one) => one.isMap && one.get("enabled").boolean !== false);
  const [only] = on;
  const isNamed = ["forceRename", "nameOverride"].some((key) => only?.get(key).exists);
  if (on.length !== 1 || !only || isNamed) return [];
  const text = `The route \`${only.key}\` is not the only one any more, so the chart puts its identifier into its name where it is not yet: the object is made anew then.`;
  return [{weight: "warning", text}];
}

/** The routes that are there beside those of the ingresses. */
export function furtherNotes(added: readonly string[]): Note[] {
  if (added.length === 0) return [];
  const text = `It becomes further routes, because the rules of a route are for all its hosts: ${allOf(quoted(added))}.`;
  return [{weight: "info", text}];
}
