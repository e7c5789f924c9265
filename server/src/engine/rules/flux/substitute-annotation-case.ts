import {replaceScalar} from "../../yaml/edit/scalar.ts";
import {select} from "../../yaml/select.ts";
import {defineRule} from "../rule.ts";

const KEY = "kustomize.toolkit.fluxcd.io/substitute";

/** Where labels and annotations stand: in every object, and where a kustomization says what its objects get. */
const MAPS = [
  "metadata.labels",
  "metadata.annotations",
  "commonLabels",
  "commonAnnotations",
  "labels[].pairs",
  "generatorOptions.labels",
  "generatorOptions.annotations",
  "configMapGenerator[].options.labels",
  "configMapGenerator[].options.annotations",
  "secretGenerator[].options.labels",
  "secretGenerator[].options.annotations",
];

export default defineRule({
  id: "flux/substitute-annotation-case",
  summary: "A label or annotation that shall switch substitution off, in letters that Flux does not compare with.",
  severity: "warning",
  patches: true,

  *check({resource, root}) {
    if (!resource.document.file.text.includes(KEY)) return;
    for (const field of MAPS.flatMap((path) => select(root, path)).map((map) => map.get(KEY))) {
      const value = field.string;
      if (value === undefined || value === "disabled" || value.toLowerCase() !== "disabled") continue;
      yield {
        at: field.mark,
        message: `Flux compares with \`disabled\`, letter by letter; with \`${value}\` it goes on substituting variables.`,
        fixes: [{title: "Use `disabled`", edits: replaceScalar(field, "disabled")}],
      };
    }
  },
});
