import {isDurationFault, patternInWords} from "../../schema/patterns.ts";
import {severityOf, verdictOf} from "../../schema/words.ts";
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
  multipleOf: (number) => `be a multiple of ${number}`,
  propertyNames: () => "have no such keys",
  contains: () => "have an item of another form",
  oneOf: () => "have one of the forms that the schema allows",
  anyOf: () => "have one of the forms that the schema allows",
  not: () => "not have this form",
};

export default defineRule({
  id: "schema/invalid-format",
  summary: "A value that is too long, too large, or not of the form the field asks for.",
  severity: "error",
  patches: true,

  *check({resource, schemaProblems}) {
    for (const problem of schemaProblems) {
      const {keyword, params, field} = problem;
      const limit = LIMITS[keyword];
      if (!limit || (keyword === "pattern" && isDurationFault(problem))) continue;
      const asked = limit(params.limit ?? params.pattern ?? params.format ?? params.multipleOf);
      const text = field.string;
      const isShown = text !== undefined && text.length <= 60 && text.trim() !== "" && resource.type !== "Secret";
      const value = isShown ? `, not \`${text}\`` : "";
      yield {
        at: field.mark,
        message: `\`${field.name || resource.kind}\` must ${asked}${value}; ${verdictOf(resource, problem)}.`,
        ...severityOf(problem),
      };
    }
  },
});
