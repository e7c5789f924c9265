import type {Resource} from "../../../resources/resource.ts";
import {ANY_NAME} from "../../../workspace/index.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Note} from "../../refactoring.ts";
import type {Parent} from "../gateways.ts";
import type {Router} from "./routers.ts";

/** What is different about a router in a route. */
export function routerNotes({text, branches, priority, isOnlyV2}: Router, {isTraefik}: Parent): Note[] {
  const notes: Note[] = [];
  if (isOnlyV2) {
    const why = "Traefik 3 leaves it out where it has no `syntax: v2`, and the route would begin to serve it";
    notes.push({weight: "warning", text: `\`${text}\` is a rule of Traefik 2: ${why}.`});
  }
  if (priority !== 0) {
    notes.push({
      weight: "info",
      text: `\`priority: ${priority}\` is left out: of routes, the more specific one counts.`,
    });
  }
  for (const host of new Set(branches.flatMap((branch) => branch.host ?? []))) {
    if (!host.startsWith("*.")) continue;
    const inTraefik = "for one label in newer versions of Traefik and for nothing in older ones";
    notes.push({weight: "warning", text: `\`${host}\` stands ${inTraefik}, in a route for any number of labels.`});
  }
  if (branches.some(({host}) => host === undefined)) {
    const whose = "every host of its listeners that no other route answers for";
    notes.push({weight: "warning", text: `The route without hostnames answers for ${whose}.`});
  }
  if (!isTraefik && branches.some(({headers, query}) => headers.size + query.size > 0)) {
    const text = "Traefik looks at each value of a header or parameter that comes twice; Gateways differ in that.";
    notes.push({weight: "info", text});
  }
  return notes;
}

/** Other IngressRoutes for a host: until they are routes too, they rank below this one whatever they say. */
export function alsoServed(workspace: Workspace, {document}: Resource, hosts: readonly string[]): Note[] {
  const {graph} = workspace;
  const refs = ["traefik.io", "traefik.containo.us"].flatMap((group) => [
    ...graph.index.objects.get(`${group}/IngressRoute|${ANY_NAME}`),
  ]);
  return refs.flatMap((ref): Note[] => {
    if (ref.file === document.file.path && ref.document === document.index) return [];
    const root = workspace.file(ref.file)?.documents[ref.document]?.root;
    const rules = root?.at("spec", "routes").items.map((route) => String(route.get("match").scalar)) ?? [];
    const host = hosts.find((one) =>
      rules.some((rule) => [`\`${one}\``, `"${one}"`].some((text) => rule.includes(text))),
    );
    if (host === undefined) return [];
    const name = `IngressRoute \`${root?.at("metadata", "name").scalar}\``;
    const text = `${name} serves \`${host}\` too, and ranks differently beside a route: convert both at once.`;
    return [{weight: "warning", text, unless: {file: ref.file, name}}];
  });
}
