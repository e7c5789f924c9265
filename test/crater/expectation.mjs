/** What has to be explained, entry by entry: what an entry is called, and what is asked where the reason is missing. */
const explained = {
  errors: {name: "an error", question: "why is this an error?"},
  differences: {name: "a difference", question: "why do they differ?"},
};
const isExplained = (key) => Object.hasOwn(explained, key);

/**
 * What is expected of a repository: how much is checked, how often each rule finds something, and every error with the
 * reason why it is one; or what our graph builds beside kustomize, with the reason of every difference. Of the files
 * nothing but their names.
 */
export function expectationOf({findings, skipped, files, documents, ...graph}) {
  if (!findings) return mapValues(graph, (value, key) => (isExplained(key) ? reasonless(value) : inOrder(value)));
  const counts = {};
  for (const {severity, rule} of findings) {
    counts[severity] ??= {};
    counts[severity][rule] = (counts[severity][rule] ?? 0) + 1;
  }
  const errors = findings.filter(({severity}) => severity === "error");
  return {
    files,
    documents,
    skipped: skipped.length,
    findings: inOrder(mapValues(counts, inOrder)),
    errors: reasonless(errors.map(({file, rule, range}) => `${file}:${range.start.line + 1} ${rule}`)),
  };
}

/** The expectation with the reasons that were written down before, those of its sections too. */
export function merge(found, expected) {
  return mapValues(found, (value, key) => {
    if (isExplained(key)) return mapValues(value, (why, entry) => expected?.[key]?.[entry] ?? why);
    return isSection(value) ? merge(value, expected?.[key]) : value;
  });
}

/** What nobody has looked into: the question and the entry. */
export function unexplained(expectation) {
  return Object.entries(explained).flatMap(([key, {question}]) =>
    Object.entries(expectation[key] ?? {}).flatMap(([entry, {why}]) => (why ? [] : [[question, entry]])),
  );
}

/** What is other than expected, a line each. */
export function differences(expected, found) {
  if (!expected) return ["  nothing is expected of this folder yet; --update writes it down."];
  const before = flat(expected);
  const now = flat(found);
  return [...new Set([...before.keys(), ...now.keys()])]
    .filter((key) => before.get(key) !== now.get(key))
    .map((key) => `  ${key}: ${before.get(key) ?? "not"} expected, ${now.get(key) ?? "not"} found`);
}

/** Everything that is compared, one entry a line of the report; sections are compared by themselves. */
function flat(expectation) {
  const entries = Object.entries(expectation).flatMap(([key, value]) => {
    if (isSection(value)) return [];
    if (isExplained(key)) return Object.keys(value).map((entry) => [entry, explained[key].name]);
    if (key === "findings") return Object.entries(value).flatMap(([severity, rules]) => prefixed(severity, rules));
    return typeof value === "object" ? prefixed(key, value) : [[key, value]];
  });
  return new Map(entries);
}

/** Whether a value is an expectation in itself. */
const isSection = (value) =>
  typeof value === "object" && Object.keys(explained).some((key) => Object.hasOwn(value, key));
const prefixed = (prefix, object) => Object.entries(object).map(([key, value]) => [`${prefix} ${key}`, value]);
const reasonless = (entries) => Object.fromEntries(entries.map((entry) => [entry, {why: ""}]));

function inOrder(value) {
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}
