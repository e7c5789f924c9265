import {ingressPathFaults, withSlashes} from "../../resources/url-paths.ts";
import {fieldPointer} from "../../schema/check.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {select, stringOr} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kubernetes/invalid-ingress-path",
  summary: "A path in an Ingress that the API server does not take.",
  severity: "error",
  judgesWhole: true,
  types: ["networking.k8s.io/Ingress"],

  *check({resource, root, workspace}) {
    for (const rule of select(root, "spec.rules[].http.paths[]")) {
      const type = rule.get("pathType").string;
      const path = rule.get("path");
      const text = stringOr(path, "");
      if (type === undefined || text === undefined || !rule.isMap) continue;
      if (workspace.mayBeSetByPatch(resource, fieldPointer(path))) continue;
      // The controller knows what else such a path may be, and what it means to have none.
      const isItsOwn = type === "ImplementationSpecific";
      const faults = isItsOwn && (text === "" || text.startsWith("/")) ? [] : ingressPathFaults(text);
      if (faults.length === 0) continue;
      const told = isItsOwn ? faults.slice(0, 1) : faults;
      const mended = withSlashes(text);
      yield {
        at: path.exists ? path.mark : (path.keySpan ?? rule.markOfKey),
        message: path.exists
          ? `A path of type \`${type}\` ${told.join(" and ")}: \`${text}\`; the API server rejects the Ingress.`
          : `A path of type \`${type}\` needs \`path\`; the API server rejects the Ingress without it.`,
        fixes: [
          path.exists && ingressPathFaults(mended).length === 0
            ? {title: `Use \`${mended}\``, edits: replaceScalar(path, mended)}
            : undefined,
        ],
      };
    }
  },
});
