// What stands beside the HelmRelease of an app.
const labelsOf = (app) => ({"app.kubernetes.io/name": app});

/** Kinds of files with their weight, after how often they stand in real repositories. */
export const extras = [
  [{file: "externalsecret.yaml", make: externalSecret}, 55],
  [{file: "pvc.yaml", make: claim}, 10],
  [{file: "httproute.yaml", make: route}, 14],
  [{file: "prometheusrule.yaml", make: rule}, 12],
  [{file: "networkpolicy.yaml", make: networkPolicy}, 14],
  [{file: "rbac.yaml", make: access}, 8],
  [{file: "cronjob.yaml", make: job}, 6],
  [{file: "servicemonitor.yaml", make: monitor}, 6],
];

function externalSecret(random, {app}) {
  const keys = Array.from({length: 1 + random.below(6)}, (_, at) => `KEY_${at}`);
  return [
    {
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: {name: app},
      spec: {
        refreshInterval: "1h",
        secretStoreRef: {kind: "ClusterSecretStore", name: "vault"},
        target: {
          name: `${app}-secret`,
          creationPolicy: "Owner",
          template: {data: Object.fromEntries(keys.map((key) => [key, `{{ .${key} }}`]))},
        },
        dataFrom: [{extract: {key: app}}],
      },
    },
  ];
}

function claim(random, {app}) {
  return [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: {name: `${app}-data`, labels: labelsOf(app)},
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: "fast",
        resources: {requests: {storage: `${1 + random.below(90)}Gi`}},
      },
    },
  ];
}

function route(_, {app, cluster}) {
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata: {name: app},
      spec: {
        hostnames: [`${app}.${cluster}.example.com`],
        parentRefs: [{name: "internal", namespace: "network", sectionName: "https"}],
        rules: [{matches: [{path: {type: "PathPrefix", value: "/"}}], backendRefs: [{name: app, port: 80}]}],
      },
    },
  ];
}

function rule(random, {app}) {
  const alert = (_, at) => ({
    alert: `Slow${at}`,
    annotations: {summary: `{{ $labels.pod }} of ${app} answers slowly.`},
    expr: `histogram_quantile(0.9, rate(http_request_duration_seconds_bucket{job="${app}"}[5m])) > ${1 + at}`,
    for: `${5 + at}m`,
    labels: {severity: at === 0 ? "critical" : "warning"},
  });
  const rules = Array.from({length: 2 + random.below(8)}, alert);
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "PrometheusRule",
      metadata: {name: app},
      spec: {groups: [{name: `${app}.rules`, rules}]},
    },
  ];
}

function networkPolicy(_, {app}) {
  return [
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: {name: app},
      spec: {
        podSelector: {matchLabels: labelsOf(app)},
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [{namespaceSelector: {matchLabels: {"kubernetes.io/metadata.name": "network"}}}],
            ports: [{port: 80, protocol: "TCP"}],
          },
        ],
      },
    },
  ];
}

function access(_, {app, namespace}) {
  return [
    {apiVersion: "v1", kind: "ServiceAccount", metadata: {name: app}},
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: {name: app},
      rules: [{apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"]}],
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "RoleBinding",
      metadata: {name: app},
      roleRef: {apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: app},
      subjects: [{kind: "ServiceAccount", name: app, namespace}],
    },
  ];
}

function job(random, {app}) {
  const container = {
    name: "main",
    image: `registry.example.com/jobs/${app}:1.0.0`,
    args: ["--tidy"],
    envFrom: [{secretRef: {name: `${app}-secret`}}],
  };
  return [
    {
      apiVersion: "batch/v1",
      kind: "CronJob",
      metadata: {name: `${app}-tidy`},
      spec: {
        schedule: `${random.below(60)} 4 * * *`,
        concurrencyPolicy: "Forbid",
        jobTemplate: {spec: {template: {spec: {restartPolicy: "Never", containers: [container]}}}},
      },
    },
  ];
}

function monitor(_, {app}) {
  return [
    {
      apiVersion: "monitoring.coreos.com/v1",
      kind: "ServiceMonitor",
      metadata: {name: app},
      spec: {selector: {matchLabels: labelsOf(app)}, endpoints: [{port: "http", interval: "1m", path: "/metrics"}]},
    },
  ];
}
