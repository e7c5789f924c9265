import {redirects} from "./nginxRedirects.ts";
import {type Annotation, type Finding, isOn, listIn, type Situation} from "./row.ts";

/** What ingress-nginx assumes where an annotation does not say it. */
const DEFAULTS: Readonly<Record<string, string>> = {
  "cors-allow-origin": "*",
  "cors-allow-methods": "GET, PUT, POST, DELETE, PATCH, OPTIONS",
  "cors-allow-headers":
    "DNT,Keep-Alive,User-Agent,X-Requested-With,If-Modified-Since,Cache-Control,Content-Type,Range,Authorization",
  "cors-expose-headers": "",
  "cors-allow-credentials": "true",
  "cors-max-age": "1728000",
};

const ORIGIN = /^https?:\/\/(?:\*\.)?[A-Za-z0-9.-]+(?::\d+)?$/;
const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"];
const HEADER = /^[A-Za-z0-9_-]+$/;

/** The first app-template whose routes take the filter. */
const NEEDED = [4, 5];

/** Which pages of other origins may read answers: a filter of its own, since Gateway API 1.5. */
export function cors({text}: Annotation, {drafts, others, appTemplate}: Situation): Finding {
  if (text !== undefined && !isOn(text)) return {action: "drop"};
  if (text === undefined) return {action: "todo", why: "lets pages of other origins use the app, perhaps"};
  if (appTemplate !== undefined && isOlder(appTemplate)) {
    return {
      action: "todo",
      why: `lets pages of other origins use the app; routes of app-template ${appTemplate} have no filter for that, those of 4.5 have`,
    };
  }
  const filter = corsFilter(others);
  if (!filter)
    return {action: "todo", why: "lets pages of other origins use the app, in a way that can't be converted"};
  const changed = drafts.map((draft) => ({
    ...draft,
    rules: draft.rules.map((rule) =>
      redirects(rule) ? rule : {...rule, filters: [...rule.filters, {type: "CORS", cors: filter}]},
    ),
  }));
  return {
    action: "convert",
    why: "becomes a `CORS` filter, which needs Gateway API 1.5 and a Gateway that has it",
    isWarning: true,
    drafts: changed,
  };
}

function isOlder(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [neededMajor = 0, neededMinor = 0] = NEEDED;
  return major < neededMajor || (major === neededMajor && minor < neededMinor);
}

function corsFilter(others: Situation["others"]): object | undefined {
  const value = (name: string): string | undefined => {
    const annotation = others.get(name);
    return annotation && annotation.raw.trim() !== "" ? annotation.text : DEFAULTS[name];
  };
  const [origins, methods, headers, exposed] = ["origin", "methods", "headers"]
    .map((part) => `cors-allow-${part}`)
    .concat("cors-expose-headers")
    .map((name) => {
      const text = value(name);
      return text === undefined ? undefined : listIn(text);
    });
  const [credentials, age] = [value("cors-allow-credentials"), value("cors-max-age")];
  if (!origins || !methods || !headers || !exposed || credentials === undefined || age === undefined) return undefined;
  const isAll = origins.includes("*");
  const areFit =
    (isAll ? origins.length === 1 : origins.length > 0 && origins.every((origin) => ORIGIN.test(origin))) &&
    methods.length > 0 &&
    methods.every((method) => METHODS.includes(method)) &&
    [...headers, ...exposed].every((header) => HEADER.test(header)) &&
    /^[1-9]\d*$/.test(age);
  if (!areFit || origins.length > 64 || headers.length > 64 || exposed.length > 64) return undefined;
  return {
    allowOrigins: origins,
    // To `*`, browsers send no credentials, whatever nginx allows.
    ...(isOn(credentials) && !isAll && {allowCredentials: true}),
    allowMethods: [...new Set(methods)],
    ...(headers.length > 0 && {allowHeaders: [...new Set(headers)]}),
    ...(exposed.length > 0 && {exposeHeaders: [...new Set(exposed)]}),
    maxAge: Number(age),
  };
}
