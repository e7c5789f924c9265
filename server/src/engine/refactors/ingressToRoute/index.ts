import type {Refactoring} from "../refactoring.ts";
import {appTemplateSubjects} from "./appTemplate/subjects.ts";
import {ingressSubjects} from "./ingress/subjects.ts";
import {ingressRouteSubjects} from "./traefik/subjects.ts";

/** Ingresses of three kinds become routes of the Gateway API. */
export const INGRESS_TO_ROUTE: Refactoring = {
  id: "ingress-to-route",
  title: "Convert ingresses to Gateway API routes",
  subjects(workspace, path) {
    const kinds = workspace.summary(path)?.objects?.map(({head}) => head.kind);
    // Most files of a repository have none of them, and are not even parsed for that.
    if (kinds && !kinds.some((kind) => KINDS.has(kind))) return [];
    return [
      ...appTemplateSubjects(workspace, path),
      ...ingressSubjects(workspace, path),
      ...ingressRouteSubjects(workspace, path),
    ].sort((a, b) => a.span.start - b.span.start);
  },
};

const KINDS: ReadonlySet<string> = new Set(["HelmRelease", "Ingress", "IngressRoute"]);
