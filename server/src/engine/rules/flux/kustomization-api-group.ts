import type {Schemas} from "../../ports.ts";
import {apiVersionOf, fluxKindNamed} from "../../resources/flux-kinds.ts";
import type {Resource} from "../../resources/resource.ts";
import {quoted} from "../../schema/words.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {defineRule, type Report} from "../rule.ts";

/** Fields of a Flux Kustomization's `spec` that give it away. */
const FLUX_FIELDS = ["sourceRef", "interval", "prune", "path", "dependsOn", "postBuild", "decryption"];

const KUSTOMIZE = "kustomize.config.k8s.io/v1beta1";

export default defineRule({
  id: "flux/kustomization-api-group",
  summary: "A Flux Kustomization with the apiVersion of a kustomization file, or the reverse.",
  severity: "error",
  types: ["kustomize.config.k8s.io/Kustomization", "kustomize.toolkit.fluxcd.io/Kustomization"],
  supersedes: [
    "schema/unknown-field",
    "schema/missing-field",
    "flux/removed-api-version",
    "flux/deprecated-api-version",
  ],

  *check({resource, schemas}) {
    const row = fluxKindNamed("Kustomization");
    if (!row) return;
    if (resource.group === row.group) yield* asFlux(resource, schemas);
    else yield* asKustomize(resource, apiVersionOf(row));
  },
});

function* asKustomize(resource: Resource, wanted: string): Iterable<Report> {
  const spec = resource.root.get("spec");
  const found = FLUX_FIELDS.filter((name) => spec.get(name).exists);
  if (found.length === 0) return;
  yield report(
    resource,
    wanted,
    `This is a Flux Kustomization, with ${some(found, "spec.")}, but its apiVersion is that of a kustomization file: ` +
      `kustomize stops at \`spec\`, and Flux never sees it. Flux's own is \`${wanted}\`.`,
  );
}

function* asFlux(resource: Resource, schemas: Schemas): Iterable<Report> {
  const {root} = resource;
  if (root.get("spec").exists) return;
  const {apiVersion, kind, metadata, ...fields} = schemas.schema(`${KUSTOMIZE}/${resource.kind}`)?.properties ?? {};
  const found = Object.keys(fields).filter((name) => root.get(name).exists);
  if (found.length === 0) return;
  yield report(
    resource,
    KUSTOMIZE,
    `This is a kustomization file, with ${some(found, "")} and no \`spec\`, but its apiVersion is that of Flux's ` +
      `Kustomization; the API server rejects it. kustomize's own is \`${KUSTOMIZE}\`.`,
  );
}

function some(names: readonly string[], prefix: string): string {
  return quoted(names.slice(0, 2).map((name) => prefix + name)).join(" and ");
}

function report({root, document}: Resource, wanted: string, message: string): Report {
  const apiVersion = root.get("apiVersion");
  return {
    at: apiVersion.exists ? apiVersion.mark : root.mark,
    // Under the wrong kind, everything in the document looks wrong.
    covers: [document.span],
    message,
    fixes: [{title: `Use \`${wanted}\``, edits: replaceScalar(apiVersion, wanted)}],
  };
}
