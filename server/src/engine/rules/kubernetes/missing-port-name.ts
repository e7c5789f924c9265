import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "kubernetes/missing-port-name",
  summary: "A Service with several ports, of which one has no name.",
  severity: "error",
  judgesWhole: true,
  types: ["Service"],

  *check({resource, root, workspace}) {
    const ports = select(root, "spec.ports[]");
    // A patch that adds to the ports may name them too.
    if (ports.length < 2 || workspace.mayBeSetByPatch(resource, "/spec/ports")) return;
    for (const port of ports) {
      const name = port.get("name");
      if (!port.isMap || (name.exists && name.scalar !== "")) continue;
      yield {
        at: name.keySpan ?? port.markOfKey,
        message: `Port ${port.get("port").written} needs a \`name\`, as every port of a Service with several; the API server rejects the Service.`,
      };
    }
  },
});
