import {splitType} from "../../resources/references/row.ts";
import {folderOf} from "../../text/paths.ts";
import {targetsNamed} from "../../workspace/resolve.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {type Declaration, waysOf} from "../names/declarations.ts";
import {patchThatWouldDiffer} from "./kustomizations.ts";
import type {Scope} from "./scope.ts";

/** What Kubernetes takes as the name of most objects. */
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** Services become host names. */
const HOST_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** Their names become values of labels. */
const SHORT = new Set(["helm.toolkit.fluxcd.io/HelmRelease", "kustomize.toolkit.fluxcd.io/Kustomization", "Service"]);
const RBAC = "rbac.authorization.k8s.io/";

/** Why the things of a scope can't have a new name; undefined where they can. */
export function faultOfName(workspace: Workspace, {declarations}: Scope, newName: string): string | undefined {
  for (const declared of declarations) {
    const fault = faultFor(declared.type, newName) ?? conflict(workspace, declared, newName);
    if (fault !== undefined) return fault;
    const oldName = declared.field.string;
    if (declared.isMade || oldName === undefined) continue;
    for (const way of waysOf(workspace.graph, declared)) {
      const patch = patchThatWouldDiffer(workspace.graph, way, declared.at.file, oldName, newName);
      if (patch) {
        return `A patch in ${patch.file} selects objects by \`name: ${patch.name}\`, which is not the same for \`${oldName}\` and \`${newName}\`.`;
      }
    }
  }
  return undefined;
}

function faultFor(type: string, name: string): string | undefined {
  const {kind} = splitType(type);
  if (type.startsWith(RBAC))
    return /^(?!\.{1,2}$)[^/%\s]+$/.test(name) ? undefined : `\`${name}\` is no name for a ${kind}.`;
  if (type === "Service" && !HOST_NAME.test(name)) {
    return `\`${name}\` is no name for a Service: it has to be lower-case letters, digits and dashes, and begin with a letter.`;
  }
  if (!SUBDOMAIN.test(name)) {
    return `\`${name}\` is no name for a ${kind}: it has to be lower-case letters, digits, dashes and dots.`;
  }
  const limit = SHORT.has(type) ? 63 : 253;
  return name.length > limit ? `The name of a ${kind} has at most ${limit} characters.` : undefined;
}

/** An object that has the new name already, where it would stand in the way. */
function conflict({graph}: Workspace, declared: Declaration, newName: string): string | undefined {
  const {type, at, resource} = declared;
  const {kind} = splitType(type);
  const ways = waysOf(graph, declared);
  for (const way of ways) {
    const taken = targetsNamed(graph, type, newName, way.cluster).find(
      (target) =>
        target.isCertain &&
        (target.isClusterScoped ||
          way.namespace === undefined ||
          (target.namespace ?? way.namespace) === way.namespace),
    );
    if (taken) return `There is a ${kind} \`${newName}\` already, in ${taken.at.file}.`;
  }
  if (ways.length > 0) return undefined;
  const beside = [...graph.index.objects.get(`${type}|${newName}`)].find(({file, document}) => {
    const other = graph.summary(file)?.objects?.find((object) => object.document === document);
    const isSameNamespace = (other?.head.metadata.namespace ?? "") === (resource.namespace ?? "");
    return isSameNamespace && folderOf(file) === folderOf(at.file);
  });
  return beside && `There is a ${kind} \`${newName}\` already, in ${beside.file}.`;
}
