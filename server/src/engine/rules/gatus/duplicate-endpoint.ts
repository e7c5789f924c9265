import {HTTP_ROUTE} from "../../resources/gateway-api.ts";
import {foundSidecars} from "../../workspace/gatus.ts";
import type {Graph} from "../../workspace/graph.ts";
import type {DocumentRef} from "../../workspace/index.ts";
import type {Field} from "../../yaml/field.ts";
import {type Endpoint, endpointsFor, endpointsOf, readersOf} from "../gatus-endpoints.ts";
import {endpointsOfRoute, routeEndpoints} from "../gatus-routes.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "gatus/duplicate-endpoint",
  summary: "Two endpoints with the same name and group in what a Gatus reads.",
  severity: "error",
  types: ["ConfigMap", HTTP_ROUTE],

  *check({resource, root, workspace: {graph}}) {
    const ref = {file: resource.document.file.path, document: resource.document.index};
    const said = new Set<string>();
    for (const gatus of gatusesOf(graph)) {
      const own = resource.type === HTTP_ROUTE ? gatus.ofRoute(ref) : gatus.ofConfigMap(ref);
      // Routes are looked for by the names of endpoints, which are theirs by default: there may be very many.
      const all = [
        ...(own.length > 0 && resource.type !== HTTP_ROUTE ? gatus.ofAllConfigMaps() : []),
        ...[...new Set(own.map(({name}) => name))].flatMap((name) => gatus.ofRoutesNamed(name)),
      ];
      for (const endpoint of own) {
        const same = said.has(endpoint.key) ? [] : all.filter(({key}) => key === endpoint.key);
        const other = another(endpoint, same);
        if (!other) continue;
        said.add(endpoint.key);
        yield reportOf(graph, root, endpoint, other);
      }
    }
  },
});

/** What one Gatus watches. */
interface Gatus {
  ofConfigMap(ref: DocumentRef): Endpoint[];
  ofAllConfigMaps(): Endpoint[];
  ofRoute(ref: DocumentRef): Endpoint[];
  ofRoutesNamed(name: string): Endpoint[];
}

/** One for each release, with the ConfigMaps that it reads and the routes that its sidecar looks at. */
function gatusesOf(graph: Graph): Gatus[] {
  const readers = readersOf(graph);
  const sidecars = foundSidecars(graph).flatMap(({sidecar}) => sidecar ?? []);
  const releases = new Set([...readers, ...sidecars].flatMap(({release}) => release.applied ?? []));
  return [...releases].map((applied) => {
    const itsReaders = readers.filter(({release}) => release.applied === applied);
    const itsSidecars = sidecars.filter(({release}) => release.applied === applied);
    return {
      ofConfigMap: (ref) => itsReaders.flatMap((reader) => endpointsOf(graph, ref, reader)),
      ofAllConfigMaps: () => itsReaders.flatMap((reader) => endpointsFor(graph, reader)),
      ofRoute: (ref) => itsSidecars.flatMap((sidecar) => endpointsOfRoute(graph, ref, sidecar)),
      ofRoutesNamed: (name) => itsSidecars.flatMap((sidecar) => routeEndpoints(graph, name, sidecar)),
    };
  });
}

/** An endpoint of the same key elsewhere. What two Flux Kustomizations apply under one name is one object. */
function another(endpoint: Endpoint, all: readonly Endpoint[]): Endpoint | undefined {
  const twice = all.filter((other) => other.of.by.key === endpoint.of.by.key && placeOf(other) === placeOf(endpoint));
  return all.find((other) => placeOf(other) !== placeOf(endpoint)) ?? (twice.length > 1 ? endpoint : undefined);
}

function placeOf({of, path}: Endpoint): string {
  return `${objectOf(of)} ${path.join("/")}`;
}

function objectOf({resource, namespace, name}: Endpoint["of"]): string {
  return `${resource.kind} \`${namespace}/${name}\``;
}

function reportOf(graph: Graph, root: Field, endpoint: Endpoint, other: Endpoint): Report {
  const {name, group} = endpoint;
  const {origin} = other.of.resource;
  const place = graph.file(origin.file)?.documents[origin.document]?.root.at(...other.path);
  const isElsewhere = origin.file !== endpoint.of.resource.origin.file;
  const inGroup = group === "" ? "without a group" : `in group \`${group}\``;
  const own = objectOf(endpoint.of);
  const from =
    placeOf(other) === placeOf(endpoint) ? `twice from ${own}` : `from ${own} and from ${objectOf(other.of)}`;
  return {
    at: root.at(...endpoint.path).mark,
    message: `Endpoint \`${name}\` ${inGroup} comes ${from}, and Gatus does not start with two of the same name and group. Give one another name.`,
    related: place && isElsewhere ? [{file: origin.file, span: place.mark, message: "The other endpoint."}] : [],
  };
}
