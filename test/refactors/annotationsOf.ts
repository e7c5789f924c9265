import {type Interpretation, interpret} from "../../server/src/engine/refactors/ingressToRoute/annotations.ts";
import {
  type Draft,
  type DraftRule,
  draftsOf,
  type PathType,
} from "../../server/src/engine/refactors/ingressToRoute/draft.ts";
import type {Parent} from "../../server/src/engine/refactors/ingressToRoute/gateways.ts";
import {resourceOf} from "../../server/src/engine/resources/resource.ts";
import {leaf} from "../../server/src/engine/yaml/edit/compose.ts";
import {workspaceOf} from "../support/check.ts";

const PARENT: Parent = {name: "internal", namespace: "network", isTraefik: undefined, remember: undefined};
/** What the keys of ingress-nginx begin with. */
export const NGINX = "nginx.ingress.kubernetes.io/";
/** What the keys of Traefik begin with. */
export const TRAEFIK = "traefik.ingress.kubernetes.io/";

interface Given {
  readonly paths?: readonly (readonly [PathType, string])[];
  readonly parent?: Partial<Parent>;
  readonly appTemplate?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** What is made of annotations of an Ingress in namespace `media`. */
export function interpreted(annotations: Readonly<Record<string, string>>, given: Given = {}): Interpretation {
  const lines = Object.entries(annotations).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`);
  const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: plex
  namespace: media
  annotations:
${lines.join("")}`;
  const workspace = workspaceOf(new Map([["plex.yaml", ingress], ...Object.entries(given.files ?? {})]));
  const document = workspace.file("plex.yaml")?.documents[0];
  const resource = document && resourceOf(document);
  if (!resource) throw new Error("no resource");
  const context = {workspace, resource, parent: {...PARENT, ...given.parent}};
  return interpret(resource.root.at("metadata", "annotations"), drafts(given.paths), {
    ...context,
    ...(given.appTemplate && {appTemplate: given.appTemplate}),
  });
}

function drafts(paths: Given["paths"] = [["PathPrefix", "/"]]): Draft[] {
  const host = leaf("plex.example.org");
  const backend = {entries: [["name", leaf("plex")] as const]};
  return draftsOf([
    {
      host,
      hostText: host.text,
      paths: paths.map(([type, path]) => ({type, path: leaf(path), pathText: path, backend})),
    },
  ]);
}

/** The rules without the places that they come from. */
export function rulesOf({drafts: routes}: Interpretation): object[] {
  return routes.flatMap(({rules}) =>
    rules.map(({matches, filters, backends}: DraftRule) => ({
      ...(matches.length > 0 && {matches: matches.map(({type, pathText}) => `${type} ${pathText}`)}),
      ...(filters.length > 0 && {filters}),
      backends: backends.length,
    })),
  );
}

/** What becomes of the annotations, in their order. */
export function actionsOf({verdicts}: Interpretation): string {
  return verdicts.map(({action}) => action).join(" ");
}
