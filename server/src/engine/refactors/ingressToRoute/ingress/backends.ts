import type {Resource} from "../../../resources/resource.ts";
import {type ObjectReference, objectReferences} from "../../../workspace/references.ts";
import {resolveReference, type Target} from "../../../workspace/resolve.ts";
import {itemsAt, valueAt} from "../../../workspace/values.ts";
import type {Workspace} from "../../../workspace/workspace.ts";
import {type Entry, leaf, leafOf, type MapPart} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Note, Refusal} from "../../refactoring.ts";
import type {Parent} from "../gateways.ts";
import type {Controller} from "./controller.ts";
import {protocolNote} from "./protocol.ts";

/** Reads the backends of an Ingress; a Service that is in the repository says what its ports are. */
export class Backends {
  private readonly found = new Set<string>();
  private readonly references: readonly ObjectReference[];

  constructor(
    private readonly workspace: Workspace,
    private readonly resource: Resource,
    /** The Gateway, where one is chosen already. */
    private readonly parent: Parent | undefined,
    private readonly controller: Controller | undefined,
  ) {
    this.references = objectReferences(resource);
  }

  /** What a person should know of the Services. */
  get notes(): Note[] {
    return [...this.found].map((text) => ({weight: "warning", text}));
  }

  /** The item of `backendRefs` that leads to the same Service. */
  read(backend: Field): MapPart | Refusal {
    const other = backend.get("resource");
    if (other.exists) {
      const [kind, name] = [other.get("kind").scalar, other.get("name").scalar];
      return {refused: `\`${other.name}\` leads to ${kind} \`${name}\`, and a route leads to Services.`};
    }
    const service = backend.get("service");
    const name = service.get("name");
    if (!name.exists) return {refused: `\`${backend.name}\` names no Service.`};
    const reference = this.references.find(({nameField}) => nameField.span.start === name.span.start);
    const resolutions = reference ? resolveReference(this.workspace.graph, this.resource, reference) : [];
    const isEverywhere = resolutions.every(({found}) => found.length > 0);
    const targets = resolutions.flatMap(({found}) => found);
    const renamed = reference && this.renamedTo(reference);
    if (renamed !== undefined) {
      return {
        refused:
          `kustomize makes \`${renamed}\` of the name of Service \`${reference?.name}\`, and follows it in an Ingress, ` +
          "not in an HTTPRoute.",
      };
    }
    const port = this.portOf(service, isEverywhere ? targets : []);
    if ("refused" in port) return port;
    const obstacle = this.meet(String(name.scalar), service.get("port"), targets);
    if (obstacle) return obstacle;
    const entries: Entry[] = [
      ["name", leafOf(name)],
      ["port", port],
    ];
    return {entries};
  }

  private portOf(service: Field, targets: readonly Target[]): ReturnType<typeof leafOf> | Refusal {
    const port = service.get("port");
    const number = port.get("number");
    if (number.exists) return leafOf(number);
    const name = port.get("name");
    const which = `Service \`${service.get("name").scalar}\``;
    if (!name.exists) return {refused: `\`${service.name}\` names no port.`};
    if (name.string === undefined) return {refused: `Which port \`${name.written}\` is, the cluster alone knows.`};
    const numbers = new Set(targets.map((target) => this.portNumber(target, name.string ?? "")));
    const [only] = numbers;
    if (numbers.size === 1 && only !== undefined) return leaf(only, name.span.start);
    const asked = `A route needs the number of port \`${name.string}\``;
    if (targets.length === 0) return {refused: `${asked}, and ${which} is not in this repository.`};
    if (numbers.size > 1) return {refused: `${asked}, and ${which} is not the same on all clusters.`};
    return {refused: `${asked}, and ${which} has none of that name.`};
  }

  private portNumber(target: Target, name: string): number | undefined {
    const ports = itemsAt(this.objectOf(target), ["spec", "ports"]);
    const port = ports.find((entry) => valueAt(entry, ["name"]) === name);
    const number = valueAt(port, ["port"]);
    return typeof number === "number" ? number : undefined;
  }

  /** What the Gateway makes of the Services. */
  private meet(name: string, port: Field, targets: readonly Target[]): Refusal | undefined {
    if (!this.parent) return undefined;
    const specs = targets.map((target) => valueAt(this.objectOf(target), ["spec"]));
    if (specs.some((spec) => valueAt(spec, ["type"]) === "ExternalName")) {
      const text = `Service \`${name}\` is of type ExternalName`;
      if (this.parent.isTraefik) return {refused: `${text}, which Traefik's Gateways refuse.`};
      this.found.add(`${text}; many Gateways do not route to such Services.`);
    }
    const [key, value] = port.get("number").exists
      ? ["port", port.get("number").number]
      : ["name", port.get("name").string];
    for (const spec of specs.length > 0 ? specs : [undefined]) {
      const entry = itemsAt(spec, ["ports"]).find((one) => valueAt(one, [key]) === value);
      const note = protocolNote(
        name,
        valueAt(entry, ["port"]) ?? value,
        entry,
        this.resource,
        this.controller,
        this.parent,
        this.workspace,
      );
      if (note !== undefined) this.found.add(note);
    }
    return undefined;
  }

  private objectOf({applied, at, isMade}: Target): unknown {
    const {graph} = this.workspace;
    if (isMade) return undefined;
    if (applied) return graph.effective(applied)?.object;
    return this.workspace.file(at.file)?.documents[at.document]?.plain().value;
  }

  /** The name that kustomize gives to a Service in the same build; undefined where it keeps its own. */
  private renamedTo({rawName}: ObjectReference): string | undefined {
    const {graph} = this.workspace;
    const {file, index} = this.resource.document;
    const clusters = new Set(graph.applied({file: file.path, document: index}).map(({cluster}) => cluster));
    for (const ref of graph.index.objects.get(`Service|${rawName}`)) {
      for (const {resource, cluster} of graph.applied(ref)) {
        if (resource.isRenamed && clusters.has(cluster)) return resource.name;
      }
    }
    return undefined;
  }
}
