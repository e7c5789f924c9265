import type {Note} from "../../refactoring.ts";
import type {Controller} from "./controller.ts";

/**
 * What is different about a path that becomes a prefix in a route, where prefixes are compared element by element.
 * Traefik compares them letter by letter, whatever the type, and nginx those that are `ImplementationSpecific`.
 */
export function prefixNote(path: string, type: string, controller: Controller | undefined): Note | undefined {
  if (type === "ImplementationSpecific" && controller === undefined) {
    return {
      weight: path === "/" ? "info" : "warning",
      text:
        `What \`ImplementationSpecific\` means for \`${path}\` is up to the ingress controller; the route takes the ` +
        `path${path === "/" ? "" : " itself"} and everything below it.`,
    };
  }
  const isByLetter = controller === "traefik" || type === "ImplementationSpecific";
  if (!isByLetter || path.endsWith("/")) return undefined;
  const name = controller === "traefik" ? "Traefik" : "nginx";
  const unless = controller === "traefik" ? ", unless it is told to be strict" : "";
  return {
    weight: "warning",
    text: `${name} takes \`${path}\` letter by letter, \`${path}x\` too${unless}; the route takes whole elements.`,
  };
}
