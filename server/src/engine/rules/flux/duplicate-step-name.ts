import {RESOURCE_SET} from "../../resources/flux-kinds.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "flux/duplicate-step-name",
  summary: "A ResourceSet with two steps of one name.",
  severity: "error",
  types: [RESOURCE_SET],

  *check({root, resource}) {
    const seen = new Map<string, ReturnType<typeof select>[number]>();
    for (const name of select(root, "spec.steps[].name")) {
      const text = name.string;
      if (text === undefined) continue;
      const first = seen.get(text);
      if (!first) {
        seen.set(text, name);
        continue;
      }
      yield {
        at: name.mark,
        message: `There is another step \`${text}\` above; the names of steps must differ, or the API server rejects the ResourceSet.`,
        related: [{file: resource.document.file.path, span: first.mark, message: "The other step"}],
      };
    }
  },
});
