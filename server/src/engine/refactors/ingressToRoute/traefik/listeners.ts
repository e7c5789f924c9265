import {isOpenText} from "../../../resources/substitution.ts";
import {quoted} from "../../../schema/words.ts";
import type {Listener} from "../../../workspace/listeners.ts";
import {traefikReleases} from "../../../workspace/traefik.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note} from "../../refactoring.ts";
import {gatewaysOf, takersOf} from "../gateways/repository.ts";
import {isTarget} from "../gateways/traefik.ts";
import type {RouteContext} from "../middlewares.ts";
import {type Place, placesOf} from "../places.ts";

/** Which listener of the Gateway takes the place of Traefik's entry points. */
export interface ChosenListener {
  /** Undefined where none has to be named. */
  readonly sectionName?: string;
  /** Whether the IngressRoute answers nothing but TLS. */
  readonly hasTls: boolean;
  readonly notes: readonly Note[];
}

/** The protocols of the entry points that Traefik's chart has. */
const PROTOCOLS: Readonly<Record<string, string>> = {web: "HTTP", websecure: "HTTPS"};

/** The listener for the `spec` of an IngressRoute. */
export function listenerFor(spec: Field, hosts: readonly string[], context: RouteContext): ChosenListener {
  const {workspace, resource, parent} = context;
  const names = spec.get("entryPoints").items.map(({scalar}) => String(scalar));
  // A router with `tls` answers nothing but TLS; the chart's `websecure` has it for all its routers.
  const hasTls = spec.get("tls").exists || (names.length > 0 && names.every((name) => PROTOCOLS[name] === "HTTPS"));
  if (parent.sectionName !== undefined || (!hasTls && names.length === 0)) return {hasTls, notes: []};
  const choices = placesOf(workspace, resource).map((place) => {
    const [gateway] = gatewaysOf(workspace.graph).filter((one) => isTarget(one, parent, place));
    const takers = gateway?.listeners && takersOf(workspace.graph, gateway, place, hosts);
    return {takers, chosen: takers?.filter((one) => serves(one, hasTls, names, place, context)) ?? []};
  });
  if (choices.every(({takers, chosen}) => takers && takers.length === chosen.length)) return {hasTls, notes: []};
  const sections = new Set(choices.map(({chosen}) => (chosen.length === 1 ? chosen[0]?.name : undefined)));
  const [sectionName] = sections;
  if (sections.size === 1 && sectionName !== undefined) return {hasTls, sectionName, notes: []};
  const text =
    `Which listener of Gateway \`${parent.name}\` stands for ${entryPointsIn(names)} can't be told here; ` +
    "the route attaches to every one that takes it.";
  return {hasTls, notes: [{weight: "warning", text}]};
}

function entryPointsIn(names: readonly string[]): string {
  return names.length === 0 ? "Traefik's entry points" : `the entry points ${quoted(names).join(", ")}`;
}

/** Whether a listener is what the entry points are: of their protocol, and where they are known, on their ports. */
function serves(
  {protocol, port}: Listener,
  hasTls: boolean,
  names: readonly string[],
  place: Place,
  {workspace, parent}: RouteContext,
): boolean {
  if (hasTls && protocol !== "HTTPS") return false;
  if (names.length === 0) return true;
  const protocols = names.map((name) => (Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined));
  if (!protocols.includes(undefined)) return protocols.includes(String(protocol));
  const releases = traefikReleases(workspace.graph).filter(
    ({cluster}) => cluster === undefined || place.cluster === undefined || cluster === place.cluster,
  );
  const entryPoints = releases.flatMap((release) => release.entryPoints ?? []);
  const isKnown = parent.isTraefik && names.every((name) => entryPoints.some((one) => one.name === name));
  // Where they are not known, all listeners are left to choose from and none is.
  return !isKnown ? false : entryPoints.some((one) => names.includes(one.name) && one.port === port);
}

/** What becomes of the `tls` of an IngressRoute: certificates are those of the Gateway's listeners. */
export function tlsNotes(tls: Field, context: RouteContext): Note[] {
  const notes: Note[] = [];
  const secret = tls.get("secretName");
  if (secret.exists && !isOnGateway(String(secret.scalar), context)) {
    const text = `The certificate in Secret \`${secret.scalar}\` is not used any more: the listener of the Gateway needs one.`;
    notes.push({weight: "warning", text});
  }
  const resolver = tls.get("certResolver");
  if (resolver.exists) {
    const text = `The certificate resolver \`${resolver.scalar}\` makes none for routes: the listener of the Gateway needs a certificate.`;
    notes.push({weight: "warning", text});
  }
  const options = tls.get("options");
  if (options.exists) {
    const name = options.get("name").scalar;
    const text = `TLSOption \`${name}\` does not go along: see whether the Gateway's listener speaks TLS in the same way.`;
    notes.push({weight: "warning", text});
  }
  return notes;
}

/** Whether a listener of the Gateway has a Secret, wherever the route gets to. */
function isOnGateway(secret: string, {workspace, resource, parent}: RouteContext): boolean {
  if (isOpenText(secret)) return false;
  return placesOf(workspace, resource).every((place) =>
    gatewaysOf(workspace.graph).some(
      (one) =>
        isTarget(one, parent, place) &&
        (one.listeners ?? []).some((listener) =>
          itemsAt(listener.tls, ["certificateRefs"]).some((ref) => valueAt(ref, ["name"]) === secret),
        ),
    ),
  );
}
