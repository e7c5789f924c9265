import {retiredVersion} from "../../resources/flux-versions.ts";
import type {Resource} from "../../resources/resource.ts";
import {addressFor, kindNamedBy, type NamedKind} from "../../schema/catalogues.ts";
import {modelineOf} from "../../schema/modeline.ts";
import {kindInWords} from "../../schema/words.ts";
import {defineRule, type ProposedFix} from "../rule.ts";

export default defineRule({
  id: "schema/modeline-mismatch",
  summary: "A `$schema` comment that names the schema of another kind, or of another version.",
  severity: "warning",

  *check({resource}) {
    const modeline = modelineOf(resource.document);
    const named = modeline && kindNamedBy(modeline.url);
    if (!modeline || !named || resource.type === "config") return;
    const isSameKind = isKind(named, resource);
    if (isSameKind && (named.version === undefined || named.version === resource.version)) return;
    const {group, version} = resource;
    const other = named.group === "" ? named.kind : `${named.kind} of ${named.group}`;
    const own = group === "" ? "the core group" : group;
    yield {
      at: modeline.span,
      message: isSameKind
        ? `This names the schema of version \`${named.version}\`, and the document is in \`${version}\`; editors judge it by the wrong one.`
        : `This names the schema of a ${other}, and the document is a ${kindInWords(resource)} of ${own}; editors judge it by the wrong one.`,
      ...(isSameKind && {severity: "info"}),
      fixes: [corrected(modeline, resource)],
    };
  },
});

function isKind(named: NamedKind, {kind, group}: Resource): boolean {
  const isGroup = named.isShortGroup ? group.split(".")[0] === named.group : group === named.group;
  const isKustomize = group === "kustomize.config.k8s.io" && named.group === group;
  return isGroup && (named.kind === kind.toLowerCase() || isKustomize);
}

function corrected(modeline: NonNullable<ReturnType<typeof modelineOf>>, resource: Resource): ProposedFix | undefined {
  const {kind, group, version} = resource;
  // A version that is to go itself should not become the one that is asked for.
  if (retiredVersion(group, version, kind)) return undefined;
  const address = addressFor(modeline.url, kind, group, version);
  if (!address) return undefined;
  const {file} = resource.document;
  const {start, end} = modeline.span;
  const comment = file.text.lastIndexOf("#", start);
  const newText = file.text.slice(comment, start) + address;
  // Every catalogue of these arrangements has Flux's kinds; of others only its makers know.
  const isSafe = /\.toolkit\.fluxcd\.io$|^kustomize\.config\.k8s\.io$/.test(group);
  return {title: "Name the schema of this kind", safe: isSafe, edits: [{span: {start: comment, end}, newText}]};
}
