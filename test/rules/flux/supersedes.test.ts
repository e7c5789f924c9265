import {expect, test} from "vitest";
import {findingsOf, workspaceOf} from "../../support/check.ts";

const RELEASE = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: podinfo
spec:
  interval: 1h
  dependsOn:
    - name: loki
      kind: HelmRelease
      namespac: monitoring
  chart:
    spec:
      chart: podinfo
      sourceRef:
        kind: OCIRepository
        name: podinfo
`;

/** The rules that find something, with a configuration beside the file. */
function rules(text: string, config = "{}"): string[] {
  return findingsOf(workspaceOf({".flux-workbench.yaml": config, "app.yaml": text})).map(({rule}) => rule);
}

test("one fault is told once, by the rule that knows most about it", () => {
  expect(rules(RELEASE)).toEqual(["flux/depends-on-kind", "schema/unknown-field", "flux/oci-repository-in-chart"]);
});

test("a rule that is switched off gives way to the general one", () => {
  expect(rules(RELEASE, 'rules: {flux/oci-repository-in-chart: "off"}')).toContain("schema/invalid-value");
});

test("a finding that is silenced in the file stays silent", () => {
  const silenced = RELEASE.replace("kind: OCIRepository", "$& # flux-workbench: ignore flux/oci-repository-in-chart");
  expect(rules(silenced)).toEqual(["flux/depends-on-kind", "schema/unknown-field"]);
});

test("under the wrong kind, nothing else is told about the document, and all about the next one", () => {
  const swapped = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
metadata:
  name: podinfo
spec:
  intervall: 1h
  sourceRef:
    kind: GitRepository
    name: flux-system
---
`;
  expect(rules(swapped + RELEASE)).toEqual(["flux/kustomization-api-group", ...rules(RELEASE)]);
});
