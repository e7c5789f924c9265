import {MONITOR_WITH_GATUS} from "./annotateGatus.ts";
import {ATTACH_COMPONENT} from "./attachComponent.ts";
import {DETACH_COMPONENT} from "./detachComponent.ts";
import {EXTRACT_COMPONENT} from "./extractComponent.ts";
import {INGRESS_TO_ROUTE} from "./ingressToRoute/index.ts";
import type {Refactoring} from "./refactoring.ts";
import {REPLACE_COMPONENT} from "./replaceComponent.ts";

/** All refactorings, in the order in which they are offered. */
export const REFACTORINGS: readonly Refactoring[] = [
  INGRESS_TO_ROUTE,
  ATTACH_COMPONENT,
  DETACH_COMPONENT,
  REPLACE_COMPONENT,
  EXTRACT_COMPONENT,
  MONITOR_WITH_GATUS,
];

/** Those that editors offer in menus. What the others would do is not found out in the time of a cursor's move. */
export const IN_MENUS: readonly Refactoring[] = [INGRESS_TO_ROUTE];
