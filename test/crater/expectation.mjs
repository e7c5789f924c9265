/**
 * What a repository is expected to give: how much is checked, how often each rule finds something, and every error with
 * the reason why it is one. Of the files nothing but their names.
 */
export function expectationOf({files, documents, skipped, findings}) {
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
    findings: sorted(mapValues(counts, sorted)),
    errors: Object.fromEntries(
      errors.map(({file, rule, range}) => [`${file}:${range.start.line + 1} ${rule}`, {why: ""}]),
    ),
  };
}

/** The expectation with the reasons that were written down before. */
export function merge(found, expected) {
  const explained = Object.entries(found.errors).map(([error, value]) => [error, expected?.errors?.[error] ?? value]);
  return {...found, errors: Object.fromEntries(explained)};
}

/** The errors that nobody has looked into. */
export function unexplained({errors}) {
  return Object.keys(errors).filter((error) => !errors[error].why);
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

/** Everything that is compared, one entry a line of the report. */
function flat({files, documents, skipped, findings, errors}) {
  const counts = Object.entries(findings).flatMap(([severity, rules]) =>
    Object.entries(rules).map(([rule, count]) => [`${severity} ${rule}`, count]),
  );
  const places = Object.keys(errors).map((error) => [error, "an error"]);
  return new Map([["files", files], ["documents", documents], ["skipped", skipped], ...counts, ...places]);
}

function sorted(object) {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function mapValues(object, map) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
