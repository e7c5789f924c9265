import {chartsOf} from "../../refactors/ingressToRoute/appTemplate/chart.ts";
import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {allOf, quoted} from "../../schema/words.ts";
import {
  foundSidecars,
  isTrue,
  SIDECAR_KINDS,
  type Sidecar,
  type SidecarKind,
  sidecarContainer,
} from "../../workspace/gatus.ts";
import {valueAt} from "../../workspace/values.ts";
import type {Field} from "../../yaml/field.ts";
import {goesElsewhere, isAllKnown} from "../clusters.ts";
import {allows, rulesFor} from "../gatus-rbac.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** What the sidecar reads for each kind. */
const NEEDS: Readonly<Record<SidecarKind, readonly [group: string, resource: string]>> = {
  ingress: ["networking.k8s.io", "ingresses"],
  httproute: ["gateway.networking.k8s.io", "httproutes"],
  ingressroute: ["traefik.io", "ingressroutes"],
  service: ["", "services"],
};

export default defineRule({
  id: "gatus/sidecar-without-rbac",
  summary: "A gatus-sidecar that is not allowed to read what it is told to look at.",
  severity: "warning",
  types: [HELM_RELEASE],

  *check(context) {
    const {file, index} = context.resource.document;
    if (!file.text.includes("gatus-sidecar")) return;
    const own = foundSidecars(context.workspace.graph).filter(
      ({release: {at}}) => at.file === file.path && at.document === index,
    );
    const reports = own.map(({sidecar}) => sidecar && reportOf(context, sidecar));
    // What holds on one cluster of several may be meant so: a role is added there by hand.
    const [first] = reports;
    if (first && reports.every((report) => report?.message === first.message)) yield first;
  },
});

function reportOf(context: RuleContext, sidecar: Sidecar): Report | undefined {
  const {values, applied} = sidecar.release;
  const found = sidecarContainer(values);
  if (!found || !applied?.by || goesElsewhere(applied.by)) return undefined;
  const written = context.root.at("spec", "values");
  const container = written.at(...found.path);
  const isOther = [valueAt(values, ["persistence"]), valueAt(found.container, ["env"])].some((part) =>
    /serviceAccountToken|KUBECONFIG|\$\{/.test(JSON.stringify(part) ?? ""),
  );
  if (isOther || valueAt(values, ["rawResources"]) !== undefined) return undefined;
  return (
    withoutToken(context, written, found.controller, values, container) ?? withoutRole(context, sidecar, container)
  );
}

/** app-template mounts no token by default since this version. */
const WITHOUT_TOKEN_SINCE = 5;

function withoutToken(
  {workspace, resource}: RuleContext,
  written: Field,
  controller: string,
  values: unknown,
  container: Field,
): Report | undefined {
  const paths = [
    ["controllers", controller, "pod", "automountServiceAccountToken"],
    ["defaultPodOptions", "automountServiceAccountToken"],
  ];
  const path = paths.find((one) => valueAt(values, one) !== undefined);
  const end = "so it can ask the API server nothing, and makes no endpoints.";
  if (path && valueAt(values, path) === false) {
    const field = written.at(...path);
    return {
      at: field.exists ? field.mark : container.mark,
      message: `The sidecar gets no token of its service account here, ${end} Set \`automountServiceAccountToken: true\`.`,
    };
  }
  const charts = chartsOf(workspace, resource);
  const isOff = charts.every(
    ({isAppTemplate, version}) => isAppTemplate && version && Number.parseInt(version, 10) >= WITHOUT_TOKEN_SINCE,
  );
  if (path || charts.length === 0 || !isOff) return undefined;
  return {
    at: container.mark,
    message: `The sidecar gets no token of its service account, because app-template mounts none since version 5, ${end} Set \`${paths[1]?.join(".")}: true\`.`,
  };
}

function withoutRole({workspace: {graph}}: RuleContext, sidecar: Sidecar, container: Field): Report | undefined {
  const {flags, release} = sidecar;
  // Who gives the account roles here gives it all of them here; who gives none may do it in another repository.
  const by = release.applied?.by;
  const hasOwn = valueAt(release.values, ["rbac", "bindings"]) !== undefined;
  const rules = hasOwn || (by && isAllKnown(graph, by)) ? rulesFor(graph, sidecar) : undefined;
  if (!rules) return undefined;
  const told = SIDECAR_KINDS.filter((kind) => [`auto-${kind}`, `enable-${kind}`].some((flag) => isOn(flags, flag)));
  const denied = (kind: SidecarKind): boolean => !["list", "watch"].every((verb) => allows(rules, NEEDS[kind], verb));
  const missing = (told.length > 0 ? told : SIDECAR_KINDS).filter(denied);
  // Without a flag it looks at all kinds, and most clusters don't have all of them.
  if (missing.length === 0 || (told.length === 0 && missing.length < SIDECAR_KINDS.length)) return undefined;
  const names = missing.map((kind) =>
    NEEDS[kind]
      .filter((part) => part !== "")
      .toReversed()
      .join("."),
  );
  return {
    at: placeOf(container, missing),
    message: `The sidecar is told to look at ${allOf(quoted(names))}, and no ClusterRole that is bound in this repository lets it list and watch them: it makes no endpoints of them.`,
  };
}

/** The first argument that tells the sidecar so. */
function placeOf(container: Field, kinds: readonly SidecarKind[]): Report["at"] {
  const argument = container
    .get("args")
    .items.find(({string}) => kinds.some((kind) => string?.match(new RegExp(`^--?(?:auto|enable)-${kind}(?:=|$)`))));
  return argument?.mark ?? container.mark;
}

function isOn(flags: Sidecar["flags"], flag: string): boolean {
  return isTrue(flags.get(flag)?.at(-1));
}
