import {describe, expect, test} from "vitest";
import {acceptIn, labelsAt, offeredIn} from "./cursor.ts";
import {FLUX_REPOSITORY} from "./fluxRepository.ts";

type File = keyof typeof FLUX_REPOSITORY;

const MEDIA = "kubernetes/apps/media";
const PLEX = `${MEDIA}/plex/helmrelease.yaml` as const;
const PLEX_KS = `${MEDIA}/plex.ks.yaml` as const;

/** The repository with a text in one of its files replaced by one that holds `$0`. */
function typing(
  file: File,
  search: string,
  replacement: string,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const text: string = FLUX_REPOSITORY[file];
  if (!text.includes(search)) throw new Error(`${search} is not in ${file}`);
  return {...FLUX_REPOSITORY, ...more, [file]: text.replace(search, replacement)};
}

describe("names", () => {
  test("of the right kind, those of the own namespace first", () => {
    expect(offeredIn(typing(PLEX_KS, "- name: library", "- name: $0"))).toEqual([
      "library | Kustomization media/library",
      "apps | Kustomization flux-system/apps",
      "cluster | Kustomization flux-system/cluster",
    ]);
    expect(offeredIn(typing(PLEX, "name: plex\n  valuesFrom", "name: $0\n  valuesFrom"))).toEqual([
      "plex | OCIRepository media/plex",
    ]);
  });

  test("the kind that is written decides, wherever it stands", () => {
    const both = `apiVersion: source.toolkit.fluxcd.io/v1
kind: HelmRepository
metadata:
  name: charts
  namespace: media
spec:
  url: https://charts.example.com
`;
    const more = {"kubernetes/flux/charts.yaml": both};
    const chart = (fields: string): Record<string, string> =>
      typing(
        PLEX,
        "  chartRef:\n    kind: OCIRepository\n    name: plex\n",
        `  chart:\n    spec:\n      sourceRef:\n${fields}`,
        more,
      );
    expect(offeredIn(chart("        kind: GitRepository\n        name: $0\n"))).toEqual([
      "home | GitRepository flux-system/home",
    ]);
    expect(offeredIn(chart("        name: $0\n        kind: HelmRepository\n"))).toEqual([
      "charts | HelmRepository media/charts",
    ]);
    // What many files name comes before what is only near.
    expect(offeredIn(chart("        name: $0\n"))).toEqual([
      "home | GitRepository flux-system/home",
      "charts | HelmRepository media/charts",
    ]);
  });

  test("another namespace is added, or set", () => {
    const files = typing(PLEX_KS, "- name: library", "- name: $0");
    expect(acceptIn(files, "apps | Kustomization flux-system/apps")).toBe(
      FLUX_REPOSITORY[PLEX_KS].replace("- name: library", "- name: apps\n      namespace: flux-system"),
    );
    const written = typing(PLEX_KS, "- name: library", "- name: $0\n      namespace: other # so");
    expect(acceptIn(written, "apps | Kustomization flux-system/apps")).toBe(
      FLUX_REPOSITORY[PLEX_KS].replace("- name: library", "- name: apps\n      namespace: flux-system # so"),
    );
    const braces = typing(PLEX_KS, "- name: library", "- {name: $0}");
    expect(acceptIn(braces, "apps | Kustomization flux-system/apps")).toBe(
      FLUX_REPOSITORY[PLEX_KS].replace("- name: library", "- {name: apps, namespace: flux-system}"),
    );
    expect(acceptIn(files, "library | Kustomization media/library")).toBe(FLUX_REPOSITORY[PLEX_KS]);
  });

  test("the kind is added where none is written", () => {
    const files = typing(PLEX, "- kind: ConfigMap\n      name: plex-scripts", "- name: $0");
    expect(acceptIn(files, "plex-scripts | ConfigMap media/plex-scripts")).toBe(
      FLUX_REPOSITORY[PLEX].replace(
        "- kind: ConfigMap\n      name: plex-scripts",
        "- name: plex-scripts\n      kind: ConfigMap",
      ),
    );
  });

  test("what is in another namespace is left out where the field can't lead there", () => {
    const secrets = ["media", "other"].map(
      (namespace) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: in-${namespace}\n  namespace: ${namespace}\n`,
    );
    const files = typing(PLEX, "- kind: ConfigMap\n      name: plex-scripts", "- kind: Secret\n      name: $0", {
      "kubernetes/flux/secrets.yaml": secrets.join("---\n"),
    });
    expect(offeredIn(files)).toEqual(["in-media | Secret media/in-media"]);
  });

  test("what others have made, and names that are begun", () => {
    const secret = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: "\${APP}"
spec:
  target:
    name: "\${APP}-secret"
`;
    const more = {
      [`${MEDIA}/plex/secret.yaml`]: secret,
      [`${MEDIA}/plex/kustomization.yaml`]: "resources:\n  - helmrelease.yaml\n  - secret.yaml\n",
    };
    const files = typing(
      PLEX,
      "- kind: ConfigMap\n      name: plex-scripts",
      "- kind: Secret\n      name: sec$0",
      more,
    );
    expect(offeredIn(files)).toEqual(["plex-secret | Secret media/plex-secret"]);
    const other = typing(
      PLEX,
      "- kind: ConfigMap\n      name: plex-scripts",
      "- kind: Secret\n      name: xyz$0",
      more,
    );
    expect(offeredIn(other)).toEqual([]);
  });

  test("only of the own cluster", () => {
    const edge = Object.fromEntries(
      Object.entries(FLUX_REPOSITORY).map(([file, text]) => [
        file.replace("kubernetes/", "edge/"),
        text.replaceAll("./kubernetes/", "./edge/").replaceAll("library", "edge-library"),
      ]),
    );
    const files = typing(PLEX_KS, "- name: library", "- name: lib$0", {
      ...edge,
      "edge/apps/media/edge-library.ks.yaml": edge["edge/apps/media/library.ks.yaml"] ?? "",
    });
    expect(offeredIn(files)).toEqual(["library | Kustomization media/library"]);
  });

  test("where nobody knows what applies the file, all clusters are named", () => {
    const text = FLUX_REPOSITORY[PLEX_KS].replace("- name: library", "- name: lib$0");
    expect(offeredIn({...FLUX_REPOSITORY, "new.yaml": text})).toEqual([
      "library | Kustomization media/library on cluster",
    ]);
  });
});

describe("paths", () => {
  const FILE = `${MEDIA}/plex/kustomization.yaml` as const;

  test("resources that are not listed yet: manifests, and folders with a kustomization", () => {
    const more = {
      [`${MEDIA}/plex/config/kustomization.yaml`]: "resources: []\n",
      [`${MEDIA}/plex/more/claim.yaml`]: "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: a\n",
      [`${MEDIA}/plex/more/values.yaml`]: "a: b\n",
      [`${MEDIA}/plex/patch.yaml`]: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n",
    };
    const files = typing(FILE, "  - helmrelease.yaml\n", "  - helmrelease.yaml\n  - $0\n", more);
    const text = files[FILE]?.replace("patches:", "patches:\n  - path: patch.yaml") ?? "";
    expect(offeredIn({...files, [FILE]: text})).toEqual([
      "config | Kustomization",
      "more/claim.yaml | PersistentVolumeClaim",
    ]);
    const indented = {...files, [FILE]: text.replace("  - $0", "  $0")};
    expect(acceptIn(indented, "- config | Kustomization")).toContain("  - helmrelease.yaml\n  - config\n");
  });

  test("what Flux builds by itself is no resource; paths begin as the others do", () => {
    expect(offeredIn(typing(`${MEDIA}/kustomization.yaml`, "  - plex.ks.yaml\n", "  - $0\n"))).toEqual([
      "plex.ks.yaml | Kustomization",
    ]);
    expect(offeredIn(typing(`${MEDIA}/kustomization.yaml`, "  - plex.ks.yaml\n", "  - ./$0\n"))).toEqual([
      "./plex.ks.yaml | Kustomization",
    ]);
  });

  test("Components from everywhere", () => {
    expect(offeredIn(typing(FILE, "resources:", "components:\n  - $0\nresources:"))).toEqual([
      "../../../components/alerts | Component",
    ]);
  });

  test("patches that are not resources", () => {
    const more = {[`${MEDIA}/plex/patch.yaml`]: "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n"};
    expect(offeredIn(typing(FILE, "patches:", "patches:\n  - path: $0", more))).toEqual(["patch.yaml | file"]);
  });

  test("the folder of a Flux Kustomization, the nearest that nobody builds first", () => {
    const more = {
      [`${MEDIA}/new/kustomization.yaml`]: "resources: []\n",
      "kubernetes/other/kustomization.yaml": "resources: []\n",
    };
    const found = offeredIn(typing(PLEX_KS, "path: ./kubernetes/apps/media/plex", "path: $0", more));
    expect(found[0]).toBe("./kubernetes/apps/media/new | Kustomization");
    expect(found).toContain("./kubernetes/other | Kustomization");
    expect(found).not.toContain("./kubernetes/components/alerts | Kustomization");
  });

  test("the Components of a Flux Kustomization, seen from the folder that it builds", () => {
    const files = typing(PLEX_KS, "    - ../../../components/alerts", "    - $0");
    expect(offeredIn(files)).toEqual(["../../../components/alerts | Component"]);
    expect(acceptIn(files, "../../../components/alerts | Component")).toBe(FLUX_REPOSITORY[PLEX_KS]);
  });
});

describe("fields that exclude each other", () => {
  const head = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: app\n";

  test("chart and chartRef", () => {
    expect(labelsAt(`${head}spec:\n  $0\n  chart:\n    spec: {}\n`)).not.toContain("chartRef");
    expect(labelsAt(`${head}spec:\n  chartRef:\n    name: a\n  $0\n`)).not.toContain("chart");
    expect(labelsAt(`${head}spec:\n  $0\n`)).toEqual(expect.arrayContaining(["chart", "chartRef"]));
  });

  test("patch and path", () => {
    expect(labelsAt("patches:\n  - path: a.yaml\n    $0\n", "kustomization.yaml")).not.toContain("patch");
  });
});
