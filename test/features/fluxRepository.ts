/** A small Flux repository: an entry point, a Flux Kustomization of applications, two applications, a Component. */
export const FLUX_REPOSITORY = {
  "kubernetes/flux/config/cluster.yaml": `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: home
  namespace: flux-system
spec:
  interval: 1h
  url: https://git.example.com/home.git
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: cluster
  namespace: flux-system
spec:
  interval: 1h
  path: ./kubernetes/flux
  prune: true
  sourceRef:
    kind: GitRepository
    name: home
`,
  "kubernetes/flux/config/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - cluster.yaml
`,
  "kubernetes/flux/apps.yaml": `# What runs on the cluster.
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
  namespace: flux-system
spec:
  interval: 1h
  path: ./kubernetes/apps
  prune: true
  sourceRef:
    kind: GitRepository
    name: home
  patches:
    - patch: |
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: all
        spec:
          postBuild:
            substitute:
              DOMAIN: example.com
      target:
        group: kustomize.toolkit.fluxcd.io
        kind: Kustomization
`,
  "kubernetes/apps/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - media
`,
  "kubernetes/apps/media/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: media
resources:
  - plex.ks.yaml
  - library.ks.yaml
`,
  "kubernetes/apps/media/plex.ks.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: a-plex
spec:
  interval: 1h
  path: ./kubernetes/apps/media/plex
  prune: true
  targetNamespace: media
  components:
    - ../../../components/alerts
  dependsOn:
    - name: library
  sourceRef:
    kind: GitRepository
    name: home
    namespace: flux-system
  postBuild:
    substitute:
      APP: plex
`,
  "kubernetes/apps/media/library.ks.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: library
spec:
  interval: 1h
  path: ./kubernetes/apps/media/library
  prune: true
  targetNamespace: media
  sourceRef:
    kind: GitRepository
    name: home
    namespace: flux-system
`,
  "kubernetes/apps/media/plex/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - helmrelease.yaml
configMapGenerator:
  - name: plex-scripts
    literals:
      - a=b
patches:
  - patch: |
      apiVersion: helm.toolkit.fluxcd.io/v2
      kind: HelmRelease
      metadata:
        name: plex
      spec:
        suspend: true
`,
  "kubernetes/apps/media/plex/helmrelease.yaml": `apiVersion: source.toolkit.fluxcd.io/v1
kind: OCIRepository
metadata:
  name: plex
spec:
  interval: 1h
  url: oci://registry.example.com/plex
  ref:
    tag: 1.0.0
---
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: plex
spec:
  interval: 1h
  chartRef:
    kind: OCIRepository
    name: plex
  valuesFrom:
    - kind: ConfigMap
      name: plex-scripts
`,
  "kubernetes/apps/media/library/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - claim.yaml
`,
  "kubernetes/apps/media/library/claim.yaml": `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: library
spec:
  accessModes: ["ReadWriteMany"]
  resources:
    requests:
      storage: 1Ti
`,
  "kubernetes/components/alerts/kustomization.yaml": `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
resources:
  - alert.yaml
`,
  "kubernetes/components/alerts/alert.yaml": `apiVersion: notification.toolkit.fluxcd.io/v1beta3
kind: Alert
metadata:
  name: "\${APP}-alert"
spec:
  providerRef:
    name: chat
  eventSources:
    - kind: HelmRelease
      name: "*"
`,
} as const satisfies Readonly<Record<string, string>>;
