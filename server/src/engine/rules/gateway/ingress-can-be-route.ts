import {INGRESS_TO_ROUTE} from "../../refactors/ingressToRoute/index.ts";
import {GATEWAY} from "../../resources/gateway-api.ts";
import {ANY_NAME} from "../../workspace/index.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "gateway/ingress-can-be-route",
  summary: "An ingress in a repository with a Gateway, which could serve it as a route.",
  severity: "hint",

  *checkFile(file, workspace) {
    if (!/ingress/i.test(file.text) || !hasGateways(workspace)) return;
    for (const {mark, name} of INGRESS_TO_ROUTE.subjects(workspace, file.path)) {
      yield {
        at: mark,
        message:
          `The ${name} may become a route of a Gateway. The light bulb here converts it or says why it can't, and so ` +
          `does \`flux-workbench refactor ${INGRESS_TO_ROUTE.id}\`.`,
      };
    }
  },
});

/** Whether the repository has a Gateway, or its configuration names one. Where there is none, nobody wants to hear it. */
function hasGateways({config, graph}: Workspace): boolean {
  return config.gateways.size > 0 || graph.index.objects.has(`${GATEWAY}|${ANY_NAME}`);
}
