import type {Table} from "./row.ts";

/** Annotations of Kubernetes itself that only an Ingress has. */
export const KUBERNETES: Table = {
  prefixes: ["kubernetes.io/ingress.", "kubernetes.io/tls-acme"],
  isOfRoute: true,
  rows: [
    // It has served to find the Gateway.
    {name: "class", action: "drop"},
    {
      name: "allow-http",
      judge: ({text}) =>
        text === "true"
          ? {action: "drop"}
          : {action: "todo", why: "keeps the ingress off port 80; the listener decides"},
    },
    {
      name: "",
      action: "drop",
      why: "means nothing to a route: certificates are asked for on the Gateway",
    },
  ],
  otherwise: {action: "todo", why: "is for ingresses only; see what of it the Gateway has to do"},
};
