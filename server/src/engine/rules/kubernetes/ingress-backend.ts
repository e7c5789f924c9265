import {fieldPointer} from "../../schema/check.ts";
import {removeField} from "../../yaml/edit/remove.ts";
import type {Field} from "../../yaml/field.ts";
import {select} from "../../yaml/select.ts";
import {defineRule, type Report, type RuleContext} from "../rule.ts";

/** Where an Ingress has backends. */
const BACKENDS = ["spec.defaultBackend", "spec.rules[].http.paths[].backend"];

/** Two fields of which exactly one must be there. */
const CHOICES = [
  {at: "", keys: ["service", "resource"], what: "A backend"},
  {at: "service.port", keys: ["number", "name"], what: "The port of a backend"},
];

export default defineRule({
  id: "kubernetes/ingress-backend",
  summary: "An Ingress without backends, or with one that is named in no way or in two.",
  severity: "error",
  judgesWhole: true,
  types: ["networking.k8s.io/Ingress"],

  *check(context) {
    const {resource, root, workspace} = context;
    const backends = BACKENDS.flatMap((path) => select(root, path)).filter((backend) => backend.isMap);
    for (const backend of backends) yield* faults(context, backend);
    const ways = ["defaultBackend", "rules"].map((key) => root.at("spec", key));
    const isEmpty = ways.every((way) => !way.isMap && !way.isUnknown && way.items.length === 0);
    if (!isEmpty || root.get("spec").isUnknown) return;
    if (ways.some((way) => workspace.mayBeSetByPatch(resource, fieldPointer(way)))) return;
    yield {
      at: root.get("spec").mark,
      message: "An Ingress needs `rules` or a `defaultBackend`; the API server rejects one that leads nowhere.",
    };
  },
});

function* faults({resource, workspace}: RuleContext, backend: Field): Iterable<Report> {
  for (const {at, keys, what} of CHOICES) {
    const owner = at === "" ? backend : backend.at(...at.split("."));
    if (at !== "" && !backend.get("service").isMap) continue;
    if (owner.isUnknown || backend.get("service").isUnknown) continue;
    const fields = keys.map((key) => owner.get(key));
    if (fields.some((field) => field.isUnknown)) continue;
    const given = fields.filter(isGiven);
    if (given.length === 1 || fields.some((field) => workspace.mayBeSetByPatch(resource, fieldPointer(field))))
      continue;
    const names = keys.map((key) => `\`${key}\``);
    yield {
      at: given[1]?.markOfKey ?? owner.mark,
      message:
        given.length > 1
          ? `${what} takes ${names.join(" or ")}, not both; the API server rejects the Ingress.`
          : `${what} needs ${names.join(" or ")}; the API server rejects the Ingress.`,
      fixes: given.map((field) => ({
        title: `Remove \`${field.key}\``,
        edits: removeField(resource.document.file, field),
      })),
    };
  }
}

/** Zero and an empty text are the same to the API server as nothing. */
function isGiven(field: Field): boolean {
  return field.exists && field.scalar !== 0 && field.scalar !== "";
}
