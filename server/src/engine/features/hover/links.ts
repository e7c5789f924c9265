import type {FluxKustomization} from "../../workspace/flux/kustomization.ts";
import type {DocumentRef} from "../../workspace/index.ts";
import type {PlaceOfStep} from "../../workspace/kustomize/built.ts";
import type {Workspace} from "../../workspace/workspace.ts";
import {fieldAt} from "../../yaml/value.ts";
import {qualifiedName} from "../effectiveName.ts";

/** The address of a line of a file, counted from 0; undefined where nobody could follow it. */
export type AddressOf = (file: string, line: number) => string | undefined;

/** More names than this are counted, not listed. */
const LISTED = 3;

/** Writes names as Markdown links to where they are declared. */
export class Links {
  constructor(
    readonly workspace: Workspace,
    private readonly addressOf: AddressOf,
  ) {}

  /** A text that leads to a file, or to one of its lines. */
  to(text: string, file: string, line = 0): string {
    const code = `\`${text.replaceAll("`", "'")}\``;
    const address = this.addressOf(file, line);
    return address === undefined ? code : `[${code}](${address})`;
  }

  /** A file by the end of its path. */
  file(file: string): string {
    return this.to(shortPath(file), file);
  }

  /** A text that leads to a document. */
  document(text: string, {file, document}: DocumentRef): string {
    return this.place(text, {file, document, pointer: ""});
  }

  /** A text that leads to a field; left out, the text is the end of the file's path, and the line. */
  place(text: string | undefined, {file, document, pointer}: PlaceOfStep): string {
    const parsed = this.workspace.file(file);
    const root = parsed?.documents[document]?.root;
    const field = root && fieldAt(root, pointer);
    const line = field ? parsed.lines.positionAt((field.keySpan ?? field.span).start).line : 0;
    return this.to(text ?? `${shortPath(file)}:${line + 1}`, file, line);
  }

  /** A Flux Kustomization; one that an operator makes leads to what it makes it from. */
  flux({name, namespace, origin}: FluxKustomization): string {
    return this.document(qualifiedName(name, namespace), origin);
  }
}

/** Which Flux Kustomizations build something, on which clusters. */
export function builtBy(links: Links, builders: readonly FluxKustomization[]): string {
  const byKey = new Map(builders.map((flux) => [flux.key, flux]));
  const clusters = new Set(builders.map(({cluster}) => cluster));
  const [only] = clusters;
  if (byKey.size === 1 || clusters.size === 1) {
    const names = [...byKey.values()].map((flux) => links.flux(flux));
    if (byKey.size === 1) return `Built by ${names[0]} on \`${only}\``;
    return `Built by ${counted(byKey.size, "Flux Kustomization")} on \`${only}\`: ${listed(names)}`;
  }
  const names = [...byKey.values()].map((flux) => `${links.flux(flux)} on \`${flux.cluster}\``);
  return `Built by ${counted(byKey.size, "Flux Kustomization")}: ${listed(names)}`;
}

/** `a`, `a, b and c`, `a, b, c and 7 more`. */
export function listed(texts: readonly string[], most = LISTED): string {
  const each = [...new Set(texts)];
  if (each.length > most + 1) return `${each.slice(0, most).join(", ")} and ${each.length - most} more`;
  return [each.slice(0, -1).join(", "), ...each.slice(-1)].filter(Boolean).join(" and ");
}

/** `1 resource`, `2 resources`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** A file with the folder it is in: every folder has a `kustomization.yaml`. */
function shortPath(file: string): string {
  return file.split("/").slice(-2).join("/");
}
