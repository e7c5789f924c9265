/** What Gatus and its sidecar read. Sources: TwiN/gatus `config/endpoint`, home-operations/gatus-sidecar. */

/** The prefix of the annotations of gatus-sidecar. */
export const SIDECAR_PREFIX = "gatus.home-operations.com/";
/** Whether the sidecar makes an endpoint of an object: a boolean as Go reads it. */
export const ENABLED = `${SIDECAR_PREFIX}enabled`;
/** What the endpoint has beside the defaults, as a YAML text. */
export const ENDPOINT = `${SIDECAR_PREFIX}endpoint`;

/** The keys of an endpoint, and what they are for. */
export const ENDPOINT_KEYS: Readonly<Record<string, string>> = {
  alerts:
    "Who is told when it fails: a list with `type`, `failure-threshold`, `success-threshold`, `send-on-resolved`.",
  body: "What is sent with the request.",
  client: "How the request is made: `insecure`, `timeout`, `dns-resolver`, `ignore-redirect`.",
  conditions: 'What makes it healthy, as `"[STATUS] == 200"`: a text, or a list in place of the default.',
  dns: "A DNS query instead of a request: `query-name`, `query-type`.",
  enabled: "Whether Gatus watches it.",
  "extra-labels": "Labels of the metrics.",
  graphql: "Whether `body` is a GraphQL query.",
  group: "Under which heading it stands.",
  guarded: "Instead of a request, look whether the name can be found in public DNS. Its presence is enough.",
  headers: "Headers of the request.",
  interval: "How often it is looked at: `1m`.",
  "maintenance-windows": "When failures do not count.",
  method: "The method of the request.",
  name: "What it is called, the name of the object when left out.",
  path: "The path that is asked for on the host of the route; an empty one for none.",
  ssh: "User and password for an `ssh://` address.",
  ui: "What the page shows: `hide-url`, `hide-hostname`, `badge`.",
  url: "What is asked for, instead of the host of the route.",
};

/** The keys whose values are maps, and those with lists. */
export const ENDPOINT_MAPS: ReadonlySet<string> = new Set(["client", "dns", "extra-labels", "headers", "ssh", "ui"]);
export const ENDPOINT_LISTS: ReadonlySet<string> = new Set(["alerts", "conditions", "maintenance-windows"]);

/** What most people write, where the key alone says little. */
export const ENDPOINT_EXAMPLES: Readonly<Record<string, string>> = {
  conditions: '"[STATUS] == 200"',
  alerts: "type: ",
  guarded: "true",
  path: "/",
  interval: "1m",
};

/** How the addresses begin that Gatus can look at. */
export const URL_SCHEMES = [
  "http",
  "https",
  "ws",
  "wss",
  "tcp",
  "sctp",
  "udp",
  "icmp",
  "starttls",
  "tls",
  "ssh",
] as const;

/** Whether Go's `ParseBool` reads a text; anything else counts as false to the sidecar. */
export function isGoBoolean(text: string): boolean {
  return /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text);
}

/** Whether a text is a condition to Gatus: two values and a comparison between blanks. */
export function isCondition(text: string): boolean {
  return / (?:==|!=|<=|>=|<|>) /.test(text);
}

/** Whether a text is a duration to Go. */
export function isGoDuration(text: string): boolean {
  return text === "0" || /^[-+]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.test(text);
}
