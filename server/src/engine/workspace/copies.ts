import type {Resource} from "../resources/resource.ts";
import {canonical} from "../text/canonical.ts";
import {folderOf} from "../text/paths.ts";
import type {YamlFile} from "../yaml/parse.ts";
import type {KeyedIndex} from "./keyed.ts";
import {Answers, type Memo} from "./memo.ts";
import {areEqual} from "./same.ts";

/**
 * Kinds of which every app has its own, that are no part of an app, or whose namespace kustomize writes into what refers
 * to them by name.
 */
const NEVER_COPIES = new Set([
  "Namespace",
  "Service",
  "ServiceAccount",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "helm.toolkit.fluxcd.io/HelmRelease",
  "kustomize.config.k8s.io/Component",
  "kustomize.config.k8s.io/Kustomization",
  "kustomize.toolkit.fluxcd.io/Kustomization",
]);

/** A longer file is no manifest that people copy from app to app by hand. */
const MAX_LENGTH = 20_000;

/**
 * What copies of a manifest have in common whatever their values are: kinds and keys. Undefined for what is no
 * manifest that apps copy from each other.
 */
export function shapeOf({text, documents}: YamlFile, resources: readonly Resource[]): string | undefined {
  if (text.length > MAX_LENGTH || resources.length === 0 || resources.length !== documents.length) return undefined;
  if (resources.some(({type, root}) => NEVER_COPIES.has(type) || root.get("sops").exists)) return undefined;
  return digest(canonical(resources.map(({document}) => keysOf(document.plain().value, ""))));
}

/** The value with all texts and numbers taken out but those that say what it is. */
function keysOf(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => keysOf(item, "-"));
  if (typeof value !== "object" || value === null) return path === "apiVersion" || path === "kind" ? value : 0;
  const below = path === "" ? "" : "-";
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner, `${below}${key}`)]));
}

/** Files that are equal up to names, by what they have in common. */
type Groups = Readonly<Record<string, readonly string[]>>;

/** Files that are copies of each other up to the name of the app that they are for. */
export class Copies {
  private readonly contents: Answers<string | undefined>;
  private readonly groups: Answers<Groups>;

  constructor(
    memo: Memo,
    private readonly shapes: KeyedIndex<string>,
    private readonly shapeAt: (path: string) => string | undefined,
    fileAt: (path: string) => YamlFile | undefined,
  ) {
    this.contents = new Answers(
      memo,
      (path) => {
        const file = fileAt(path);
        return file && digest(nameless(file));
      },
      {isSame: Object.is},
    );
    this.groups = new Answers<Groups>(memo, (shape) => this.findGroups(shape), {isSame: areEqual});
  }

  /** The files that are equal to one up to names, itself included, in the order of their paths. */
  of(path: string): readonly string[] {
    const shape = this.shapeAt(path);
    const key = shape === undefined ? undefined : this.contents.get(path);
    return shape === undefined || key === undefined ? [] : (this.groups.get(shape)[key] ?? []);
  }

  /** The files that have the kinds and keys of one, itself included, in the order of their paths. */
  alike(path: string): readonly string[] {
    const shape = this.shapeAt(path);
    return shape === undefined ? [] : [...new Set(this.shapes.get(shape))].sort();
  }

  private findGroups(shape: string): Groups {
    const groups: Record<string, string[]> = {};
    for (const path of [...new Set(this.shapes.get(shape))].sort()) {
      const key = this.contents.get(path);
      if (key !== undefined) groups[key] = [...(groups[key] ?? []), path];
    }
    return groups;
  }
}

/** What a file says, with a mark in place of the app's name: the folder that its first object is called after. */
function nameless({path, documents}: YamlFile): string {
  const [name] = documents.map(({root}) => root.at("metadata", "name").scalar);
  const text = canonical(documents.map((document) => document.plain().value));
  if (typeof name !== "string") return text;
  const folders = folderOf(path).split("/");
  const own = folders.filter((folder) => folder !== "" && asWord(folder).test(name));
  const [word = name] = own.sort((a, b) => b.length - a.length);
  return text.replace(asWord(word), "<app>");
}

/** Where a text stands as a word of its own. */
export function asWord(text: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9])`, "g");
}

/** A short text that differs for different texts. */
function digest(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
}
