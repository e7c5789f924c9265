import {describe, expect, test} from "vitest";
import {convert, GATEWAY, ingress, path, propose, refusal, rule, subjects} from "./ingressConversion.ts";

const INGRESS = ingress(rule("plex.example.com", path("/")));
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: plex
  namespace: media
spec:
  ports:
    - port: 80
`;

describe("patches", () => {
  const files = (kustomization: string): Record<string, string> => ({
    "app/ingress.yaml": INGRESS,
    "app/kustomization.yaml": `resources:\n  - ingress.yaml\n${kustomization}`,
  });
  const refused = (kustomization: string): unknown => propose(files(kustomization), {}, "app/ingress.yaml");
  const lost = {
    refused:
      "`app/kustomization.yaml` patches Ingress `plex` and would not find the route: put what it sets into the Ingress first.",
  };
  const annotate = `patch: |
      - op: add
        path: /metadata/annotations
        value: {a: b}
`;

  test("that find an Ingress would not find the route", () => {
    expect(refused(`patches:\n  - target: {kind: Ingress}\n    ${annotate}`)).toEqual(lost);
    const merge = `patches:
  - patch: |
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata:
        name: plex
        namespace: media
        labels: {a: b}
`;
    expect(refused(merge)).toEqual(lost);
  });

  test("that find anything find the route too", () => {
    const {notes} = convert(files(`patches:\n  - target: {name: plex}\n    ${annotate}`), {}, "app/ingress.yaml");
    expect(notes).toEqual([]);
  });

  test("that find routes find one more", () => {
    const {notes} = convert(files(`patches:\n  - target: {kind: HTTPRoute}\n    ${annotate}`), {}, "app/ingress.yaml");
    expect(notes).toEqual([
      {weight: "warning", text: "`app/kustomization.yaml` patches HTTPRoutes, and this one too from now on."},
    ]);
  });

  test("that can't be followed may find an Ingress", () => {
    const replacement = `replacements:
  - source: {kind: Service, name: plex}
    targets:
      - select: {kind: Ingress}
        fieldPaths: [metadata.labels.a]
`;
    expect(refused(replacement)).toEqual({
      refused: "Something that Flux Workbench does not follow may change Ingress `plex` on its way to the cluster.",
    });
  });
});

describe("names that kustomize changes", () => {
  const files = (kustomization: string): Record<string, string> => ({
    "ingress.yaml": INGRESS,
    "service.yaml": SERVICE,
    "kustomization.yaml": kustomization,
  });

  test("of a Service are not followed in a route", () => {
    expect(refusal(files("namePrefix: my-\nresources: [service.yaml, ingress.yaml]\n"))).toBe(
      "kustomize makes `my-plex` of the name of Service `plex`, and follows it in an Ingress, not in an HTTPRoute.",
    );
  });

  test("of the Ingress alone are fine", () => {
    const kustomization = "nameSuffix: -a\nresources: [ingress.yaml]\n";
    expect(convert({"ingress.yaml": INGRESS, "kustomization.yaml": kustomization}).notes).toEqual([]);
  });
});

describe("what is there already", () => {
  test("a route of the same name", () => {
    const route = INGRESS.replace(
      "networking.k8s.io/v1\nkind: Ingress",
      "gateway.networking.k8s.io/v1\nkind: HTTPRoute",
    );
    const kustomization = "resources: [route.yaml, ingress.yaml]\n";
    const files = {"ingress.yaml": INGRESS, "route.yaml": route, "kustomization.yaml": kustomization};
    expect(refusal(files)).toBe("There is an HTTPRoute `plex` already, in `route.yaml`.");
    const elsewhere = {...files, "route.yaml": route.replace("namespace: media", "namespace: other")};
    expect(convert(elsewhere).notes).toEqual([]);
  });

  test("something that refers to the Ingress", () => {
    const flux = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: plex
  namespace: flux-system
spec:
  interval: 1h
  prune: true
  path: ./app
  sourceRef: {kind: GitRepository, name: flux-system}
  healthChecks:
    - apiVersion: networking.k8s.io/v1
      kind: Ingress
      name: plex
      namespace: media
`;
    expect(refusal({"ingress.yaml": INGRESS, "ks.yaml": flux})).toBe("`ks.yaml` refers to Ingress `plex`.");
  });

  test("an Ingress of the name that a further route would get", () => {
    const two = ingress(rule("a.example.com", path("/")), rule("b.example.com", path("/x")));
    const other = INGRESS.replace("name: plex", "name: plex-b");
    expect(convert({"ingress.yaml": two, "other.yaml": other}).text).toContain("name: plex-2\n");
  });
});

describe("Services", () => {
  const CLASS = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata:
  name: internal
spec:
  controllerName: traefik.io/gateway-controller
---
${GATEWAY.replace("port: 443", "port: 8443")}`;
  const CLASSES =
    "gateways: {traefik: {name: internal, namespace: network}, nginx: {name: internal, namespace: network}}\n";
  const external = SERVICE.replace("spec:\n", "spec:\n  type: ExternalName\n  externalName: nas.example.com\n");

  test("of type ExternalName are not for every Gateway", () => {
    const text = `${INGRESS}---\n${external}`;
    expect(convert({"ingress.yaml": text}).notes).toEqual([
      {
        weight: "warning",
        text: "Service `plex` is of type ExternalName; many Gateways do not route to such Services.",
      },
    ]);
    expect(refusal({"ingress.yaml": text, "gateway.yaml": CLASS})).toBe(
      "Service `plex` is of type ExternalName, which Traefik's Gateways refuse.",
    );
  });

  test("that Traefik speaks https with", () => {
    const secure = INGRESS.replace("number: 80", "number: 443");
    const files = (className: string, more: Record<string, string> = {}): Record<string, string> => ({
      "ingress.yaml": secure.replace("internal", className),
      ".flux-workbench.yaml": CLASSES,
      ...more,
    });
    const texts = (of: Record<string, string>): string[] => convert(of).notes.map(({text}) => text);
    expect(texts(files("traefik"))).toEqual([
      "The ingress controller speaks `https` with port 443 of Service `plex`; the route needs a BackendTLSPolicy for that.",
    ]);
    const policy = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: {name: plex, namespace: media}
spec:
  targetRefs: [{group: "", kind: Service, name: plex}]
  validation: {hostname: plex.example.com, wellKnownCACertificates: System}
`;
    const kustomization = "resources: [ingress.yaml, policy.yaml]\n";
    expect(texts(files("traefik", {"policy.yaml": policy, "kustomization.yaml": kustomization}))).toEqual([]);
    expect(texts(files("nginx"))).toEqual([]);
    const all = {"gateway.yaml": CLASS};
    expect(texts(files("traefik", all)).filter((text) => text.includes("speaks"))).toEqual([]);
    expect(texts(files("nginx", all)).filter((text) => text.includes("speaks"))).toEqual([
      "The ingress controller speaks `http` with port 443 of Service `plex`, and the Gateway `https`.",
    ]);
  });
});

describe("a new file", () => {
  const kustomization = "resources:\n  # the app\n  - ./app.yaml\n  # the ingress\n  - ./ingress.yaml # here\n";
  const files = {
    "app/ingress.yaml": `---\n${INGRESS}`,
    "app/app.yaml": SERVICE,
    "app/kustomization.yaml": kustomization,
  };
  const file = "app/ingress.yaml";
  const newFile = {newFile: true};

  test("is offered where a kustomization lists the old one", () => {
    expect(subjects(files, file)[0]?.variants).toEqual([
      {title: "Convert Ingress to HTTPRoute in a new file", answers: newFile},
    ]);
    expect(propose({"ingress.yaml": INGRESS}, newFile)).toEqual({
      refused: "No kustomization lists `ingress.yaml`: convert it in place.",
    });
  });

  test("takes the place of the old one", () => {
    const {texts, deleted} = convert(files, newFile, file);
    expect(deleted).toEqual([file]);
    expect([...texts.keys()].sort()).toEqual(["app/httproute.yaml", "app/kustomization.yaml"]);
    expect(texts.get("app/kustomization.yaml")).toBe(kustomization.replace("./ingress.yaml", "./httproute.yaml"));
    expect(texts.get("app/httproute.yaml")).toBe(convert(files, {}, file).text);
  });

  test("has another name where that is taken", () => {
    const {texts} = convert({...files, "app/httproute.yaml": "a: b\n"}, newFile, file);
    expect(texts.get("app/kustomization.yaml")).toContain("- ./plex-httproute.yaml # here\n");
    const both = {...files, "app/httproute.yaml": "a: b\n", "app/plex-httproute.yaml": "a: b\n"};
    expect(propose(both, newFile, file)).toEqual({refused: "There is `app/plex-httproute.yaml` already."});
  });

  test("leaves the other documents where they are", () => {
    const line = "# yaml-language-server: $schema=https://schemas.example.com/networking.k8s.io/ingress_v1.json\n";
    const text = `---\n# first\n${SERVICE}${line}---\n# own\n${INGRESS}# behind\n---\n${SERVICE.replaceAll("plex", "b")}`;
    const {texts, deleted} = convert({...files, [file]: text, "app/app.yaml": "a: b\n"}, newFile, file);
    expect(deleted).toEqual([]);
    expect(texts.get(file)).toBe(`---\n# first\n${SERVICE}---\n${SERVICE.replaceAll("plex", "b")}`);
    const route = texts.get("app/httproute.yaml") ?? "";
    expect(route.startsWith("# yaml-language-server: $schema=https://schemas.example.com/gateway.networking")).toBe(
      true,
    );
    expect(route).toContain("---\n# own\napiVersion: gateway");
    expect(route.endsWith("# behind\n")).toBe(true);
    expect(texts.get("app/kustomization.yaml")).toContain("./ingress.yaml # here\n  - ./httproute.yaml\n");
  });
});
