import type {DraftRule} from "../draft.ts";
import {gatewaysOf} from "../gateways/repository.ts";
import {isTarget} from "../gateways/traefik.ts";
import {middlewareOfKey} from "../middlewares/lookup.ts";
import {type MiddlewareName, type MiddlewareVerdict, throughMiddlewares} from "../middlewares.ts";
import {placesOf} from "../places.ts";
import {type Annotation, type Finding, isOn, listIn, type Situation, type Table} from "./row.ts";

/** The settings of Traefik, for its routers and for its services. */
export const TRAEFIK: Table = {
  prefixes: ["traefik.ingress.kubernetes.io/", "ingress.traefik.io/"],
  isOfRoute: true,
  rows: [
    {name: "router.middlewares", judge: middlewares},
    {name: "router.entrypoints", judge: entryPoints},
    {
      name: "router.tls.options",
      action: "todo",
      why: "sets how TLS is spoken; see whether the Gateway's listener does the same",
    },
    {
      name: /^router\.tls\.(?:certresolver|domains)/,
      action: "drop",
      why: "means nothing to a route: certificates belong to the Gateway's listener",
    },
    {
      name: "router.tls",
      judge: ({text}) =>
        text !== undefined && isOn(text)
          ? {action: "drop"}
          : {action: "todo", why: "decides whether TLS is spoken; the Gateway's listener does that for a route"},
    },
    {name: "router.priority", action: "todo", why: "orders routers by hand; of routes, the more specific match wins"},
    {name: /^router\.(?:pathmatcher|rulesyntax)$/, judge: pathMatcher},
    {name: /^router\.observability/, action: "todo", why: "sets what is logged and measured, which a route does not"},
    {
      name: "service.passhostheader",
      judge: ({text}) =>
        text !== undefined && isOn(text)
          ? {action: "drop"}
          : {
              action: "todo",
              why: "keeps the host that was asked for from the app; a `URLRewrite` filter of a route can set another one",
            },
    },
    {
      name: /^service\.(?:serversscheme|serverstransport)$/,
      judge: ({text}) =>
        text === "http"
          ? {action: "drop"}
          : {action: "todo", why: "sets how Traefik talks to the app; a Gateway does so by a BackendTLSPolicy"},
    },
    {
      name: /^(?:service\.sticky|affinity|service\.)/,
      action: "todo",
      why: "sets how Traefik talks to the app, which a route does not",
    },
  ],
  otherwise: {action: "todo", why: "is for Traefik's ingresses; a route does not carry it over"},
};

function pathMatcher({name, text}: Annotation): Finding {
  if (name === "router.pathmatcher" && text === "PathPrefix") return {action: "drop"};
  return {action: "todo", why: "decides how paths are compared; see whether `matches` of the route do the same"};
}

/** Traefik's entry points are the listeners of its Gateway; the usual two have the usual protocols. */
const PROTOCOLS: Readonly<Record<string, string>> = {web: "HTTP", websecure: "HTTPS"};

function entryPoints({text}: Annotation, situation: Situation): Finding {
  const [entryPoint = "", ...more] = text === undefined ? [] : listIn(text);
  const protocol = Object.hasOwn(PROTOCOLS, entryPoint) ? PROTOCOLS[entryPoint] : undefined;
  if (!protocol || more.length > 0) {
    return {
      action: "todo",
      why: "names entry points that can't be told apart here; name the Gateway's listener by `sectionName`",
    };
  }
  const {workspace, resource, parent} = situation;
  const sections = placesOf(workspace, resource).map((place) => {
    const gateways = gatewaysOf(workspace.graph).filter((one) => isTarget(one, parent, place));
    const [gateway, ...others] = gateways;
    return others.length > 0 ? undefined : gateway?.listeners?.filter((listener) => listener.protocol === protocol);
  });
  // What the configuration says goes first, as far as nothing speaks against it.
  if (parent.sectionName !== undefined) {
    const isOther = sections.some((list) => list && !list.some(({name}) => name === parent.sectionName));
    if (!isOther) return protocol === "HTTPS" || sections.every(Boolean) ? {action: "convert"} : unnamed(entryPoint);
    const why = `names the entry point \`${entryPoint}\`, and the configuration the listener \`${parent.sectionName}\`, which is of another protocol`;
    return {action: "todo", why};
  }
  const names = new Set(sections.map((list) => (list?.length === 1 ? list[0]?.name : undefined)));
  const [section] = names;
  return names.size === 1 && section !== undefined ? {action: "convert", sectionName: section} : unnamed(entryPoint);
}

function unnamed(entryPoint: string): Finding {
  const why = `names the entry point \`${entryPoint}\`, and which listener of the Gateway that is can't be told here; name it by \`sectionName\``;
  return {action: "todo", why};
}

/** From what is lost without a word to what must be confirmed. */
const WEIGHTS = ["drop", "convert", "todo", "block"] as const;

function middlewares({raw, text}: Annotation, situation: Situation): Finding {
  if (raw.trim() === "") return {action: "drop"};
  if (text === undefined) {
    return {action: "block", why: "names Middlewares that only the cluster knows, and one may guard access"};
  }
  const keys = listIn(text);
  const names = keys.map((key) => middlewareOfKey(key, situation));
  const unknown = keys.filter((_, i) => names[i] === undefined);
  const known = names.filter((name): name is MiddlewareName => name !== undefined);
  const verdicts: MiddlewareVerdict[] = [];
  const through = (rule: DraftRule): readonly DraftRule[] => {
    const passage = throughMiddlewares(rule, known, situation);
    verdicts.push(...passage.verdicts);
    return passage.rules;
  };
  const drafts = situation.drafts.map((draft) => ({...draft, rules: draft.rules.flatMap(through)}));
  const lost = unknown.map((key) => ({
    key,
    why: `\`${key}\` is no Middleware that can be told in the repository, so nobody knows here whether it guards access.`,
  }));
  const guards = [...lost, ...verdicts.filter((one) => one.action === "block")].map(({key, why}) => ({key, why}));
  const action = WEIGHTS[Math.max(lost.length > 0 ? 3 : 1, ...verdicts.map((one) => WEIGHTS.indexOf(one.action)))];
  const whys = [...new Set([...lost, ...verdicts].flatMap(({why}) => why?.replace(/\.$/, "") ?? []))];
  return {
    action: action ?? "block",
    drafts,
    ...(guards.length > 0 && {guards}),
    ...(whys.length > 0 && {why: `names Middlewares: ${whys.join("; ")}`}),
  };
}
