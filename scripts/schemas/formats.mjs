// The formats that the API server checks, for ajv; each is only asked about strings.

/** Numbers with a decimal, binary or exponent suffix. */
const quantity = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?\s*$/;

/** Go's decoder skips line breaks, so a folded block of base64 is fine. */
const byte =
  /^[\r\n]*(?:(?:[A-Za-z\d+/][\r\n]*){4})*(?:(?:[A-Za-z\d+/][\r\n]*){2}(?:=[\r\n]*){2}|(?:[A-Za-z\d+/][\r\n]*){3}=[\r\n]*)?$/;

/** RFC 3339. */
const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** By their names in the schemas. */
export const formats = {quantity, byte, "date-time": dateTime};
