import {HELM_RELEASE} from "../../resources/flux-kinds.ts";
import {replaceScalar} from "../../yaml/edit/scalar.ts";
import type {Field} from "../../yaml/field.ts";
import {defineRule, type Report} from "../rule.ts";

/** What `install.serverSideApply` is where `upgrade` and `rollback` have the text. */
const BOOLEANS: ReadonlyMap<unknown, boolean> = new Map([
  ["enabled", true],
  ["disabled", false],
]);

export default defineRule({
  id: "flux/server-side-apply-type",
  summary: "`serverSideApply` as a text under `install`, or as a boolean under `upgrade` or `rollback`.",
  severity: "error",
  types: [HELM_RELEASE],
  patches: true,
  supersedes: ["schema/wrong-type"],

  *check({root}) {
    const spec = root.get("spec");
    yield* asText(spec.at("install", "serverSideApply"));
    for (const action of ["upgrade", "rollback"]) yield* asBoolean(spec.at(action, "serverSideApply"));
  },
});

function* asText(field: Field): Iterable<Report> {
  if (!BOOLEANS.has(field.string) && field.string !== "auto") return;
  const value = BOOLEANS.get(field.string);
  yield {
    at: field.mark,
    message:
      `\`install.serverSideApply\` is true or false; \`${field.string}\` is for \`upgrade\` and \`rollback\`, which ` +
      "have a text there. The API server rejects it.",
    fixes: [
      value === undefined ? undefined : {title: `Use \`${value}\``, safe: true, edits: replaceScalar(field, value)},
    ],
  };
}

function* asBoolean(field: Field): Iterable<Report> {
  const value = field.boolean;
  if (value === undefined) return;
  const text = value ? "enabled" : "disabled";
  yield {
    at: field.mark,
    message:
      `\`${field.parent?.key}.serverSideApply\` is \`enabled\`, \`disabled\` or \`auto\`; only \`install\` has true ` +
      "and false there. The API server rejects it.",
    fixes: [{title: `Use \`${text}\``, safe: true, edits: replaceScalar(field, text)}],
  };
}
