import type {Refusal} from "../../refactoring.ts";
import type {Draft} from "../draft.ts";

/** How many hostnames and rules a route has at most. */
const MOST = 16;

/** Routes that are not too large: what one can't hold goes to others with the same hostnames, or the same rules. */
export function fitted(drafts: readonly Draft[]): Draft[] {
  return drafts.flatMap((draft) => {
    const {hostnames, hostTexts, rules} = draft;
    if (hostnames.length <= MOST && rules.length <= MOST) return [draft];
    return chunks(Math.max(hostnames.length, 1)).flatMap(([from, to]) =>
      chunks(rules.length).map(
        ([first, end]): Draft => ({
          hostnames: hostnames.slice(from, to),
          hostTexts: hostTexts.slice(from, to),
          rules: rules.slice(first, end),
        }),
      ),
    );
  });
}

function chunks(length: number): [number, number][] {
  return Array.from({length: Math.ceil(length / MOST)}, (_, i) => [i * MOST, (i + 1) * MOST]);
}

/** A path that is meant as a pattern, and that a route would compare letter by letter. */
export function patternIn(drafts: readonly Draft[]): Refusal | undefined {
  const matches = drafts.flatMap(({rules}) => rules.flatMap((rule) => rule.matches));
  const pattern = matches.find(({type, pathText}) => type !== "RegularExpression" && looksLikePattern(pathText));
  if (!pattern) return undefined;
  return {refused: `\`${pattern.pathText}\` looks like a pattern, and a route would compare it letter by letter.`};
}

/** All of these may stand in a path, and none of them does in one that is no pattern; variables are not looked at. */
function looksLikePattern(path: string): boolean {
  return /[*()[\]|^\\]|\.\+|\$$|\$\)/.test(path.replace(/\$\{[^}]*\}/g, ""));
}
