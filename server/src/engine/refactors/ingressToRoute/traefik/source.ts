import type {Resource} from "../../../resources/resource.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import type {Comment} from "../../../yaml/comments.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import type {Parent} from "../gateways.ts";
import type {RouteReading, RouteSource} from "../httpRoute.ts";
import type {MiddlewareVerdict} from "../middlewares.ts";
import {draftsOfRouters, type Served} from "./drafts.ts";
import {listenerFor, tlsNotes} from "./listeners.ts";
import {alsoServed, routerNotes} from "./notes.ts";
import {type Router, routersOf} from "./routers.ts";
import {type Backend, backendOf} from "./services.ts";
import {leftField, leftMiddlewares, leftOfService} from "./todo.ts";

/** An IngressRoute as the source of HTTPRoutes. */
export function routeSource(workspace: Workspace, resource: Resource): RouteSource | Refusal {
  const routers = routersOf(resource);
  if ("refused" in routers) return routers;
  const classField = resource.root.at("spec", "ingressClassName");
  const annotation = resource.root.at("metadata", "annotations", "kubernetes.io/ingress.class");
  const written = (classField.exists ? classField : annotation).scalar;
  return {
    resource,
    ingressClass: typeof written === "string" && written !== "" ? written : undefined,
    ...(classField.exists && {classField}),
    hosts: hostsOf(routers).filter((host) => !isOpenText(host)),
    read: (parent) => readingFor(workspace, resource, routers, parent),
  };
}

function hostsOf(routers: readonly Router[]): string[] {
  return [...new Set(routers.flatMap(({branches}) => branches.flatMap(({host}) => host ?? [])))];
}

function readingFor(
  workspace: Workspace,
  resource: Resource,
  routers: readonly Router[],
  parent: Parent,
): RouteReading | Refusal {
  const context = {workspace, resource, parent};
  const backends: Backend[] = [];
  const all: Served[] = [];
  for (const router of routers) {
    const own = router.services.map((service) => backendOf(service, router.services.length > 1, context));
    const refused = own.find((backend) => "refused" in backend);
    if (refused && "refused" in refused) return refused;
    const found = own.filter((backend) => "part" in backend);
    backends.push(...found);
    all.push({router, backends: found.map(({part}) => part)});
  }
  const drafted = draftsOfRouters(all, context);
  if ("refused" in drafted) return drafted;
  const spec = resource.root.get("spec");
  const tls = spec.get("tls");
  const hosts = hostsOf(routers);
  const {sectionName, hasTls, notes} = listenerFor(spec, hosts, context);
  return {
    drafts: drafted.drafts,
    hasTls,
    blocked: drafted.verdicts.filter(({action}) => action === "block"),
    ...(sectionName !== undefined && {sectionName}),
    comments: leftComments(routers, backends, drafted.verdicts, tls.get("options")),
    notes: [
      ...drafted.verdicts.flatMap(noteOf),
      ...drafted.notes,
      ...backends.flatMap((backend) => backend.notes),
      ...routers.flatMap((router) => routerNotes(router, parent)),
      ...notes,
      ...tlsNotes(tls, context),
      ...alsoServed(workspace, resource, hosts),
    ],
  };
}

function noteOf({action, why}: MiddlewareVerdict): Note[] {
  return why === undefined ? [] : [{weight: action === "todo" || action === "block" ? "warning" : "info", text: why}];
}

/** What does not go along, as comments in the places where it stood. */
function leftComments(
  routers: readonly Router[],
  backends: readonly Backend[],
  verdicts: readonly MiddlewareVerdict[],
  options: Field,
): Comment[] {
  return [
    ...routers.flatMap((router) => leftMiddlewares(router, router === routers.at(-1), verdicts)),
    ...backends.flatMap(({left}) => left).map(leftOfService),
    ...(options.exists ? [leftField(options)] : []),
  ];
}
