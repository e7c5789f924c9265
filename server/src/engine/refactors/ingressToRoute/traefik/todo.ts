import type {Comment} from "../../../yaml/comments.ts";
import {composeFlow, partOf} from "../../../yaml/edit/compose.ts";
import type {Field} from "../../../yaml/field.ts";
import {plainValue} from "../../../yaml/value.ts";
import {TODO} from "../annotations/edits.ts";
import type {MiddlewareVerdict} from "../middlewares.ts";
import type {Router} from "./routers.ts";

/** A comment above a service, in the place of one of its fields that a route has nothing for. */
export function leftOfService(field: Field): Comment {
  return todoAt(startOf(field.parent), textOf(field));
}

/** A comment in the place of a field that a route has nothing for. */
export function leftField(field: Field): Comment {
  return todoAt(field.keySpan?.start ?? field.span.start, textOf(field));
}

function textOf(field: Field): string {
  return composeFlow([[String(field.key), partOf(plainValue(field).value)]]);
}

/** Comments about Middlewares that do not go along: where they stood, unless what follows is another router. */
export function leftMiddlewares(
  {middlewareFields, services}: Router,
  isLast: boolean,
  verdicts: readonly MiddlewareVerdict[],
): Comment[] {
  const lost = verdicts.filter(({action}) => action === "todo" || action === "block").map(({key}) => key);
  return middlewareFields.flatMap((field) => {
    const name = String(field.get("name").scalar);
    const key = lost.find((one) => one === name || one.endsWith(`/${name}`));
    const own = field.span.start;
    const at = isLast ? own : Math.min(own, startOf(services[0]));
    return key === undefined ? [] : [todoAt(at, `Middleware ${key}`)];
  });
}

/** Just before the name of a service, which is the first of it that a route has. */
function startOf(service: Field | undefined): number {
  return service ? service.get("name").span.start - 1 : 0;
}

function todoAt(at: number, text: string): Comment {
  return {span: {start: at, end: at}, text: TODO + text, isBehind: false};
}
