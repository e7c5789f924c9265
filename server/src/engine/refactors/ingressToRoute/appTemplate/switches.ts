import type {Field} from "../../../yaml/field.ts";
import type {IngressPlan} from "./plan.ts";
import {knows} from "./spelling.ts";
import type {ChartVersions} from "./version.ts";

/**
 * Where `enabled: true` has to go. Up to 3.7.2 app-template leaves the identifier out of the name of a route that says
 * so, and where several do, of any of them at each look: two routes may come out with one name, and one of them is lost.
 * Nothing but the `main` of 2.x is off where it says nothing.
 */
export function superfluousSwitches(plans: readonly IngressPlan[], route: Field, versions: ChartVersions): Field[] {
  if (knows(versions[0], "ports")) return [];
  const hasDefaults = !knows(versions[0], "schema");
  const switched = plans.filter(({field}) => isOn(field));
  const others = route.mergedEntries.filter(isOn);
  const first =
    switched.find(({id}) => hasDefaults && id === "main") ?? (others.length === 0 ? switched[0] : undefined);
  return switched.filter((plan) => plan !== first).map(({field}) => field.get("enabled"));
}

function isOn(field: Field): boolean {
  return field.get("enabled").boolean === true && !field.get("nameOverride").exists;
}
