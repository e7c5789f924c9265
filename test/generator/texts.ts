import type {FullSchema} from "./schema.ts";

/** Texts that between them match every pattern and format of the schemas. */
const TEXTS = [
  "app",
  "1h",
  "30s",
  "oci://registry.example/app",
  "https://app.example",
  "2.9",
  "@app",
  "@app/folder",
  "@artifact/folder",
  "example.com/controller",
  "spiffe://example.com/app",
  "2026-01-31T12:00:00Z",
  "YXBw",
  "1Gi",
  "System",
];

/** The values of a format, where a text that merely has the right type would not do. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  quantity: /^\d+(Gi)?$/,
  "date-time": /^\d{4}-\d\d-\d\dT.*Z$/,
  byte: /^YXBw$/,
};

/** A text that a schema accepts. */
export function validText(node: FullSchema): string {
  const text = TEXTS.find((candidate) => isValid(node, candidate));
  if (text === undefined) throw new Error(`no sample text for ${node.pattern ?? node.format}: add one to TEXTS`);
  return text.padEnd(node.minLength ?? 0, "a");
}

function isValid({pattern, format, maxLength}: FullSchema, text: string): boolean {
  if (maxLength !== undefined && text.length > maxLength) return false;
  if (format !== undefined && !(FORMATS[format] ?? /^/).test(text)) return false;
  return pattern === undefined || new RegExp(pattern, "u").test(text);
}

/** A text of the right length that does not match the pattern or format; undefined where every text does. */
export function malformedText({pattern, format}: FullSchema): string | undefined {
  if (format !== undefined) return FORMATS[format] && "§ 1";
  if (pattern === undefined) return undefined;
  return ["§ 1", "§"].find((candidate) => !new RegExp(pattern, "u").test(candidate));
}
