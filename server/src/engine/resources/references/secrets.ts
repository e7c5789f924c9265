import {GATEWAY} from "../gateway-api.ts";
import {type ReferenceRow, rows, to, toAny, toKindOf} from "./row.ts";

const external = (kind: string): string => `external-secrets.io/${kind}`;

export const EXTERNAL_SECRET = external("ExternalSecret");
const CLUSTER_EXTERNAL_SECRET = external("ClusterExternalSecret");
const PUSH_SECRET = external("PushSecret");
const SECRET_STORE = external("SecretStore");
const CLUSTER_SECRET_STORE = external("ClusterSecretStore");

const SECRET = to("Secret");
const STORE = toKindOf([SECRET_STORE, CLUSTER_SECRET_STORE], "SecretStore");
const GENERATOR = {types: [], kind: "kind", apiVersion: "apiVersion", assumedGroup: "generators.external-secrets.io"};
const ELSEWHERE = {isElsewhere: true} as const;

/** What an ExternalSecret refers to; a ClusterExternalSecret has one that is made in other namespaces. */
function externalSecretRows(
  from: readonly string[],
  spec: string,
  where: {readonly isElsewhere?: true},
): ReferenceRow[] {
  const templates = `${spec}.target.template.templateFrom[]`;
  const sources = [`${spec}.data[].sourceRef`, `${spec}.dataFrom[].sourceRef`];
  return [
    ...rows(from, [`${spec}.secretStoreRef`, ...sources.map((at) => `${at}.storeRef`)], {...where, to: STORE}),
    ...rows(
      from,
      sources.map((at) => `${at}.generatorRef`),
      {...where, to: GENERATOR},
    ),
    ...rows(from, [`${templates}.configMap`], {...where, to: to("ConfigMap")}),
    ...rows(from, [`${templates}.secret`], {...where, to: SECRET}),
  ];
}

/** Where stores of the providers that people use at home and in small clouds name a Secret with credentials. */
const STORE_CREDENTIALS = [
  "akeyless.authSecretRef.secretRef.accessID",
  "akeyless.authSecretRef.secretRef.accessType",
  "akeyless.authSecretRef.secretRef.accessTypeParam",
  "aws.auth.secretRef.accessKeyIDSecretRef",
  "aws.auth.secretRef.secretAccessKeySecretRef",
  "azurekv.authSecretRef.clientId",
  "azurekv.authSecretRef.clientSecret",
  "bitwardensecretsmanager.auth.secretRef.credentials",
  "doppler.auth.secretRef.dopplerToken",
  "gcpsm.auth.secretRef.secretAccessKeySecretRef",
  "gitlab.auth.SecretRef.accessToken",
  "infisical.auth.universalAuthCredentials.clientId",
  "infisical.auth.universalAuthCredentials.clientSecret",
  "kubernetes.auth.token.bearerToken",
  "onepassword.auth.secretRef.connectTokenSecretRef",
  "onepasswordSDK.auth.serviceAccountSecretRef",
  "vault.auth.appRole.secretRef",
  "vault.auth.tokenSecretRef",
  "vault.auth.userPass.secretRef",
  "webhook.secrets[].secretRef",
].map((path) => `spec.provider.${path}`);

const ISSUER = "cert-manager.io/Issuer";
const CLUSTER_ISSUER = "cert-manager.io/ClusterIssuer";

/** Where issuers name a Secret with credentials, for the solvers that cert-manager itself ships. */
const ISSUER_CREDENTIALS = [
  "acme.externalAccountBinding.keySecretRef",
  ...[
    "acmeDNS.accountSecretRef",
    "akamai.accessTokenSecretRef",
    "akamai.clientSecretSecretRef",
    "akamai.clientTokenSecretRef",
    "azureDNS.clientSecretSecretRef",
    "cloudDNS.serviceAccountSecretRef",
    "cloudflare.apiKeySecretRef",
    "cloudflare.apiTokenSecretRef",
    "digitalocean.tokenSecretRef",
    "rfc2136.tsigSecretSecretRef",
    "route53.accessKeyIDSecretRef",
    "route53.secretAccessKeySecretRef",
  ].map((path) => `acme.solvers[].dns01.${path}`),
  "vault.auth.appRole.secretRef",
  "vault.auth.tokenSecretRef",
  "venafi.cloud.apiTokenSecretRef",
  "venafi.tpp.credentialsRef",
].map((path) => `spec.${path}`);

/** Which fields of the External Secrets Operator and of cert-manager refer to what. */
export const SECRET_REFERENCES: readonly ReferenceRow[] = [
  ...externalSecretRows([EXTERNAL_SECRET], "spec", {}),
  ...externalSecretRows([CLUSTER_EXTERNAL_SECRET], "spec.externalSecretSpec", ELSEWHERE),
  ...rows([PUSH_SECRET], ["spec.secretStoreRefs[]"], {to: STORE}),
  ...rows([PUSH_SECRET], ["spec.selector.secret"], {to: SECRET}),
  ...rows([PUSH_SECRET], ["spec.selector.generatorRef"], {to: GENERATOR}),
  ...rows([SECRET_STORE], STORE_CREDENTIALS, {namespace: "namespace", to: SECRET}),
  ...rows([CLUSTER_SECRET_STORE], STORE_CREDENTIALS, {namespace: "namespace", ...ELSEWHERE, to: SECRET}),

  {
    from: ["cert-manager.io/Certificate", "cert-manager.io/CertificateRequest"],
    at: "spec.issuerRef",
    to: {types: [], kind: "kind", group: "group", assumedKind: "Issuer", assumedGroup: "cert-manager.io"},
  },
  ...rows(
    ["cert-manager.io/Certificate"],
    ["spec.keystores.jks.passwordSecretRef", "spec.keystores.pkcs12.passwordSecretRef"],
    {to: SECRET},
  ),
  ...rows([ISSUER], ISSUER_CREDENTIALS, {to: SECRET}),
  ...rows([ISSUER], ["spec.ca.secretName"], {name: "", to: SECRET}),
  // A ClusterIssuer's Secrets are where cert-manager is told to look for them.
  ...rows([CLUSTER_ISSUER], ISSUER_CREDENTIALS, {...ELSEWHERE, to: SECRET}),
  ...rows([CLUSTER_ISSUER], ["spec.ca.secretName"], {name: "", ...ELSEWHERE, to: SECRET}),
  ...rows([ISSUER, CLUSTER_ISSUER], ["spec.acme.solvers[].http01.gatewayHTTPRoute.parentRefs[]"], {
    namespace: "namespace",
    ...ELSEWHERE,
    to: toAny(GATEWAY),
  }),
];
