import type {Refusal} from "../../refactoring.ts";
import type {Draft} from "../draft.ts";
import {type ChartVersion, knows} from "./spelling.ts";
import type {ChartVersions} from "./version.ts";

/** What of a route not every version of the chart takes, and what to call it. Schemas say what filters are since 4.3. */
const LIMITS: readonly {
  readonly name: string;
  readonly isIn: (draft: Draft) => boolean;
  readonly isMissing: (version: ChartVersion) => boolean;
}[] = [
  {
    name: "filters",
    isIn: (draft) => filtersOf(draft).length > 0,
    isMissing: (version) => !knows(version, "filters"),
  },
  {
    name: "matches of more than a path",
    isIn: ({rules}) => rules.some(({matches}) => matches.some(({more}) => Object.keys(more ?? {}).length > 0)),
    isMissing: (version) => knows(version, "schema") && !knows(version, "matches"),
  },
  {
    name: "CORS filters",
    isIn: (draft) => filtersOf(draft).some(({type}) => type === "CORS"),
    isMissing: (version) => knows(version, "matches") && !knows(version, "corsFilters"),
  },
  {
    name: "redirects with another status than 301 and 302",
    isIn: (draft) =>
      filtersOf(draft).some(({requestRedirect}) => ![undefined, 301, 302].includes(requestRedirect?.statusCode)),
    isMissing: (version) => knows(version, "matches"),
  },
];

interface Filter {
  readonly type?: string;
  readonly requestRedirect?: {readonly statusCode?: number};
}

function filtersOf({rules}: Draft): readonly Filter[] {
  return rules.flatMap(({filters}) => filters as readonly Filter[]);
}

/** Why the chart would not take what the annotations of an ingress ask for. */
export function unwritable(id: string, drafts: readonly Draft[], versions: ChartVersions): Refusal | undefined {
  for (const {name, isIn, isMissing} of LIMITS) {
    const version = versions.find(isMissing);
    if (version && drafts.some(isIn)) {
      return {refused: `\`${id}\` needs ${name}, which app-template ${version.join(".")} has not.`};
    }
  }
  return undefined;
}
