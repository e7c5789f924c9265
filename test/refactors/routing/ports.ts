import type {Json} from "./json.ts";

/** Whether a port of the values is a number for the chart; `${PORT}` is one when the values reach it. */
export function isNumber(port: Json | undefined): boolean {
  return typeof port === "number" || (typeof port === "string" && /^\$\{[^}]+\}$/.test(port));
}

/** Whether the API server takes a text for a port number. */
export function isPortNumber(text: string): boolean {
  if (isNumber(text)) return true;
  return /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535;
}
