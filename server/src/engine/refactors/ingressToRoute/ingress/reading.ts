import type {Resource} from "../../../resources/resource.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {leaf, leafOf} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import {draftsOf, type HostRules, type PathRule, type PathType} from "../draft.ts";
import type {Parent} from "../gateways.ts";
import type {RouteReading} from "../httpRoute.ts";
import {Backends} from "./backends.ts";
import {type Controller, controllerOf} from "./controller.ts";
import {hostNotes, tlsNotes} from "./notes.ts";
import {prefixNote} from "./paths.ts";
import {unknownFields} from "./unknownFields.ts";

/** Reads an Ingress as the routes that do the same, as far as its `spec` says what it does. */
export function readIngress(workspace: Workspace, resource: Resource, parent?: Parent): RouteReading | Refusal {
  const {root, apiVersion} = resource;
  if (apiVersion !== "networking.k8s.io/v1") {
    return {refused: `No Kubernetes since 1.22 serves \`${apiVersion}\`: make it \`networking.k8s.io/v1\` first.`};
  }
  const spec = root.get("spec");
  const controller = controllerOf(workspace, resource);
  const reader = new Reader(new Backends(workspace, resource, parent, controller), controller);
  const hosts = reader.hostsOf(spec);
  if ("refused" in hosts) return hosts;
  if (hosts.length === 0) return {refused: "It has neither `rules` nor a `defaultBackend`, so it leads nowhere."};
  return {
    drafts: draftsOf(hosts),
    hasTls: spec.get("tls").items.length > 0,
    notes: [...reader.notes, ...hostNotes(hosts), ...tlsNotes(spec), ...unknownFields(spec).map(noteOfUnknown)],
  };
}

function noteOfUnknown({name}: Field): Note {
  return {weight: "info", text: `\`${name}\` is no field of an Ingress and is left out.`};
}

/** Why an Ingress can't be read; thrown on the way down, caught where the reading starts. */
class Obstacle extends Error {}

class Reader {
  readonly notes: Note[] = [];

  constructor(
    private readonly backends: Backends,
    private readonly controller: Controller | undefined,
  ) {}

  hostsOf(spec: Field): HostRules[] | Refusal {
    try {
      const written = spec.get("defaultBackend");
      const standard = written.exists ? this.everything(written) : undefined;
      const hosts = spec.get("rules").items.flatMap((rule) => this.hostOf(rule, standard));
      return standard ? withDefault(hosts, standard) : hosts;
    } catch (error) {
      if (error instanceof Obstacle) return {refused: error.message};
      throw error;
    } finally {
      this.notes.push(...this.backends.notes);
    }
  }

  private hostOf(rule: Field, standard: PathRule | undefined): HostRules[] {
    const field = rule.get("host");
    const hostText = field.exists && field.scalar !== "" ? String(field.scalar) : undefined;
    const host = hostText === undefined ? undefined : leafOf(field);
    const http = rule.get("http");
    const paths = http.get("paths");
    if (http.exists && paths.items.length === 0)
      throw new Obstacle(`\`${paths.name}\` is empty, which the API server does not take.`);
    if (http.exists) return [{host, hostText, paths: paths.items.map((path) => this.pathOf(path))}];
    if (standard) return [{host, hostText, paths: []}];
    const name = hostText === undefined ? "A rule" : `The rule for \`${hostText}\``;
    this.notes.push({weight: "info", text: `${name} leads nowhere and is left out.`});
    return [];
  }

  private pathOf(field: Field): PathRule {
    const path = field.get("path");
    const pathText = path.exists ? String(path.scalar) : "";
    const type = this.typeOf(field.get("pathType"), pathText);
    if (pathText === "" && field.get("pathType").string !== "ImplementationSpecific") {
      throw new Obstacle(`\`${field.name}\` has no \`path\`, which the API server does not take.`);
    }
    const backend = this.backendOf(field.get("backend"));
    const isWritten = pathText !== "";
    return {type, path: isWritten ? leafOf(path) : leaf("/"), pathText: isWritten ? pathText : "/", backend};
  }

  private typeOf(field: Field, path: string): PathType {
    switch (field.string) {
      case "Exact":
        return "Exact";
      case "Prefix":
      case "ImplementationSpecific": {
        const note = prefixNote(path || "/", field.string, this.controller);
        if (note) this.notes.push(note);
        return "PathPrefix";
      }
      default:
        throw new Obstacle(
          field.exists
            ? `\`${field.name}\` is \`${field.written}\`, so nobody knows what the path matches.`
            : `\`${field.parent?.name}\` has no \`pathType\`, which the API server does not take.`,
        );
    }
  }

  private everything(backend: Field): PathRule {
    return {type: "PathPrefix", path: leaf("/"), pathText: "/", backend: this.backendOf(backend)};
  }

  private backendOf(field: Field): PathRule["backend"] {
    const backend = this.backends.read(field);
    if ("refused" in backend) throw new Obstacle(backend.refused);
    return backend;
  }
}

/** What no path takes goes to the default backend: of the hosts that are named, and of all others. */
function withDefault(hosts: readonly HostRules[], standard: PathRule): HostRules[] {
  const all = hosts.some(({host}) => host === undefined)
    ? hosts
    : [...hosts, {host: undefined, hostText: undefined, paths: []}];
  return all.map((rules) => {
    // A host may be written twice; its paths count together.
    const paths = hosts.filter(({hostText}) => hostText === rules.hostText).flatMap((same) => same.paths);
    const takesAll = paths.some(({type, pathText}) => type === "PathPrefix" && pathText === "/");
    return takesAll ? rules : {...rules, paths: [...rules.paths, standard]};
  });
}
