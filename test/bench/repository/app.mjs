// The files of one app: a Flux Kustomization and what it builds.
import {document} from "./emit.mjs";
import {extras} from "./extras.mjs";
import {valuesOf, version} from "./values.mjs";

/** How many files an app has beyond the four that all have; measured on real repositories. */
const furtherFiles = [
  [0, 30],
  [1, 27],
  [2, 18],
  [3, 9],
  [4, 5],
  [5, 5],
  [6, 4],
  [8, 2],
];
const manyFiles = 10;

/**
 * Writes the files of an app, as `[path below the app's folder, text]`. `components` are folders relative to the
 * app's, `earlier` the apps that it may depend on. Where a Component `hasDefaults`, its patch sets the interval.
 */
export function appFiles(random, {app, namespace, cluster, components, hasDefaults, earlier}) {
  const folder = `kubernetes/${cluster}/apps/${namespace}/${app}`;
  const hasChartRepository = random.chance(0.1);
  const files = [
    ["ks.yaml", fluxKustomization(random, {app, namespace, folder, components, earlier})],
    ["app/helmrelease.yaml", helmRelease(random, {app, hasChartRepository, interval: hasDefaults ? undefined : "1h"})],
  ];
  const resources = ["./helmrelease.yaml"];
  if (!hasChartRepository) {
    files.push(["app/ocirepository.yaml", ociRepository(random, app)]);
    resources.push("./ocirepository.yaml");
  }
  const configuration = [];
  const further = random.weighted(furtherFiles);
  for (let at = 0; at < further; at++) {
    const {file, make} = random.weighted(extras);
    if (resources.includes(`./${file}`) || at >= manyFiles / 2) {
      const name = `config/part-${configuration.length}.yaml`;
      configuration.push(`./${name}`);
      files.push([`app/${name}`, document({section: app, entries: valuesOf(random, app)})]);
      continue;
    }
    resources.push(`./${file}`);
    files.push([`app/${file}`, make(random, {app, namespace, cluster}).map(document).join("")]);
  }
  files.push(["app/kustomization.yaml", kustomization(app, resources.sort(), configuration)]);
  return files;
}

function fluxKustomization(random, {app, namespace, folder, components, earlier}) {
  const dependsOn = earlier.length > 0 && random.chance(0.6) ? [random.pick(earlier)] : [];
  return document({
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: {name: app},
    spec: {
      commonMetadata: {labels: {"app.kubernetes.io/name": app}},
      components: components.length > 0 ? components.map((path) => `../${path}`) : undefined,
      dependsOn: dependsOn.length > 0 ? dependsOn : undefined,
      interval: "1h",
      path: `./${folder}/app`,
      postBuild: {
        substitute: {APP: app, CAPACITY: `${1 + random.below(50)}Gi`},
        substituteFrom: [{kind: "ConfigMap", name: "cluster-settings"}],
      },
      // The patch of the root sets `prune`.
      retryInterval: "2m",
      sourceRef: {kind: "GitRepository", name: "fleet", namespace: "flux-system"},
      targetNamespace: namespace,
      timeout: "5m",
      wait: random.chance(0.3),
    },
  });
}

function helmRelease(random, {app, hasChartRepository, interval}) {
  const sourceRef = {kind: "HelmRepository", name: "charts", namespace: "flux-system"};
  const chart = {spec: {chart: app, version: version(random), sourceRef}};
  return document({
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: {name: app},
    spec: {
      ...(hasChartRepository ? {chart} : {chartRef: {kind: "OCIRepository", name: app}}),
      interval,
      values: valuesOf(random, app),
    },
  });
}

function ociRepository(random, app) {
  return document({
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "OCIRepository",
    metadata: {name: app},
    spec: {
      interval: "15m",
      layerSelector: {mediaType: "application/vnd.cncf.helm.chart.content.v1.tar+gzip", operation: "copy"},
      ref: {tag: version(random)},
      url: `oci://registry.example.com/charts/${app}`,
    },
  });
}

function kustomization(app, resources, configuration) {
  const generator = {configMapGenerator: [{name: `${app}-config`, files: configuration}]};
  return document({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources,
    ...(configuration.length > 0 && generator),
  });
}
