import {at, type Json, type JsonMap, mapOf, textOf} from "./json.ts";

/** What the templates of a chart know of a release. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  readonly values: JsonMap;
  /** The version of app-template. */
  readonly version: string;
}

/** A HelmRelease as Helm gets it. The name of the release is put together as helm-controller does it. */
export function releaseOf(document: Json, version: string): Release {
  const name = textOf(at(document, "metadata", "name"));
  const target = textOf(at(document, "spec", "targetNamespace"));
  return {
    name: textOf(at(document, "spec", "releaseName")) || (target ? `${target}-${name}` : name),
    namespace: target || textOf(at(document, "metadata", "namespace")) || "default",
    values: mapOf(at(document, "spec", "values")),
    version,
  };
}

const REFERENCE = /\{\{-?\s*(?:\$\.|\.)(Release\.Name|Release\.Namespace|Values(?:\.\w+)+)\s*-?\}\}/g;

/** What `tpl` makes of a text: names and plain values are filled in, every other template stays as text. */
export function tpl(text: string, release: Release): string {
  return text.replace(REFERENCE, (whole, path: string) => {
    if (path === "Release.Name") return release.name;
    if (path === "Release.Namespace") return release.namespace;
    const value = at(release.values, ...path.split(".").slice(1));
    return value === undefined || value === null || typeof value === "object" ? whole : tpl(String(value), release);
  });
}

/** Whether there is a template in a text. */
export function isTemplate(text: string): boolean {
  return text.includes("{{");
}
