/** Facts about the fields of the Gateway API that several rules share, from its CRDs v1.6. */
const type = (kind: string): string => `gateway.networking.k8s.io/${kind}`;

export const HTTP_ROUTE = type("HTTPRoute");
export const GRPC_ROUTE = type("GRPCRoute");
export const TLS_ROUTE = type("TLSRoute");
export const GATEWAY = type("Gateway");
export const GATEWAY_CLASS = type("GatewayClass");
export const LISTENER_SET = type("ListenerSet");
export const BACKEND_TLS_POLICY = type("BackendTLSPolicy");

/** All kinds that attach to a Gateway. */
export const ROUTES = [HTTP_ROUTE, GRPC_ROUTE, TLS_ROUTE, type("TCPRoute"), type("UDPRoute")];

/** The kinds with filters, and where they have them. */
export const FILTERED_ROUTES = [HTTP_ROUTE, GRPC_ROUTE];
export const FILTER_LISTS = ["spec.rules[].filters", "spec.rules[].backendRefs[].filters"];
export const FILTERS = FILTER_LISTS.map((list) => `${list}[]`);

/** The protocols of listeners that have nothing to do with TLS. */
export const PLAIN_PROTOCOLS = ["HTTP", "TCP", "UDP"];

/** Which field each type of filter is configured in. */
export const GRPC_FILTER_FIELDS: Readonly<Record<string, string>> = {
  RequestHeaderModifier: "requestHeaderModifier",
  ResponseHeaderModifier: "responseHeaderModifier",
  RequestMirror: "requestMirror",
  ExtensionRef: "extensionRef",
};
export const HTTP_FILTER_FIELDS: Readonly<Record<string, string>> = {
  ...GRPC_FILTER_FIELDS,
  RequestRedirect: "requestRedirect",
  URLRewrite: "urlRewrite",
  CORS: "cors",
  ExternalAuth: "externalAuth",
};

/** The types of filters that a list can hold once. */
export const SINGLE_FILTERS = [
  "RequestHeaderModifier",
  "ResponseHeaderModifier",
  "RequestRedirect",
  "URLRewrite",
  "CORS",
];
