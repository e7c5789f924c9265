import type {Schemas} from "../../ports.ts";
import {isKustomizationFile, splitApiVersion} from "../../resources/resource.ts";
import {addEntries} from "../../yaml/edit/insert.ts";
import {prependEntries} from "../../yaml/edit/prepend.ts";
import type {Field} from "../../yaml/field.ts";
import type {YamlFile} from "../../yaml/parse.ts";
import {plainValue} from "../../yaml/value.ts";
import {defineRule, type Report} from "../rule.ts";

export default defineRule({
  id: "kubernetes/missing-type",
  summary: "A document that has a `kind` and no `apiVersion`, or the other way round.",
  severity: "error",

  *checkFile(file, workspace, schemas) {
    if (workspace.isPatchFile(file.path)) return;
    for (const {root, index} of file.documents) {
      if (root.get("$patch").exists || (index === 0 && isKustomizationFile(file.path))) continue;
      // Many files that are no resources have a kind or a version; few have a name in their metadata too.
      if (!root.at("metadata", "name").exists) continue;
      const [apiVersion, kind] = [root.get("apiVersion"), root.get("kind")];
      if (!apiVersion.exists && kind.string !== undefined) yield* withoutVersion(file, root, kind.string, schemas);
      if (!kind.exists && apiVersion.string !== undefined) yield* withoutKind(file, root, apiVersion.string, schemas);
    }
  },
});

function* withoutVersion(file: YamlFile, root: Field, kind: string, schemas: Schemas): Iterable<Report> {
  const keys = schemas.keys.filter((key) => kindOf(key) === kind && isClusterKind(key));
  if (keys.length === 0) return;
  yield {
    at: root.get("apiVersion").keySpan ?? root.get("kind").mark,
    message: `The ${kind} needs an \`apiVersion\`; Flux leaves a document without one out and says nothing.`,
    fixes: newestOfEachGroup(keys).map((key) => {
      const text = `apiVersion: ${versionOf(key)}`;
      return {title: `Add \`${text}\``, edits: prependEntries(file, root, text)};
    }),
  };
}

function* withoutKind(file: YamlFile, root: Field, apiVersion: string, schemas: Schemas): Iterable<Report> {
  const keys = schemas.keys.filter((key) => versionOf(key) === apiVersion && isClusterKind(key));
  if (keys.length === 0) return;
  const value = plainValue(root).value;
  const fitting = keys.map(kindOf).filter((kind) => {
    const errors = schemas.validate(`${apiVersion}/${kind}`, {...(value as object), kind});
    return errors?.length === 0;
  });
  const [only, ...others] = fitting;
  yield {
    at: root.get("kind").keySpan ?? root.get("apiVersion").mark,
    message: "The document needs a `kind`; kustomize stops at an object without one, and with it Flux.",
    fixes: [
      only !== undefined && others.length === 0
        ? {title: `Add \`kind: ${only}\``, edits: addEntries(file, root, `kind: ${only}`, "apiVersion")}
        : undefined,
    ],
  };
}

/** The first key of each group: keys are in the order in which versions are to be preferred. */
function newestOfEachGroup(keys: readonly string[]): string[] {
  const groups = keys.map((key) => splitApiVersion(versionOf(key)).group);
  return keys.filter((_, i) => groups.indexOf(groups[i] ?? "") === i);
}

function isClusterKind(key: string): boolean {
  return !key.startsWith("kustomize.config.k8s.io/") && !key.startsWith("flux-workbench/");
}

function kindOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

function versionOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/"));
}
