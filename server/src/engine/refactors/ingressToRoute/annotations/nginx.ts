import {unknownSetting} from "./controllers.ts";
import {cors} from "./nginxCors.ts";
import {appRoot, redirect, sslRedirect} from "./nginxRedirects.ts";
import {regexPaths, rewriteTarget, upstreamHost} from "./nginxRewrites.ts";
import type {Annotation, Finding, Table} from "./row.ts";

const AUTH_URL = "guards access: nginx asks another service whether to let a request in";
const AUTH_TYPE = "guards access: nginx asks for a password";
const AUTH_TLS = "guards access: nginx asks for a certificate";

/** The settings of ingress-nginx, redirects last: where one is, nothing else happens to a request. */
export const NGINX: Table = {
  prefixes: ["nginx.ingress.kubernetes.io/"],
  isOfRoute: true,
  rows: [
    // Who gets in. An empty text is no setting to nginx, but for lists of addresses, where it closes the door.
    {name: "auth-url", action: "block", why: AUTH_URL, only: "set"},
    {name: "auth-type", action: "block", why: AUTH_TYPE, only: "set"},
    {name: "auth-tls-secret", action: "block", why: AUTH_TLS, only: "set"},
    {name: "enable-global-auth", action: "block", why: AUTH_URL, only: "on"},
    {
      name: /^(?:whitelist|allowlist)-source-range$/,
      action: "block",
      why: "guards access: nginx lets in some addresses only",
    },
    {
      name: "denylist-source-range",
      action: "block",
      why: "guards access: nginx keeps some addresses out",
      only: "set",
    },
    {
      name: /^(?:enable-modsecurity|enable-owasp-core-rules)$/,
      action: "block",
      why: "guards the app by a firewall",
      only: "on",
    },
    {name: /^modsecurity-/, action: "block", why: "belongs to a firewall in front of the app", only: "set"},
    {
      name: /^auth-tls-/,
      action: "block",
      why: "belongs to access control",
      only: "set",
      completes: ["auth-tls-secret"],
    },
    {
      name: /^auth-(?:secret|secret-type|realm)$/,
      action: "block",
      why: "belongs to access control",
      only: "set",
      completes: ["auth-type"],
    },
    {
      name: /^auth-/,
      action: "block",
      why: "belongs to access control",
      only: "set",
      completes: ["auth-url", "enable-global-auth"],
    },
    {
      name: "satisfy",
      action: "block",
      why: "belongs to access control",
      only: "set",
      completes: ["auth-url", "auth-type", "whitelist-source-range", "allowlist-source-range"],
    },
    {name: /^(?:configuration|server|stream)-snippet$/, judge: snippet},

    // What happens to paths and hosts.
    {name: "use-regex", judge: regexPaths},
    {name: "rewrite-target", judge: rewriteTarget},
    {name: "upstream-vhost", judge: upstreamHost},
    {name: "enable-cors", judge: cors},
    {
      name: /^cors-/,
      isPart: true,
      completes: ["enable-cors"],
    },
    {name: /^(?:temporal|permanent)-redirect$/, judge: redirect},
    {name: "temporal-redirect-code", isPart: true, completes: ["temporal-redirect"]},
    {name: "permanent-redirect-code", isPart: true, completes: ["permanent-redirect"]},
    {name: "app-root", judge: appRoot},
    {name: /^(?:force-)?ssl-redirect$/, judge: sslRedirect},
    {
      name: "from-to-www-redirect",
      action: "todo",
      why: "redirects between the host with and without `www.`, which a route does not",
      only: "on",
    },
    {name: "server-alias", action: "todo", why: "serves more hosts; add them to `hostnames`", only: "set"},

    // How nginx talks to the app.
    {name: "backend-protocol", judge: backendProtocol},
    {
      name: "ssl-passthrough",
      action: "todo",
      why: "passes TLS through to the app: that needs a TLSRoute and a listener with `tls.mode: Passthrough`",
      only: "on",
    },
    {
      name: /^proxy-ssl-/,
      action: "todo",
      why: "sets how nginx checks the app's certificate; a BackendTLSPolicy does that for a Gateway",
    },
    {
      name: /^proxy-(?:connect|read|send)-timeout$/,
      action: "todo",
      why: "is the time for one read or write; `timeouts.request` of a route is the time for all of a request, and ends streams and WebSockets",
    },
    {
      name: /^(?:proxy-body-size|client-body-buffer-size|proxy-buffering|proxy-request-buffering|proxy-buffer-size|proxy-buffers-number|proxy-max-temp-file-size|proxy-busy-buffers-size|proxy-http-version)$/,
      action: "drop",
      why: "is not carried over: such limits and buffers are set on the Gateway's implementation, by its own policies",
    },
    {
      name: /^(?:websocket-services|enable-access-log|enable-rewrite-log|enable-opentracing|opentracing-trust-incoming-span|enable-opentelemetry|opentelemetry-.*|service-upstream|http2-push-preload|preserve-trailing-slash|use-port-in-redirects)$/,
      action: "drop",
    },

    // What has no counterpart.
    {
      name: /^canary/,
      action: "todo",
      why: "splits requests between two ingresses; a route does it by the weights of its `backendRefs`",
    },
    {
      name: /^(?:affinity|session-cookie-|upstream-hash-by|load-balance)/,
      action: "todo",
      why: "chooses the pod for a request; a route does so by `sessionPersistence`, which is experimental",
    },
    {name: /^(?:limit-|global-rate-limit)/, action: "todo", why: "limits requests, which a route does not"},
    {
      name: /^(?:custom-http-errors|default-backend)$/,
      action: "todo",
      why: "answers errors with other pages, which a route does not",
    },
    {
      name: /^mirror-/,
      action: "todo",
      why: "sends requests to another place too; a route does it by a `RequestMirror` filter",
    },
    {
      name: /^(?:x-forwarded-prefix|custom-headers|connection-proxy-header|proxy-cookie-|proxy-redirect-)/,
      action: "todo",
      why: "changes headers; a route does it by its header filters",
    },
  ],
  otherwise: {judge: unknownSetting},
};

/** Directives of nginx that decide whether and where a request goes. */
const GUARDING =
  /\b(?:auth\w*|allow|deny|return|proxy_pass|satisfy|limit_except|internal|access_by_lua\w*|if|rewrite)\b/;

function snippet({raw, text}: Annotation): Finding {
  if (raw.trim() === "") return {action: "drop"};
  const isAllUnknown = text === undefined && /^\s*(?:\$\{[^}]*\}|\{\{[^}]*\}\})\s*$/.test(raw);
  if (isAllUnknown || GUARDING.test(raw.replace(/^\s*#.*$/gm, ""))) {
    return {action: "block", why: "may guard access: it is configuration of nginx that decides about requests"};
  }
  return {action: "todo", why: "is configuration of nginx, which a Gateway does not read"};
}

function backendProtocol({text}: Annotation): Finding {
  const protocol = text?.trim().toUpperCase();
  if (protocol === "HTTP" || protocol === "AUTO_HTTP" || protocol === "") return {action: "drop"};
  if (protocol === "GRPC") {
    return {
      action: "todo",
      why: "asks for gRPC: that needs a GRPCRoute, or `appProtocol: kubernetes.io/h2c` on the Service",
    };
  }
  const why =
    "encrypts the way to the app: a Gateway does so by a BackendTLSPolicy, which needs a host name and a CA that it can check";
  return {action: "todo", why};
}
