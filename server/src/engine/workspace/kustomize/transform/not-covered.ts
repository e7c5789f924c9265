/**
 * What kustomize does to objects, or depends on, that the steps here leave out. What follows from it is that an object
 * may differ from kustomize's in these places; a reader who minds has to take them for unknown.
 */
export const NOT_COVERED: readonly string[] = [
  // Every name that changes (prefix, suffix, hash of a generator, namespace) is followed through the other objects.
  "references to objects whose name or namespace changed",
  "namespaces of the subjects of role bindings that are not named `default`, which follow their service accounts",
  "namespaces of the services that webhook configurations call, which follow the services",
  // Objects are plain values here: they don't know how they were written.
  "a number or boolean in the place of a quoted text becomes a text; here only where the quotes were needed",
  "a field that is written with nothing behind its colon is dropped by a strategic merge patch; here it counts as null",
  "numbers compare, as merge keys and in tests of JSON patches, by their value and not by how they are written",
  // Settings of a kustomization that change what its transformers do.
  "`configurations` and `crds`, which add fields to what transformers change",
  "`openapi`, which gives the lists of custom resources merge keys, and comments with a schema in an object",
  "`replacements` and `vars`, `transformers` and `validators`",
  "the kind that an object had before `allowKindChange`, which decides whether a prefix or suffix is for it",
  "objects with the annotation that kustomize's own Helm inflation leaves, which keep their namespace",
];
