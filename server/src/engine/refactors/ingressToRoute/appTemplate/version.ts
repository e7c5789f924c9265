import {allOf} from "../../../schema/words.ts";
import type {Field} from "../../../yaml/field.ts";
import type {Answers, Question, Refusal} from "../../refactoring.ts";
import type {ChartUse} from "./chart.ts";
import {CHOICES, type ChartVersion, compareVersions, knows, TURNS} from "./spelling.ts";

/**
 * The versions that read a block, oldest first: one for each way to read it that the clusters may have. What is right
 * for the oldest is right for all of one major version.
 */
export type ChartVersions = readonly [ChartVersion, ...ChartVersion[]];

/** The versions of the chart on all clusters, as far as they matter. */
export function versionsOf(
  uses: readonly ChartUse[],
  ingress: Field,
  answers: Answers,
): ChartVersions | Question | Refusal {
  const written = uses.map(({version}) => version);
  const ranges = written.map((text) => (text === undefined ? undefined : rangeOf(text)));
  const isUnknown = ranges.some((range) => range === undefined || isMixed(range));
  const answer = isUnknown && answers.chartVersion !== undefined ? rangeOf(answers.chartVersion) : undefined;
  const known = ranges.map((range) => (range === undefined || isMixed(range) ? answer : range));
  const certain = known.filter((range) => range !== undefined);
  if (certain.length < known.length) return unknownVersion(uses, ingress);
  const all = certain.flatMap(turnsIn).sort(compareVersions);
  const [oldest, ...others] = all.filter((one, i) => i === 0 || compareVersions(one, all[i - 1] ?? one) !== 0);
  if (!oldest) return unknownVersion(uses, ingress);
  if (!knows(oldest, "routes")) {
    return {
      refused: `app-template ${oldest.join(".")} makes routes of a version that no Gateway API serves any more: upgrade the chart first.`,
    };
  }
  if (certain.some((range) => generation(range.from) !== generation(oldest))) {
    const names = [...new Set(uses.map(({cluster, version}) => `\`${version}\` on cluster \`${cluster}\``))];
    return {
      asks: `app-template has ${allOf(names)}, which write routes in different ways. Give all clusters the same major version first.`,
      choices: [],
    };
  }
  return [oldest, ...others];
}

function unknownVersion(uses: readonly ChartUse[], ingress: Field): Question {
  const [text] = uses.flatMap(({version}) => version ?? []);
  const isRange = text !== undefined && rangeOf(text) !== undefined;
  const said = isRange
    ? `Versions \`${text}\` of app-template write routes in different ways`
    : `${text === undefined ? "The repository" : `\`${text}\``} does not say which version of app-template this is`;
  return {
    asks: `${said}. Give the chart one: \`version\` in \`spec.chart.spec\`, or \`ref.tag\` in the OCIRepository of \`spec.chartRef\`.`,
    choices: CHOICES.filter(({major}) => mayBe(major, ingress)).map(({version, title}) => ({
      title,
      answers: {chartVersion: version},
    })),
  };
}

/** Keys of an ingress that came with a major version, or went with it. */
const NEW_NAMES = ["forceRename", "prefix", "suffix"];

/** Whether the block may have been written for a major version. */
function mayBe(major: number, ingress: Field): boolean {
  const services = ingress.entries.flatMap((id) =>
    id.get("hosts").items.flatMap((host) => host.get("paths").items.map((path) => path.get("service"))),
  );
  const hasNewNames = ingress.entries.some((id) => NEW_NAMES.some((key) => id.get(key).exists));
  if (major >= 4) return ingress.entries.every((id) => !id.get("nameOverride").exists);
  return !hasNewNames && services.every((service) => (major < 3 ? service.get("name") : service).exists);
}

/** Versions from one, included, to another, not included. */
interface Range {
  readonly from: ChartVersion;
  readonly to: ChartVersion;
}

/** Routes are written alike from 4.0 on, and in each major version before. */
function generation([major]: ChartVersion): number {
  return Math.min(major, 4);
}

function isMixed({from, to}: Range): boolean {
  const last: ChartVersion = compareVersions(to, [to[0], 0, 0]) === 0 ? [to[0] - 1, 0, 0] : to;
  return generation(from) !== generation(last);
}

/** One version for each way to read values within a range. */
function turnsIn({from, to}: Range): ChartVersion[] {
  return [from, ...TURNS.filter((turn) => compareVersions(turn, from) > 0 && compareVersions(turn, to) < 0)];
}

const LAST: ChartVersion = [Number.MAX_SAFE_INTEGER, 0, 0];
const PART = /^(<=|>=|<|>|=|\^|~)?\s*v?(\d+)(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[-+].*)?$/;

/** A version (`v4.6.2`) or a range of them (`4.x`, `>=4.0.0 <4.6.0`, `^4.1`); undefined for what is none. */
function rangeOf(text: string): Range | undefined {
  const parts = text
    .trim()
    .replace(/(<=|>=|<|>|=|\^|~)\s+/g, "$1")
    .split(/\s*,\s*|\s+/);
  let range: Range = {from: [0, 0, 0], to: LAST};
  for (const part of parts) {
    const next = partOf(part);
    if (!next) return undefined;
    range = {
      from: compareVersions(next.from, range.from) > 0 ? next.from : range.from,
      to: compareVersions(next.to, range.to) < 0 ? next.to : range.to,
    };
  }
  return compareVersions(range.from, range.to) < 0 ? range : undefined;
}

function partOf(text: string): Range | undefined {
  const [match, operator = "", ...numbers] = PART.exec(text) ?? [];
  if (match === undefined) return undefined;
  const given = numbers.filter((number) => number !== undefined && /^\d/.test(number)).map(Number);
  const [major = 0, minor = 0, patch = 0] = given;
  const from: ChartVersion = [major, minor, patch];
  const behind = after(from, given.length);
  switch (operator) {
    case ">=":
      return {from, to: LAST};
    case ">":
      return {from: behind, to: LAST};
    case "<":
      return {from: [0, 0, 0], to: from};
    case "<=":
      return {from: [0, 0, 0], to: behind};
    case "^":
      return {from, to: after(from, 1)};
    case "~":
      return {from, to: after(from, Math.min(given.length, 2))};
    default:
      return {from, to: behind};
  }
}

/** The first version behind all that start with the first `length` numbers of one. */
function after([major, minor, patch]: ChartVersion, length: number): ChartVersion {
  if (length <= 1) return [major + 1, 0, 0];
  return length === 2 ? [major, minor + 1, 0] : [major, minor, patch + 1];
}
