import {
  BACKEND_TLS_POLICY,
  FILTER_LISTS,
  GATEWAY,
  GRPC_ROUTE,
  HTTP_ROUTE,
  LISTENER_SET,
  ROUTES,
} from "../gateway-api.ts";
import {type ReferenceRow, rows, to, toAny} from "./row.ts";

const GATEWAY_CLASS = "gateway.networking.k8s.io/GatewayClass";
const ACROSS = {namespace: "namespace"} as const;

/** Which fields of the Gateway API refer to what. References to Secrets and Services need a ReferenceGrant to cross. */
export const GATEWAY_REFERENCES: readonly ReferenceRow[] = [
  ...rows(ROUTES, ["spec.parentRefs[]"], {...ACROSS, to: toAny(GATEWAY)}),
  ...rows(ROUTES, ["spec.rules[].backendRefs[]"], {...ACROSS, to: toAny("Service")}),
  ...FILTER_LISTS.flatMap((list) => [
    ...rows([HTTP_ROUTE, GRPC_ROUTE], [`${list}[].requestMirror.backendRef`], {...ACROSS, to: toAny("Service")}),
    ...rows([HTTP_ROUTE], [`${list}[].externalAuth.backendRef`], {...ACROSS, to: toAny("Service")}),
    ...rows([HTTP_ROUTE, GRPC_ROUTE], [`${list}[].extensionRef`], {to: toAny()}),
  ]),
  {from: [GATEWAY], at: "spec.gatewayClassName", name: "", to: to(GATEWAY_CLASS)},
  {from: [GATEWAY], at: "spec.infrastructure.parametersRef", to: toAny()},
  {from: [GATEWAY_CLASS], at: "spec.parametersRef", ...ACROSS, to: toAny()},
  ...rows([GATEWAY, LISTENER_SET], ["spec.listeners[].tls.certificateRefs[]"], {...ACROSS, to: toAny("Secret")}),
  ...rows([GATEWAY], ["spec.tls.backend.clientCertificateRef"], {...ACROSS, to: toAny("Secret")}),
  ...rows(
    [GATEWAY],
    [
      "spec.tls.frontend.default.validation.caCertificateRefs[]",
      "spec.tls.frontend.perPort[].tls.validation.caCertificateRefs[]",
    ],
    {...ACROSS, to: toAny()},
  ),
  {from: [LISTENER_SET], at: "spec.parentRef", ...ACROSS, to: toAny(GATEWAY)},
  {from: [BACKEND_TLS_POLICY], at: "spec.targetRefs[]", to: toAny()},
  {from: [BACKEND_TLS_POLICY], at: "spec.validation.caCertificateRefs[]", to: toAny()},
];
