import type {GatewayTarget} from "../../config.ts";
import {CONFIG_FILE, type Resource} from "../../resources/resource.ts";
import {isOpenText, substitute} from "../../resources/substitution.ts";
import type {TextEdit} from "../../text/edit.ts";
import {mayBeOn, placedOfType} from "../../workspace/placed.ts";
import {valueAt} from "../../workspace/values.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import type {Answers, Question} from "../refactoring.ts";
import {choicesFor} from "./gateways/choices.ts";
import {type ClassMap, configurationEdits, flowText, newConfiguration} from "./gateways/configuration.ts";
import {isTraefikGateway} from "./gateways/traefik.ts";
import {type Place, placesOf} from "./places.ts";

/** The Gateway that a route gets. */
export interface Parent extends GatewayTarget {
  /** Whether Traefik runs it; undefined where the repository does not say. */
  readonly isTraefik: boolean | undefined;
  /** Whether `.flux-workbench.yaml` has to learn it, and as what class. */
  readonly remember: string | undefined;
}

/** The entry of `gateways` for ingresses that name no class. */
const NO_CLASS = "default";

/**
 * The Gateway in place of an ingress class: from the answers or the configuration; else a question. Never guessed.
 * `hosts`: what the route serves, as far as it is known, to offer first what can take it.
 */
export function parentFor(
  workspace: Workspace,
  resource: Resource,
  ingressClass: string | undefined,
  answers: Answers,
  hosts: readonly string[] = [],
): Parent | Question {
  const places = placesOf(workspace, resource);
  const classes = classesOf(workspace, places, ingressClass);
  const [first, ...others] = classes.map((name) => targetOf(workspace, name, answers));
  const open = classes.find((name) => !targetOf(workspace, name, answers));
  if (open !== undefined || !first) return unmapped(workspace, places, open ?? NO_CLASS, hosts);
  if (others.some((other) => JSON.stringify(other?.target) !== JSON.stringify(first.target))) {
    return {
      asks: `The class \`${ingressClass}\` stands for ${classes.map((name) => `\`${name}\``).join(" and ")} on different clusters, and these have different Gateways. Give the entry \`${ingressClass}\` of \`gateways\` in \`${CONFIG_FILE}\` the one that both clusters have.`,
      choices: [],
    };
  }
  return {
    ...first.target,
    isTraefik: isTraefikGateway(workspace.graph, first.target, places),
    remember: first.isRemembered ? undefined : classes[0],
  };
}

/** The classes by which an ingress may be found in the configuration: one for all clusters, or one for each. */
function classesOf(workspace: Workspace, places: readonly Place[], written: string | undefined): string[] {
  if (written === undefined) return [defaultClass(workspace, places) ?? NO_CLASS];
  if (workspace.config.gateways.has(written) || !isOpenText(written)) return [written];
  const substituted = places.map(({applied}) =>
    substitute(written, applied?.by ? workspace.graph.variables(applied.by).values : new Map()),
  );
  return [...new Set(substituted)];
}

const INGRESS_CLASS = "networking.k8s.io/IngressClass";
const DEFAULT_MARK = "ingressclass.kubernetes.io/is-default-class";

/** The one class of the repository that ingresses without a class get. */
function defaultClass({graph}: Workspace, places: readonly Place[]): string | undefined {
  const names = placedOfType(graph, INGRESS_CLASS).flatMap((one) => {
    const isDefault = valueAt(one.object, ["metadata", "annotations", DEFAULT_MARK]) === "true";
    return isDefault && places.some(({cluster}) => mayBeOn(one, cluster)) ? (one.name ?? []) : [];
  });
  const [name, ...others] = new Set(names);
  return others.length === 0 ? name : undefined;
}

function targetOf(
  {config}: Workspace,
  name: string,
  {gateways = {}}: Answers,
): {readonly target: GatewayTarget; readonly isRemembered: boolean} | undefined {
  const known = config.gateways.get(name);
  const target = Object.hasOwn(gateways, name) ? gateways[name] : known;
  return target && {target, isRemembered: known !== undefined};
}

function unmapped(workspace: Workspace, places: readonly Place[], name: string, hosts: readonly string[]): Question {
  const asks =
    name === NO_CLASS
      ? `The ingress names no class, and \`${CONFIG_FILE}\` has no Gateway for that.`
      : `The class \`${name}\` has no Gateway in \`${CONFIG_FILE}\`.`;
  return {
    asks: `${asks} Add \`gateways: {${flowText(name)}: {name: ..., namespace: ...}}\`.`,
    choices: choicesFor(workspace, places, name, hosts),
  };
}

/** The edit that makes `.flux-workbench.yaml` know Gateways; `created` where there is no such file. */
export function rememberGateways(
  workspace: Workspace,
  parents: readonly Parent[],
): {readonly edits: ReadonlyMap<string, readonly TextEdit[]>; readonly created: ReadonlyMap<string, string>} {
  const classes: ClassMap = new Map(parents.flatMap((parent) => (parent.remember ? [[parent.remember, parent]] : [])));
  const file = workspace.file(CONFIG_FILE);
  if (classes.size === 0) return {edits: new Map(), created: new Map()};
  if (!file) return {edits: new Map(), created: new Map([[CONFIG_FILE, newConfiguration(classes)]])};
  const edits = configurationEdits(file, classes);
  return {edits: new Map(edits && [[CONFIG_FILE, edits]]), created: new Map()};
}
