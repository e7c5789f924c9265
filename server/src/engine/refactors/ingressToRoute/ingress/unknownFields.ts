import type {Field} from "../../../yaml/field.ts";
import {select} from "../../../yaml/select.ts";

const BACKEND: Readonly<Record<string, readonly string[]>> = {
  "": ["service", "resource"],
  service: ["name", "port"],
  "service.port": ["name", "number"],
};
const PATHS = "rules[].http.paths[]";

/** The fields that an Ingress has, by the map they are in. */
const FIELDS: readonly (readonly [string, readonly string[]])[] = [
  ["", ["ingressClassName", "defaultBackend", "rules", "tls"]],
  ["rules[]", ["host", "http"]],
  ["rules[].http", ["paths"]],
  [PATHS, ["path", "pathType", "backend"]],
  ...Object.entries(BACKEND).flatMap(([at, fields]) =>
    ["defaultBackend", `${PATHS}.backend`].map(
      (backend) => [at === "" ? backend : `${backend}.${at}`, fields] as const,
    ),
  ),
  ["tls[]", ["hosts", "secretName"]],
];

/** The fields in the `spec` of an Ingress that no Ingress has. */
export function unknownFields(spec: Field): Field[] {
  return FIELDS.flatMap(([at, known]) =>
    (at === "" ? [spec] : select(spec, at)).flatMap((map) =>
      map.mergedEntries.filter(({key}) => !known.includes(String(key))),
    ),
  );
}
