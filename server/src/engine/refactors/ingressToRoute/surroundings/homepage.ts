import {HELM_RELEASE} from "../../../resources/flux-kinds.ts";
import {isOpenText} from "../../../resources/substitution.ts";
import {mayBeOn, type Placed, placedNamed} from "../../../workspace/placed.ts";
import {valueAt} from "../../../workspace/values.ts";
import {parseYaml} from "../../../yaml/parse.ts";
import {type Check, objectName, type Site, warning} from "./site.ts";

const PREFIX = "gethomepage.dev/";
const CONFIGURATION = "kubernetes.yaml";

/** Whether Homepage finds the app by its route. */
export const homepageNotes: Check = (site) => {
  const isShown = [...site.route.annotations].some(([key, value]) => key === `${PREFIX}enabled` && value === "true");
  if (!isShown) return [];
  return placedNamed(site.graph, HELM_RELEASE, "homepage")
    .filter((placed) => mayBeOn(placed, site.place.cluster))
    .flatMap((placed) => {
      const configuration = configurationOf(site, placed);
      if (configuration === undefined || isOpenText(configuration)) return [];
      const root = parseYaml("", configuration).documents[0]?.root;
      if (!root?.isMap || root.get("gateway").boolean === true || root.get("gateway").isUnknown) return [];
      return [
        warning(
          `Homepage ${objectName(placed)} does not look at routes, so the app leaves it; set \`gateway: true\` in its ` +
            `\`${CONFIGURATION}\`, and let its ClusterRole read \`httproutes\` and \`gateways\`.`,
        ),
      ];
    });
};

/** The configuration in the values of a Homepage, or in a ConfigMap that is applied with it; undefined if neither. */
function configurationOf({graph}: Site, {object, applied}: Placed): string | undefined {
  const configMaps = Object.values(valueAt(object, ["spec", "values", "configMaps"]) ?? {});
  const by = applied?.by;
  const beside = by
    ? graph.fluxBuild(by).resources.flatMap((one) => (one.type === "ConfigMap" ? [graph.objectOf(one)] : []))
    : [];
  const texts = [...configMaps, ...beside].map((one: unknown) => valueAt(one, ["data", CONFIGURATION]));
  return texts.find((text): text is string => typeof text === "string");
}
