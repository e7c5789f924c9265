import {INGRESS_TO_ROUTE} from "./ingressToRoute/index.ts";
import type {Refactoring} from "./refactoring.ts";

/** All refactorings, in the order in which they are offered. */
export const REFACTORINGS: readonly Refactoring[] = [INGRESS_TO_ROUTE];
