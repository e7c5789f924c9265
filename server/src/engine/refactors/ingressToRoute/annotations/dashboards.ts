import type {Table} from "./row.ts";

/** Annotations by which dashboards and monitors find an app: two routes with them are two entries. */
export const DASHBOARDS: Table = {
  prefixes: [
    "gethomepage.dev/",
    "hajimari.io/",
    "gatus.home-operations.com/",
    "gatus.io/",
    "startpunkt.ullberg.us/",
    "forecastle.stakater.com/",
    "dashy.to/",
    "glance.",
    "uptime-kuma.",
    "uptimerobot.",
  ],
  isOfRoute: false,
  rows: [],
  otherwise: {
    judge: ({key}) =>
      key.startsWith("hajimari.io/")
        ? {
            action: "keep",
            why: "is kept, but Hajimari reads ingresses only: the app leaves that dashboard",
            isWarning: true,
          }
        : {action: "keep"},
  },
};

/** cert-manager makes certificates for Ingresses and Gateways, and never looks at routes. */
export const CERT_MANAGER: Table = {
  prefixes: ["cert-manager.io/", "acme.cert-manager.io/"],
  isOfRoute: true,
  rows: [],
  otherwise: {action: "drop", why: "means nothing to a route: cert-manager makes certificates for the Gateway"},
};
