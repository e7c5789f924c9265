import fs from "node:fs";
import path from "node:path";
import {expect} from "vitest";
import {repository, run} from "./run.ts";

export const CONFIG = "gateways:\n  internal: {name: internal, namespace: network, sectionName: https}\n";

const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: internal
  namespace: network
spec:
  gatewayClassName: traefik
  listeners:
    - name: https
      protocol: HTTPS
      port: 8443
      allowedRoutes: {namespaces: {from: All}}
      tls: {certificateRefs: [{name: wildcard}]}
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: wiki
  namespace: docs
spec:
  selector: {app: wiki}
  ports: [{name: http, port: 80}]
`;

/** An Ingress that leads to the port of this number or name. */
export function ingress(port: number | string = 80, {name = "wiki", annotations = ""} = {}): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: ${name}
  namespace: docs
${annotations}spec:
  ingressClassName: internal
  rules:
    - host: ${name}.example.org
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: wiki, port: {${typeof port === "number" ? "number" : "name"}: ${port}}}}
`;
}

/** Annotations that guard access. */
export const GUARDED = '  annotations:\n    nginx.ingress.kubernetes.io/auth-url: "https://login.example.org"\n';

/** What all of these tests have around the manifests under `docs`. */
export const UNMAPPED = {"network/gateway.yaml": GATEWAY, "docs/service.yaml": SERVICE};
export const AROUND = {...UNMAPPED, ".flux-workbench.yaml": CONFIG};

/** Converts what is in a folder, or says what it would. */
export const call = (folder: string, ...args: string[]) => run(["refactor", "ingress-to-route", ...args], folder);

/** The texts of a folder's files by path. */
export function textsIn(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  const entries = files.map((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    return [path.relative(folder, file), fs.readFileSync(file, "utf8")] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A repository, and what its files are after `--write`. */
export async function written(files: Record<string, string>, ...args: string[]): Promise<Record<string, string>> {
  const folder = repository(files);
  const {err} = await call(folder, ...args, "--write");
  expect(err).toBe("");
  return textsIn(folder);
}
