import {describe, expect, test} from "vitest";
import {
  ALL,
  convert,
  converted,
  HEAD,
  HOST,
  ingress,
  match,
  PARENT,
  path,
  refusal,
  rule,
  spec,
} from "./ingressConversion.ts";

describe("the default backend", () => {
  const standard = "  defaultBackend: { service: { name: main, port: { number: 81 } } }\n";
  const main = "      backendRefs:\n        - name: main\n          port: 81\n";

  test("is a route for every host", () => {
    expect(spec(converted(HEAD + standard))).toBe(
      `${PARENT}  rules:\n    - backendRefs:\n        - name: main\n          port: 81\n`,
    );
  });

  test("takes what the paths of a host leave, and all other hosts", () => {
    const rules = `  rules:\n${rule("plex.example.com", path("/api"))}`;
    const [first = "", second = ""] = converted(HEAD + standard + rules).split("---\n");
    const rest = `    - ${main.trimStart()}`;
    expect(spec(first)).toBe(`${PARENT}${HOST}  rules:\n${match("PathPrefix", "/api")}${rest}`);
    expect(spec(second)).toBe(`${PARENT}  rules:\n${rest}`);
    expect(second).toContain("name: plex-default\n");
  });

  test("takes a host without paths", () => {
    const rules = "  rules:\n    - host: plex.example.com\n";
    const [first = ""] = converted(HEAD + standard + rules).split("---\n");
    expect(spec(first)).toBe(`${PARENT}${HOST}  rules:\n    - ${main.trimStart()}`);
  });
});

describe("names of ports", () => {
  const service = `apiVersion: v1
kind: Service
metadata:
  name: plex
  namespace: media
spec:
  ports:
    - name: http
      port: 8080
      targetPort: 32400
`;
  const text = ingress(rule("plex.example.com", path("/", "plex", "Prefix", "name: http")));
  const kustomization = "resources:\n  - service.yaml\n  - ingress.yaml\n";

  test("become the number that the Service has", () => {
    const {text: after} = convert({
      "ingress.yaml": text,
      "service.yaml": service,
      "kustomization.yaml": kustomization,
    });
    expect(spec(after)).toContain("        - name: plex\n          port: 8080\n");
  });

  test("are refused where the Service is not known", () => {
    expect(refusal(text)).toBe(
      "A route needs the number of port `http`, and Service `plex` is not in this repository.",
    );
    expect(refusal({"ingress.yaml": text, "service.yaml": service.replace("name: http", "name: web")})).toBe(
      "A route needs the number of port `http`, and Service `plex` has none of that name.",
    );
    const elsewhere = service.replace("namespace: media", "namespace: other");
    expect(refusal({"ingress.yaml": text, "service.yaml": elsewhere, "kustomization.yaml": kustomization})).toContain(
      "is not in this repository",
    );
  });
});

describe("TLS", () => {
  const text = `${ingress(rule("plex.example.com", path("/")))}  tls:
    # the wildcard
    - hosts:
        - plex.example.com
        - other.example.com
      secretName: plex-tls
`;

  test("is up to the listener", () => {
    const {text: after, notes} = convert({"ingress.yaml": text});
    expect(spec(after)).toBe(`${PARENT}${HOST}  rules:\n${ALL}  # the wildcard\n`);
    expect(notes).toEqual([
      {
        weight: "warning",
        text: "The certificate in Secret `plex-tls` is not used any more: the listener of the Gateway needs one for `plex.example.com`, `other.example.com`.",
      },
      {weight: "info", text: "`tls` names `other.example.com`, which no rule has."},
    ]);
  });

  test("is left as a comment where that is asked for", () => {
    const unknown = text.replace("number: 80\n", "number: 80\n                  type: x\n");
    const {text: after} = convert({"ingress.yaml": unknown}, {comments: true});
    expect(after.match(/# .*/g)).toEqual([
      "# Dropped(ingress-to-route): type: x",
      "# Dropped(ingress-to-route): tls: [{ hosts: [plex.example.com, other.example.com], secretName: plex-tls }]",
      "# the wildcard",
    ]);
  });
});
