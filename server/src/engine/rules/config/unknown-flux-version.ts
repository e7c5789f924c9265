import {fluxMinor} from "../../config.ts";
import {compareMinors, NEWEST_FLUX} from "../../resources/flux-versions.ts";
import {quoteScalar} from "../../yaml/edit/scalar.ts";
import {defineRule} from "../rule.ts";

export default defineRule({
  id: "config/unknown-flux-version",
  summary: "A Flux version in `.flux-workbench.yaml` that can't be read, or is newer than this Flux Workbench.",
  severity: "warning",
  types: ["config"],
  supersedes: ["schema/invalid-format", "schema/wrong-type"],

  *check({root}) {
    const field = root.get("flux");
    if (field.type !== "scalar") return;
    const minor = fluxMinor(field);
    const isUnknown = minor === undefined || compareMinors(minor, NEWEST_FLUX) > 0;
    const isNumber = typeof field.scalar === "number";
    if (!isUnknown && !isNumber) return;
    yield {
      at: field.mark,
      message:
        minor === undefined
          ? `\`${field.written}\` is no version of Flux 2, such as \`"${NEWEST_FLUX}"\`; Flux ${NEWEST_FLUX} is assumed.`
          : isUnknown
            ? `Flux ${minor} is newer than this Flux Workbench, which knows versions up to ${NEWEST_FLUX} and checks by those.`
            : `\`${field.written}\` without quotes is a number, and to other tools \`2.10\` is the same one as \`2.1\`; put it in quotes.`,
      fixes: [
        isNumber && minor !== undefined
          ? {title: `Quote: \`"${field.written}"\``, safe: !isUnknown, edits: quoteScalar(field)}
          : undefined,
      ],
    };
  },
});
