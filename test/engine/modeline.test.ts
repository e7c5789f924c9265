import {describe, expect, test} from "vitest";
import {addressFor, kindNamedBy} from "../../server/src/engine/schema/catalogues.ts";
import {modelineOf} from "../../server/src/engine/schema/modeline.ts";
import {parseYaml} from "../../server/src/engine/yaml/parse.ts";

const urlsIn = (text: string) =>
  parseYaml("a.yaml", text).documents.map((document) => {
    const modeline = modelineOf(document);
    if (modeline) expect(text.slice(modeline.span.start, modeline.span.end)).toBe(modeline.url);
    return modeline?.url;
  });

describe("the comment that names a schema", () => {
  test.each([
    ["# yaml-language-server: $schema=x.json\na: 1\n", ["x.json"]],
    ["---\n# yaml-language-server: $schema=x.json\na: 1\n", ["x.json"]],
    ["# yaml-language-server: $schema=x.json\r\n---\r\na: 1\r\n", ["x.json"]],
    ["#yaml-language-server:$schema=x.json\na: 1\n", ["x.json"]],
    ["# yaml-language-server: $schema=x.json # mine\na: 1\n", ["x.json"]],
    ["# yaml-language-server: $schema=\na: 1\n", [undefined]],
    ["# see yaml-language-server: $schema=x.json\na: 1\n", [undefined]],
    ["a: 1\n# yaml-language-server: $schema=x.json\n", [undefined]],
    ["a: '# yaml-language-server: $schema=x.json'\n", [undefined]],
    ["---\n# yaml-language-server: $schema=x.json\n", ["x.json"]],
  ])("%j", (text, expected) => {
    expect(urlsIn(text)).toEqual(expected);
  });

  test("belongs to the document below it", () => {
    const text =
      "# yaml-language-server: $schema=one\na: 1\n---\n# yaml-language-server: $schema=two\nb: |\n  # yaml-language-server: $schema=text\n# yaml-language-server: $schema=three\n---\nc: 3\n---\nd: 4\n";
    expect(urlsIn(text)).toEqual(["one", "two", "three", undefined]);
  });
});

describe("what an address is for", () => {
  test.each([
    [
      "https://k8s-schemas.home-operations.com/helm.toolkit.fluxcd.io/helmrelease_v2.json",
      "helm.toolkit.fluxcd.io helmrelease v2",
    ],
    [
      "https://raw.githubusercontent.com/datreeio/CRDs-catalog/main/cert-manager.io/certificate_v1.json",
      "cert-manager.io certificate v1",
    ],
    [
      "https://github.com/datreeio/CRDs-catalog/raw/refs/heads/main/gateway.networking.k8s.io/httproute_v1.json",
      "gateway.networking.k8s.io httproute v1",
    ],
    ["https://schemas.fluxoperator.dev/catalog/latest/apps/deployment_v1.json", "apps deployment v1"],
    [
      "https://kubernetes-schemas.pages.dev/source.toolkit.fluxcd.io/helmrepository_v1beta2.json#",
      "source.toolkit.fluxcd.io helmrepository v1beta2",
    ],
    [
      "https://raw.githubusercontent.com/fluxcd-community/flux2-schemas/main/kustomization-kustomize-v1.json",
      "kustomize.toolkit.fluxcd.io kustomization v1",
    ],
    [
      "https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.33.0-standalone-strict/deployment-apps-v1.json",
      "apps deployment v1",
    ],
    ["https://raw.githubusercontent.com/yannh/kubernetes-json-schema/master/v1.33.0/service-v1.json", " service v1"],
    [
      "https://raw.githubusercontent.com/bjw-s-labs/helm-charts/common-4.4.0/charts/other/app-template/schemas/helmrelease-helm-v2.schema.json",
      "helm.toolkit.fluxcd.io helmrelease undefined",
    ],
    ["https://json.schemastore.org/kustomization", "kustomize.config.k8s.io kustomization undefined"],
    ["https://www.schemastore.org/kustomization.json", "kustomize.config.k8s.io kustomization undefined"],
    [
      "https://raw.githubusercontent.com/SchemaStore/schemastore/master/src/schemas/json/kustomization.json",
      "kustomize.config.k8s.io kustomization undefined",
    ],
    ["https://kubernetes-schemas.devbu.io/kustomization_v1.json", undefined],
    ["https://json.schemastore.org/component.json", undefined],
    ["https://example.com/schemas/helmrelease.json", undefined],
    ["../schemas/backup.json", undefined],
    ["", undefined],
  ])("%s", (url, expected) => {
    const named = kindNamedBy(url);
    expect(named && `${named.group} ${named.kind} ${named.version}`).toBe(expected);
  });

  test("the same catalogue has other kinds elsewhere", () => {
    const crds = "https://kubernetes-schemas.pages.dev/helm.toolkit.fluxcd.io/helmrelease_v2.json";
    expect(addressFor(crds, "OCIRepository", "source.toolkit.fluxcd.io", "v1")).toBe(
      "https://kubernetes-schemas.pages.dev/source.toolkit.fluxcd.io/ocirepository_v1.json",
    );
    const flux = "https://raw.githubusercontent.com/fluxcd-community/flux2-schemas/main/helmrelease-helm-v2beta1.json";
    expect(addressFor(flux, "HelmRelease", "helm.toolkit.fluxcd.io", "v2")).toBe(
      "https://raw.githubusercontent.com/fluxcd-community/flux2-schemas/main/helmrelease-helm-v2.json",
    );
    expect(addressFor(flux, "HTTPRoute", "gateway.networking.k8s.io", "v1")).toBeUndefined();
    expect(addressFor(crds, "Service", "", "v1")).toBeUndefined();
  });
});
