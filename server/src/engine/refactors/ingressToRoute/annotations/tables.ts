import {CONTROLLERS} from "./controllers.ts";
import {CERT_MANAGER, DASHBOARDS} from "./dashboards.ts";
import {EXTERNAL_DNS} from "./externalDns.ts";
import {KUBERNETES} from "./kubernetes.ts";
import {NGINX} from "./nginx.ts";
import type {Table} from "./row.ts";
import {TRAEFIK} from "./traefik.ts";

const TABLES: readonly Table[] = [NGINX, TRAEFIK, EXTERNAL_DNS, CERT_MANAGER, DASHBOARDS, KUBERNETES, CONTROLLERS];

/** The table for an annotation, and its name there; undefined for annotations that mean nothing to an ingress. */
export function tableOf(key: string): {readonly table: Table; readonly name: string} | undefined {
  for (const table of TABLES) {
    const prefix = table.prefixes.find((text) => key.startsWith(text));
    if (prefix !== undefined) return {table, name: key.slice(prefix.length)};
  }
  return undefined;
}
