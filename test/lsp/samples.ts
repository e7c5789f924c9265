/** A HelmRelease without a fault. */
export const APP = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: app
`;

/** One with a field that does not exist: `intervall`. */
export const MISSPELT = APP.replace("interval:", "intervall:");

/** One with a duration that has a safe fix. */
export const DAYS = APP.replace("1h", "1d");

/** A fragment that is only good as a patch: it lacks what a HelmRelease needs. */
export const PATCH = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: app
spec:
  suspend: true
`;

/** The kustomization that applies it as one. */
export const KUSTOMIZATION = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - app.yaml
patches:
  - path: patch.yaml
`;
