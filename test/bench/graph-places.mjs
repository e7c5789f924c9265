// Where is typed in each repository, and what else is open.
import {existsSync} from "node:fs";
import {join} from "node:path";

/** The three strokes: a file each, and the text behind which one character is typed. */
export const strokes = ["release", "component", "root"];

/** In a repository that `writeRepository` has written. */
export function generatedPlaces({users, component, root, cluster}) {
  const [first, second, third] = users;
  return {
    release: {path: `${first}/app/helmrelease.yaml`, marker: "\n  values"},
    // Without this field of the patch the releases of all users lack their interval.
    component: {path: component, marker: "interval"},
    // Without this one no child of the root has `prune`.
    root: {path: root, marker: "          prune"},
    open: [
      `${first}/ks.yaml`,
      `${second}/ks.yaml`,
      `${second}/app/helmrelease.yaml`,
      `${third}/app/helmrelease.yaml`,
      `${third}/app/kustomization.yaml`,
      `${cluster}/apps/network/kustomization.yaml`,
      `${cluster}/components/status/kustomization.yaml`,
    ],
  };
}

const apps = "kubernetes/main/apps";

/** In haynes-ops. Its root has no patch, so that one of ours stands in the open document. */
export const haynesPlaces = {
  release: {path: `${apps}/media/sonarr/app/helmrelease.yaml`, marker: "\n  interval"},
  component: {path: "kubernetes/shared/components/volsync/aws/kustomization.yaml", marker: "./claim"},
  root: {path: "kubernetes/main/flux/apps.yaml", marker: "          timeout", edit: withPatch},
  open: [
    `${apps}/media/sonarr/ks.yaml`,
    `${apps}/media/radarr/ks.yaml`,
    `${apps}/media/radarr/app/helmrelease.yaml`,
    `${apps}/media/kavita/app/helmrelease.yaml`,
    `${apps}/media/kavita/app/kustomization.yaml`,
    `${apps}/media/kustomization.yaml`,
    `kubernetes/shared/components/volsync/aws/claim.yaml`,
  ],
};

/** Opens everything that is edited and some more. */
export async function openPlaces(editor, places) {
  for (const name of strokes) await editor.open(places[name].path, places[name].edit);
  for (const path of places.open) {
    if (!existsSync(join(editor.folder, path))) throw new Error(`There is no ${path} in ${editor.folder}.`);
    await editor.open(path);
  }
}

function withPatch(text) {
  return `${text.trimEnd()}
  patches:
    - patch: |
        apiVersion: kustomize.toolkit.fluxcd.io/v1
        kind: Kustomization
        metadata:
          name: all
        spec:
          timeout: 10m
          patches:
            - patch: |
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata:
                  name: all
                spec:
                  timeout: 10m
              target:
                kind: HelmRelease
      target:
        group: kustomize.toolkit.fluxcd.io
        kind: Kustomization
`;
}
