import {isOpenText} from "../../resources/substitution.ts";
import {quoted} from "../../schema/words.ts";
import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {Applied, Graph} from "../../workspace/graph.ts";
import {valueAt} from "../../workspace/values.ts";
import {onClusters} from "../clusters.ts";
import {relatedTo} from "../references.ts";
import {defineRule} from "../rule.ts";

const DECRYPT = "kustomize.toolkit.fluxcd.io/decrypt";
const PROVIDER = ["spec", "decryption", "provider"];

export default defineRule({
  id: "flux/encrypted-without-decryption",
  summary: "An object that SOPS has encrypted, applied by a Flux Kustomization that does not decrypt.",
  severity: "error",

  *check({resource, root, workspace}) {
    const sops = root.get("sops");
    if (!sops.keySpan || !sops.get("mac").exists) return;
    const {graph} = workspace;
    const ways = graph.applied({file: resource.document.file.path, document: resource.document.index});
    const bare = ways.flatMap((applied) => {
      const {by, resource: built} = applied;
      const isLeftAlone = built.head.metadata.annotations?.[DECRYPT]?.toLowerCase() === "disabled";
      return by && !built.isOpaque && !isLeftAlone && lacksDecryption(graph, by) ? [{by, cluster: by.cluster}] : [];
    });
    const [first] = bare;
    if (!first) return;
    const names = [...new Set(bare.map(({by}) => `${by.namespace}/${by.name}`))];
    const isSecret = resource.type === "Secret";
    yield {
      at: sops.keySpan,
      ...(!isSecret && {severity: "warning"}),
      message:
        `Kustomization ${quoted(names).join(", ")} applies this${onClusters(bare, bare.length === ways.length)} and has no ` +
        "`decryption`: " +
        (isSecret
          ? "Flux refuses a Secret that SOPS has encrypted."
          : `Flux applies the ${resource.kind} as it is, encrypted.`) +
        " Set `spec.decryption.provider: sops` there.",
      related: bare.flatMap(({by}) => relatedTo(workspace, by.origin, `Kustomization \`${by.namespace}/${by.name}\``)),
    };
  },
});

/** Whether a Flux Kustomization certainly decrypts nothing. What an operator makes may have been told to elsewhere. */
function lacksDecryption(graph: Graph, flux: FluxKustomization): boolean {
  if (flux.isGenerated) return false;
  // The patches of one that applies itself are in what it builds.
  const built = flux.parent
    ? []
    : graph.applied(flux.origin).map((applied: Applied) => graph.effective(applied)?.object);
  const providers = [flux, ...built].map((object) => object && valueAt(object, PROVIDER));
  return [...built, flux].every(Boolean) && providers.every((provider) => provider === undefined || isOther(provider));
}

function isOther(provider: unknown): boolean {
  return typeof provider === "string" && !isOpenText(provider) && provider !== "sops";
}
