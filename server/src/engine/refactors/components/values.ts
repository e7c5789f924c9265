import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {PlainObject} from "../../workspace/kustomize/transform/steps.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {scalarText} from "../../yaml/edit/scalar.ts";
import type {App} from "./app.ts";

/** What a variable of a Component is set to: a text as it is written in YAML; undefined where only a person knows. */
export function valueFor(workspace: Workspace, app: App, name: string): string | undefined {
  if (name === "APP") return appName(workspace, app);
  if (name.endsWith("SUBDOMAIN")) {
    const label = firstLabel(workspace, app);
    return label === undefined ? undefined : scalarText(label);
  }
  if (name === "NAMESPACE") {
    const namespaces = new Set(app.flux.map(({spec}) => spec.targetNamespace));
    const [namespace] = namespaces;
    return namespaces.size === 1 && typeof namespace === "string" ? scalarText(namespace) : undefined;
  }
  return undefined;
}

/** The name of the Flux Kustomization, through the anchor that it has where it has one. */
function appName(workspace: Workspace, {flux}: App): string | undefined {
  const [first] = flux;
  const root = first && workspace.file(first.origin.file)?.documents[first.origin.document]?.root;
  const written = root?.at("metadata", "name");
  const name = written?.string;
  if (!root || !written || name === undefined) return undefined;
  const isAbove = written.span.start < root.get("spec").span.start;
  if (!isAbove) return scalarText(name);
  if (written.isAlias) return written.written;
  return written.anchor === undefined ? scalarText(name) : `*${written.anchor}`;
}

/** The first label of the first host that something in the app serves. */
function firstLabel({graph}: Workspace, {flux, kustomization}: App): string | undefined {
  const [first] = flux;
  const build = first ? graph.fluxBuild(first) : kustomization && graph.build(kustomization.folder);
  for (const resource of build?.resources ?? []) {
    const object = graph.objectOf(resource);
    const host = object && hostsOf(resource.kind, object)[0];
    const label = host === undefined ? undefined : labelOf(host, resource.name);
    if (label !== undefined) return label;
  }
  return undefined;
}

/** A label that is known, or the name of the release where the host starts with that. */
function labelOf(host: string, release: string): string | undefined {
  return /^([a-z0-9-]+)\./.exec(host.replace(/^\{\{-? *\.Release\.Name *-?\}\}/, release))?.[1];
}

/** The hosts of what is served from outside. */
function hostsOf(kind: string, {spec}: PlainObject): string[] {
  const {hostnames, rules, values}: {hostnames?: unknown; rules?: unknown; values?: unknown} = Object(spec);
  if (kind === "HTTPRoute") return texts(hostnames);
  if (kind === "Ingress") return texts(listOf(rules).map((rule) => Object(rule).host));
  if (kind !== "HelmRelease") return [];
  const {route, ingress}: {route?: unknown; ingress?: unknown} = Object(values);
  return [
    ...Object.values(Object(route)).flatMap((one) => texts(Object(one).hostnames)),
    ...Object.values(Object(ingress)).flatMap((one) =>
      texts(listOf(Object(one).hosts).map((host) => Object(host).host)),
    ),
  ];
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === "string");
}

/** Whether something in the app is served from outside. */
export function isRouted({graph}: Workspace, {flux, kustomization}: App): boolean {
  const builds: readonly {readonly resources: ReturnType<typeof graph.build>["resources"]}[] = [
    ...flux.map((one: FluxKustomization) => graph.fluxBuild(one)),
    ...(kustomization ? [graph.build(kustomization.folder)] : []),
  ];
  return builds.some(({resources}) =>
    resources.some((resource) => {
      const object = graph.objectOf(resource);
      return object !== undefined && hostsOf(resource.kind, object).length > 0;
    }),
  );
}
