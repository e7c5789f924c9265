import type {GatewayTarget} from "../engine/config.ts";
import type {Answers} from "../engine/refactors/refactoring.ts";
import {type Arguments, type OptionTable, UsageError} from "./arguments.ts";

/** The options that answer what a refactoring asks. */
export const ANSWER_OPTIONS: OptionTable = {
  gateway: "many",
  confirm: "many",
  "chart-version": [],
  component: [],
  replacement: [],
  set: "many",
  endpoint: [],
  comments: "flag",
  "new-file": "flag",
};

/** The answers that a call gives beforehand. */
export function answersOf({flags, values, lists}: Arguments): Answers {
  const gateways = (lists.get("gateway") ?? []).map(gatewayOf);
  const chartVersion = values.get("chart-version");
  if (chartVersion !== undefined && !/^v?\d+\.\d+\.\d+(?:[-+]\S+)?$/.test(chartVersion)) {
    throw new UsageError(`\`--chart-version\` can't be \`${chartVersion}\`. It takes a whole version such as 4.6.1.`);
  }
  const [component, replacement] = ["component", "replacement"].map((name) => values.get(name)?.replace(/\/+$/, ""));
  const endpoint = values.get("endpoint");
  return {
    gateways: Object.fromEntries(gateways),
    confirmed: lists.get("confirm") ?? [],
    values: Object.fromEntries((lists.get("set") ?? []).map(variableOf)),
    comments: flags.has("comments"),
    newFile: flags.has("new-file"),
    ...(chartVersion !== undefined && {chartVersion}),
    ...(component !== undefined && {component}),
    ...(replacement !== undefined && {replacement}),
    ...(endpoint !== undefined && {endpoint}),
  };
}

/** `APP=plex`: a variable and its value. */
function variableOf(text: string): [string, string] {
  const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw new UsageError(`\`--set\` can't be \`${text}\`. It takes NAME=VALUE.`);
  }
  return [name, value];
}

/** `internal=network/internal/https`: class, namespace, name and perhaps the listener of a Gateway. */
function gatewayOf(text: string): [string, GatewayTarget] {
  const [, name, namespace, gateway, sectionName] = /^([^=/]+)=([^=/]+)\/([^=/]+)(?:\/([^=/]+))?$/.exec(text) ?? [];
  if (name === undefined || namespace === undefined || gateway === undefined) {
    throw new UsageError(
      `\`--gateway\` can't be \`${text}\`. It takes CLASS=NAMESPACE/NAME or CLASS=NAMESPACE/NAME/SECTION.`,
    );
  }
  return [name, {name: gateway, namespace, ...(sectionName !== undefined && {sectionName})}];
}

/** The options that give these answers, as they are typed. */
export function optionsFor(answers: Answers): string {
  return [
    ...Object.entries(answers.gateways ?? {}).map(
      ([name, {namespace = "default", name: gateway, sectionName}]) =>
        `--gateway ${quoted(`${name}=${[namespace, gateway, sectionName].filter(Boolean).join("/")}`)}`,
    ),
    ...(answers.confirmed ?? []).map((key) => `--confirm ${quoted(key)}`),
    ...(answers.chartVersion === undefined ? [] : [`--chart-version ${quoted(answers.chartVersion)}`]),
    ...(answers.component === undefined ? [] : [`--component ${quoted(answers.component)}`]),
    ...(answers.replacement === undefined ? [] : [`--replacement ${quoted(answers.replacement)}`]),
    ...Object.entries(answers.values ?? {}).map(([name, value]) => `--set ${quoted(`${name}=${value}`)}`),
    ...(answers.endpoint === undefined ? [] : [`--endpoint ${quoted(answers.endpoint)}`]),
    ...(answers.comments ? ["--comments"] : []),
    ...(answers.newFile ? ["--new-file"] : []),
  ].join(" ");
}

/** A word as a shell reads it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
