// Holds what our graph says that a folder builds against what kustomize builds there.
const generatedKinds = new Set(["ConfigMap", "Secret"]);
/** What kustomize puts behind the name of a generated object. */
const contentHash = /-[a-z0-9]{10}$/;
const kustomizationFile = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;

/** `{text}` of each object that only one side builds; `builds` are ours, `objects` kustomize's. */
export function compareBuilds(builds, objects) {
  const generated = new Set(builds.filter(isGenerated).map(keyOf));
  const theirs = new Set(objects.map((object) => keyOf(identity(object, generated))));
  const ours = new Set(builds.map(keyOf));
  return [
    ...[...theirs].filter((key) => !ours.has(key)).map((key) => `only kustomize builds ${key}`),
    ...[...ours].filter((key) => !theirs.has(key)).map((key) => `only the graph builds ${key}`),
    ...repeated(builds.map(keyOf)).map((key) => `the graph builds twice ${key}`),
  ].sort();
}

/** What tells an object from all others; of a generated one without the hash of its content. */
export function identity({apiVersion, kind, metadata}, generated) {
  const whole = {apiVersion, kind, namespace: metadata?.namespace ?? null, name: metadata?.name ?? ""};
  if (!generatedKinds.has(kind) || !contentHash.test(whole.name)) return whole;
  const bare = {...whole, name: whole.name.replace(contentHash, "")};
  return generated.has(keyOf(bare)) && !generated.has(keyOf(whole)) ? bare : whole;
}

/** Group, kind, namespace and name as one text. The version is no part of what identifies an object. */
export function keyOf({apiVersion, kind, namespace, name}) {
  const group = apiVersion?.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return `${group ? `${group}/` : ""}${kind} ${namespace ?? "-"}/${name}`;
}

/** Whether a ConfigMap or Secret is made by the kustomization itself. */
export function isGenerated({kind, file}) {
  return generatedKinds.has(kind) && kustomizationFile.test(file);
}

function repeated(keys) {
  const seen = new Set();
  return keys.filter((key) => seen.size === seen.add(key).size);
}
