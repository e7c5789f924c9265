import {at, isEmpty, isMap, type JsonMap, textOf} from "./json.ts";
import {type Release, tpl} from "./release.ts";
import {atLeast} from "./version.ts";

/** The base of all object names. app-template sets `nameOverride` to the name of the release where it is not set. */
export function fullnameOf(release: Release): string {
  const override = textOf(at(release.values, "global", "fullnameOverride")) || textOf(release.values.fullnameOverride);
  const name = textOf(at(release.values, "global", "nameOverride")) || release.name;
  const full = override || (release.name.includes(name) ? release.name : `${release.name}-${name}`);
  return full.slice(0, 63).replace(/-$/, "");
}

/** The items of a kind that are enabled: those that are maps and do not say otherwise. */
export function enabledItems(items: JsonMap): [string, JsonMap][] {
  return Object.entries(items)
    .filter((entry): entry is [string, JsonMap] => isMap(entry[1]))
    .filter(([, item]) => !("enabled" in item) || !isEmpty(item.enabled));
}

/** The name of the Service object of an identifier. `count` is the number of enabled services. */
export function serviceName(release: Release, id: string, item: JsonMap, count: number): string {
  if (atLeast(release.version, "4.0.0")) return nameByAffixes(release, id, item, count);
  const full = fullnameOf(release);
  const override = textOf(item.nameOverride);
  const isTemplated = atLeast(release.version, "3.0.1");
  if (override) {
    const suffix = isTemplated ? tpl(override, release) : override;
    return isTemplated && suffix === full ? full : `${full}-${suffix}`;
  }
  if (!isEmpty(item.primary)) return full;
  if (atLeast(release.version, "3.0.0") && count <= 1) return full;
  return isTemplated && full === id ? full : `${full}-${id}`;
}

/** Names from 4.0 on: `forceRename`, or prefix, full name, identifier where there are several, suffix. */
function nameByAffixes(release: Release, id: string, item: JsonMap, count: number): string {
  const forced = textOf(item.forceRename);
  if (forced) return tpl(forced, release).toLowerCase();
  let name = fullnameOf(release);
  const prefix = tpl(textOf(item.prefix), release);
  if (prefix && prefix !== name) name = `${prefix}-${name}`;
  const always = atLeast(release.version, "4.1.0") && at(release.values, "global", ALWAYS);
  const isSame = name.endsWith(`-${id}`) || (atLeast(release.version, "4.1.0") && name === id);
  if ((count > 1 || always) && !isSame) name = `${name}-${id}`;
  const suffix = tpl(textOf(item.suffix), release);
  if (suffix && !name.endsWith(`-${suffix}`)) name = `${name}-${suffix}`;
  return name.toLowerCase();
}

const ALWAYS = "alwaysAppendIdentifierToResourceName";
