/** One sentence about what was found. */
export function inWords(found) {
  if (found.findings) return checkInWords(found);
  if (found.attached !== undefined) return componentsInWords(found);
  if (found.kustomizations !== undefined) return fluxInWords(found);
  return found.directories === undefined ? objectsInWords(found) : buildsInWords(found);
}

function checkInWords({files, documents, skipped, findings}) {
  const total = (severity) => Object.values(findings[severity] ?? {}).reduce((sum, count) => sum + count, 0);
  return (
    `${documents} documents in ${files} files, ${skipped} skipped: ` +
    `${total("error")} errors, ${total("warning")} warnings.`
  );
}

function buildsInWords({directories, objects, unbuilt, differences}) {
  const built = directories - Object.keys(unbuilt).length;
  return `${objects} objects in ${built} of ${directories} folders: ${countOf(differences)} differences.`;
}

function objectsInWords({compared, patched, generated, unknown, differences}) {
  return (
    `${compared} objects, ${patched} patched, ${generated} generated, ${unknown} unknown: ` +
    `${countOf(differences)} differences.`
  );
}

function fluxInWords({kustomizations, open, compared, patched, unknown, differences}) {
  return (
    `${compared} objects of ${kustomizations - open} of ${kustomizations} Flux Kustomizations, ${patched} patched, ${unknown} unknown: ` +
    `${countOf(differences)} differences.`
  );
}

function componentsInWords({attached, detached, objects, patched, differences}) {
  return (
    `${attached} Components attached and ${detached} detached: ${objects} objects came or went, ${patched} patched, ` +
    `${countOf(differences)} differences.`
  );
}

const countOf = (entries) => Object.keys(entries).length;
