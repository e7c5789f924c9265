import {isDuration, patternInWords} from "../../schema/patterns.ts";
import {verdictOf} from "../../schema/words.ts";
import {defineRule} from "../rule.ts";

/** The formats of our schemas in words. */
const FORMATS: Readonly<Record<string, string>> = {
  quantity: "a quantity, as `500m` or `1Gi`",
  byte: "base64",
  "date-time": "a time, as `2030-01-31T12:00:00Z`",
};

/** What the keywords that limit a value ask for, in words that complete "must …". */
const LIMITS: Readonly<Record<string, (limit: unknown) => string>> = {
  pattern: (pattern) => `be ${patternInWords(String(pattern))}`,
  format: (format) => `be ${FORMATS[String(format)] ?? `a valid ${format}`}`,
  minimum: (limit) => `be ${limit} or more`,
  maximum: (limit) => `be ${limit} or less`,
  exclusiveMinimum: (limit) => `be more than ${limit}`,
  exclusiveMaximum: (limit) => `be less than ${limit}`,
  minLength: (limit) => (limit === 1 ? "not be empty" : `have ${limit} characters or more`),
  maxLength: (limit) => `have ${limit} characters or fewer`,
  minItems: (limit) => (limit === 1 ? "have at least one item" : `have ${limit} items or more`),
  maxItems: (limit) => (limit === 1 ? "have one item only" : `have ${limit} items or fewer`),
  minProperties: (limit) => (limit === 1 ? "have at least one entry" : `have ${limit} entries or more`),
  maxProperties: (limit) => `have ${limit} entries or fewer`,
  uniqueItems: () => "not hold the same item twice",
};

export default defineRule({
  id: "schema/invalid-format",
  summary: "A value that is too long, too large, or not of the form the field asks for.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const {keyword, params, field, schema} of schemaProblems) {
      const limit = LIMITS[keyword];
      if (!limit || (keyword === "pattern" && isDuration(schema))) continue;
      const asked = limit(params.limit ?? params.pattern ?? params.format);
      const text = field.string;
      const isShown = text !== undefined && text.length <= 60 && text.trim() !== "" && resource.type !== "Secret";
      const value = isShown ? `, not \`${text}\`` : "";
      yield {
        at: field.mark,
        message: `\`${field.name}\` must ${asked}${value}; ${verdictOf(resource)}.`,
      };
    }
  },
});
