import {type Release, sameOfAll} from "./release.ts";

/**
 * A text of values after Helm's templates, as far as they are trivial: the name and the namespace of the release where
 * these are known. Undefined where more is in it.
 */
export function knownTemplate(text: string, releases: readonly Release[]): string | undefined {
  const known = text.replace(/\{\{-?\s*\.Release\.(Name|Namespace)\s*-?\}\}/g, (template, which: string) => {
    const value = sameOfAll(releases, (release) => (which === "Name" ? release.name : release.namespace));
    return value ?? template;
  });
  return known.includes("{{") ? undefined : known;
}
