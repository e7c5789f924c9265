import {GATEWAY_CLASS} from "../../resources/gateway-api.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {mayHaveMoreReleases, type Release} from "../../workspace/charts.ts";
import {mayBeOn, placedAs} from "../../workspace/placed.ts";
import {isTraefikClass, traefikReleases} from "../../workspace/traefik.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {relatedTo} from "../references.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

export default defineRule({
  id: "gateway/provider-disabled",
  summary: "A GatewayClass of Traefik where no Traefik looks at Gateways.",
  severity: "warning",
  types: [GATEWAY_CLASS],

  *check({resource, root, workspace}) {
    const {graph} = workspace;
    const {file, index} = resource.document;
    for (const {cluster, name} of placedAs(graph, GATEWAY_CLASS, {file: file.path, document: index})) {
      if (!name || isTraefikClass(graph, name, cluster) !== true) continue;
      const releases = traefikReleases(graph).filter((release) => mayBeOn(release, cluster));
      const [first] = releases;
      if (
        !first ||
        mayHaveMoreReleases(graph, cluster) ||
        releases.some(({hasGatewayProvider}) => hasGatewayProvider !== false)
      )
        continue;
      const names = quoted([...new Set(releases.map((release) => release.name ?? ""))]);
      yield {
        at: root.at("spec", "controllerName").mark,
        message:
          `Traefik does not look at Gateways: its provider for them is off in ${names.length === 1 ? "HelmRelease" : "the HelmReleases"} ${allOf(names)}, so nothing ` +
          "runs the Gateways of this class. Set `providers.kubernetesGateway.enabled: true` in the values.",
        related: relatedTo(workspace, first.at, `HelmRelease \`${first.name}\``),
        fixes: [names.length === 1 ? turnOn(workspace, first) : undefined],
      };
      return;
    }
  },
});

/** Turns the provider on. The chart would make a GatewayClass and a Gateway of its own then, beside those in Git. */
function turnOn(workspace: Workspace, {at, name}: Release): ProposedFix | undefined {
  const document = workspace.file(at.file)?.documents[at.document];
  const values = document?.root.at("spec", "values");
  if (!document || !values?.isMap) return undefined;
  const {file} = document;
  const providers = values.get("providers");
  const gateway = providers.get("kubernetesGateway");
  const enabled = gateway.get("enabled");
  const own = ["gateway", "gatewayClass"].filter((key) => values.get(key).type === "missing");
  const more = own.map((key) => `${key}:\n  enabled: false`);
  const title = `Turn the provider on in HelmRelease \`${name}\``;
  const on = "enabled: true";
  const edits = enabled.exists
    ? replaceScalar(enabled, true)
    : gateway.type !== "missing"
      ? addEntries(file, gateway, on)
      : providers.type !== "missing"
        ? addEntries(file, providers, `kubernetesGateway:\n  ${on}`)
        : undefined;
  if (providers.type === "missing") {
    return {
      title,
      file: at.file,
      edits: addEntries(file, values, [`providers:\n  kubernetesGateway:\n    ${on}`, ...more].join("\n")),
    };
  }
  const rest = more.length > 0 ? addEntries(file, values, more.join("\n"), "providers") : [];
  return {title, file: at.file, edits: edits && rest && [...edits, ...rest]};
}
