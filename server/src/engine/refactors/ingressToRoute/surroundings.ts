import type {Resource} from "../../resources/resource.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Note} from "../refactoring.ts";
import type {Draft} from "./draft.ts";
import type {Parent} from "./gateways.ts";
import {placesOf} from "./places.ts";
import {externalDnsNotes} from "./surroundings/externalDns.ts";
import {gatewayNotes} from "./surroundings/gateway.ts";
import {gatusNotes} from "./surroundings/gatus.ts";
import {homepageNotes} from "./surroundings/homepage.ts";
import {listenerNotes} from "./surroundings/listeners.ts";
import {networkPolicyNotes} from "./surroundings/networkPolicies.ts";
import {type Check, siteOf} from "./surroundings/site.ts";

/** A route as it is about to be, for those who look at what is around it. */
export interface PlannedRoute {
  /** The HelmRelease or manifest that it comes from. */
  readonly resource: Resource;
  readonly draft: Draft;
  readonly parent: Parent;
  /** The listener it names, if any. */
  readonly sectionName: string | undefined;
  /** Whether the ingress served TLS, as far as it says so. */
  readonly hasTls: boolean;
  /** Keys and values of the annotations that go along. */
  readonly annotations: ReadonlyMap<string, unknown>;
}

/** What is looked at, in the order in which it is said. */
const CHECKS: readonly Check[] = [
  gatewayNotes,
  listenerNotes,
  externalDnsNotes,
  gatusNotes,
  homepageNotes,
  networkPolicyNotes,
];

/**
 * What would break, or work differently, outside of the file, as far as the repository tells: each sentence once. It is
 * asked before the change, when the ingress is still there.
 */
export function surroundingNotes(workspace: Workspace, routes: readonly PlannedRoute[]): Note[] {
  const hasClusters = workspace.graph.entryPoints.length > 0;
  const sites = routes.flatMap((route) =>
    placesOf(workspace, route.resource)
      // Where other things get to clusters and this does not, nobody knows what will be around it.
      .filter(({applied}) => applied?.by !== undefined || !hasClusters)
      .map((place) => siteOf(workspace, route, place)),
  );
  const notes = CHECKS.flatMap((check) => sites.flatMap(check));
  return [...new Map(notes.map((note) => [note.text, note])).values()];
}
