import {ARTIFACT_GENERATOR} from "../../resources/flux-kinds.ts";
import {select} from "../../yaml/select.ts";
import {certaintyOf} from "../certainty.ts";
import {defineRule} from "../rule.ts";

/** A name that an object can have. */
const OBJECT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

export default defineRule({
  id: "flux/invalid-artifact-name",
  summary: "An ArtifactGenerator whose artifact can't be an object's name.",
  severity: "error",
  judgesWhole: true,
  types: [ARTIFACT_GENERATOR],

  *check(context) {
    // With a path pattern the names are templates, filled in for every folder that matches.
    if (certaintyOf(context, context.root.get("spec")).value("pathPattern", "") !== "") return;
    for (const name of select(context.root, "spec.artifacts[].name")) {
      if (name.string === undefined || OBJECT_NAME.test(name.string)) continue;
      yield {
        at: name.mark,
        message:
          `Flux makes an ExternalArtifact of this name, and \`${name.string}\` is none that an object can have: lower-case ` +
          "letters, digits, `-` and `.`, with a letter or digit at both ends. The API server rejects it.",
      };
    }
  },
});
