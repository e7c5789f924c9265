import {RULES} from "../../server/src/engine/rules/index.ts";
import type {Json} from "./sample.ts";

const SERVICE: Json = {name: "app", port: 80};
const FILTERS: Json = [
  {type: "RequestHeaderModifier", requestHeaderModifier: {}},
  {type: "ResponseHeaderModifier", responseHeaderModifier: {}},
  {type: "RequestMirror", requestMirror: {backendRef: SERVICE}},
  {type: "RequestMirror", requestMirror: {backendRef: SERVICE, percent: 10}},
  {type: "ExtensionRef", extensionRef: {group: "example.com", kind: "Limit", name: "app"}},
];
const HTTP_FILTERS: Json = [
  ...FILTERS,
  {type: "URLRewrite", urlRewrite: {path: {type: "ReplaceFullPath", replaceFullPath: "/app"}}},
  {type: "CORS", cors: {}},
  {type: "ExternalAuth", externalAuth: {backendRef: SERVICE, protocol: "HTTP", http: {}}},
  {type: "ExternalAuth", externalAuth: {backendRef: SERVICE, protocol: "GRPC", grpc: {}}},
];
const ONE_PREFIX: Json = [{path: {type: "PathPrefix", value: "/app"}}];
const FULL_REDIRECT: Json = [
  {type: "RequestRedirect", requestRedirect: {path: {type: "ReplaceFullPath", replaceFullPath: "/"}}},
];
const PREFIX_REDIRECT: Json = [
  {type: "RequestRedirect", requestRedirect: {path: {type: "ReplacePrefixMatch", replacePrefixMatch: "/"}}},
];
const PREFIX_REWRITE: Json = [
  {type: "URLRewrite", urlRewrite: {path: {type: "ReplacePrefixMatch", replacePrefixMatch: "/"}}},
];
const RETRY = {
  install: {strategy: {name: "RetryOnFailure", retryInterval: "5m"}},
  upgrade: {strategy: {name: "RetryOnFailure", retryInterval: "5m"}},
};

/** Containers of both lists share one set of names. */
const POD: Json = {containers: [{name: "app"}], initContainers: [{name: "init"}]};
const POD_TEMPLATE = {spec: {template: {spec: POD}}};

const PATCH = "kind: Deployment\nmetadata:\n  name: app\n";
const PATCHES: Json[] = [{patch: PATCH, target: {kind: "Deployment"}}];
const KUSTOMIZATION = {
  resources: [],
  patches: [...PATCHES, {path: "patch.yaml"}],
  patchesJson6902: [
    {patch: '[{"op": "remove", "path": "/spec"}]', target: {kind: "Deployment", name: "app"}},
    {path: "patch.yaml", target: {kind: "Deployment", name: "app"}},
  ],
};

/**
 * What a type needs on top of what its schema requires, and where it has several forms that exclude each other, one
 * entry a form.
 */
export const BASES: Readonly<Record<string, readonly {[key: string]: Json}[]>> = {
  // Rules that are switched off would not be seen at work.
  "flux-workbench/config": [{rules: Object.fromEntries(RULES.map(({id}) => [id, "error"]))}],
  "helm.toolkit.fluxcd.io/HelmRelease": [
    {
      spec: {
        interval: "1h",
        chartRef: {kind: "OCIRepository", name: "app"},
        kubeConfig: {configMapRef: {name: "app"}},
        postRenderers: [{kustomize: {patches: PATCHES}}],
        ...RETRY,
      },
    },
    {
      spec: {
        interval: "1h",
        chart: {spec: {chart: "app", sourceRef: {kind: "HelmRepository", name: "app"}}},
        kubeConfig: {secretRef: {name: "app"}},
      },
    },
  ],
  "kustomize.toolkit.fluxcd.io/Kustomization": [
    {spec: {kubeConfig: {configMapRef: {name: "app"}}, patches: PATCHES}},
    {spec: {kubeConfig: {secretRef: {name: "app"}}}},
  ],
  "source.toolkit.fluxcd.io/GitRepository": [{spec: {provider: "azure"}}, {}],
  "source.toolkit.fluxcd.io/HelmRepository": [{spec: {url: "https://charts.example"}}],
  "source.toolkit.fluxcd.io/Bucket": [
    {spec: {provider: "aws", sts: {provider: "aws", endpoint: "https://sts.example"}, serviceAccountName: "app"}},
    {spec: {provider: "generic", sts: {provider: "ldap", endpoint: "https://sts.example"}}},
  ],
  "notification.toolkit.fluxcd.io/Provider": [{spec: {type: "github"}}, {spec: {type: "slack"}}],
  "notification.toolkit.fluxcd.io/Receiver": [
    {spec: {type: "github", secretRef: {name: "app"}}},
    {spec: {type: "generic-oidc", oidcProviders: [{issuerURL: "https://issuer.example", audience: "app"}]}},
  ],
  "fluxcd.controlplane.io/FluxInstance": [{metadata: {name: "flux"}, spec: {kustomize: {patches: PATCHES}}}],
  "fluxcd.controlplane.io/FluxReport": [{metadata: {name: "flux"}}],
  "fluxcd.controlplane.io/ResourceSet": [
    {spec: {resources: [{}], inputsFrom: [{name: "app"}, {selector: {}}], inputStrategy: {name: "Permute"}}},
    {spec: {steps: [{name: "first", resources: [{}]}]}},
  ],
  "fluxcd.controlplane.io/ResourceSetInputProvider": [
    {spec: {type: "Static"}},
    {spec: {type: "OCIArtifactTag", url: "oci://registry.example/app"}},
    {spec: {type: "GitHubBranch", url: "https://github.com/example/app"}},
    {spec: {type: "ExternalArtifact", selectors: [{name: "app"}, {matchLabels: {key: "app"}}]}},
  ],
  "kustomize.config.k8s.io/Kustomization": [
    {...KUSTOMIZATION, apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization"},
  ],
  "kustomize.config.k8s.io/Component": [
    {...KUSTOMIZATION, apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component"},
  ],
  "apps/Deployment": [POD_TEMPLATE],
  "apps/StatefulSet": [POD_TEMPLATE],
  "apps/DaemonSet": [POD_TEMPLATE],
  "batch/Job": [POD_TEMPLATE],
  "batch/CronJob": [{spec: {jobTemplate: POD_TEMPLATE}}],
  "v1/Pod": [{spec: POD}],
  "networking.k8s.io/Ingress": [
    {
      spec: {
        defaultBackend: {service: {name: "app", port: {number: 80}}},
        rules: [
          {
            http: {
              paths: [
                {path: "/a", pathType: "Prefix", backend: {service: {name: "app", port: {number: 80}}}},
                {path: "/b", pathType: "Exact", backend: {service: {name: "app", port: {name: "http"}}}},
                {
                  path: "/c",
                  pathType: "Prefix",
                  backend: {resource: {apiGroup: "example.com", kind: "App", name: "app"}},
                },
              ],
            },
          },
        ],
      },
    },
    {spec: {defaultBackend: {resource: {apiGroup: "example.com", kind: "App", name: "app"}}}},
    {spec: {defaultBackend: {service: {name: "app", port: {name: "http"}}}}},
  ],
  "gateway.networking.k8s.io/HTTPRoute": [
    {spec: {rules: [{filters: HTTP_FILTERS}]}},
    {spec: {rules: [{backendRefs: [{...SERVICE, filters: HTTP_FILTERS}]}]}},
    {
      spec: {
        rules: [
          {filters: FULL_REDIRECT},
          {matches: ONE_PREFIX, filters: PREFIX_REDIRECT},
          {matches: ONE_PREFIX, filters: PREFIX_REWRITE, backendRefs: [{...SERVICE, filters: PREFIX_REWRITE}]},
          {backendRefs: [{...SERVICE, filters: FULL_REDIRECT}]},
          {matches: ONE_PREFIX, backendRefs: [{...SERVICE, filters: PREFIX_REDIRECT}]},
        ],
      },
    },
  ],
  "gateway.networking.k8s.io/GRPCRoute": [
    {spec: {rules: [{filters: FILTERS, backendRefs: [{...SERVICE, filters: FILTERS}]}]}},
  ],
  "gateway.networking.k8s.io/TLSRoute": [{spec: {hostnames: ["app.example"], rules: [{backendRefs: [SERVICE]}]}}],
  "gateway.networking.k8s.io/TCPRoute": [{spec: {rules: [{backendRefs: [SERVICE]}]}}],
  "gateway.networking.k8s.io/UDPRoute": [{spec: {rules: [{backendRefs: [SERVICE]}]}}],
  "gateway.networking.k8s.io/BackendTLSPolicy": [
    {spec: {validation: {wellKnownCACertificates: "System"}}},
    {
      spec: {
        validation: {
          caCertificateRefs: [{group: "", kind: "ConfigMap", name: "app"}],
          subjectAltNames: [
            {type: "Hostname", hostname: "app.example"},
            {type: "URI", uri: "spiffe://example.com/app"},
          ],
        },
      },
    },
  ],
};
