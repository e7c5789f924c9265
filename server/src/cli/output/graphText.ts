import type {BuiltReport, FluxReport, GraphReport} from "../../engine/features/graphReport.ts";

/** The graph as lines to read: cluster, Flux Kustomization, what it applies; then folders that Flux does not build. */
export function graphText({fluxKustomizations, directories}: GraphReport): string {
  const lines: string[] = [];
  for (const cluster of new Set(fluxKustomizations.map((flux) => flux.cluster))) {
    lines.push(`cluster ${cluster}`);
    for (const flux of fluxKustomizations.filter((other) => other.cluster === cluster)) lines.push(...fluxLines(flux));
  }
  if (fluxKustomizations.length === 0) {
    lines.push("No Flux Kustomization builds anything here. Folders with a kustomization:");
    for (const {path, kind, builds} of directories) {
      lines.push(`  ${path || "."} (${kind})`, ...builds.map((built) => `    ${nameOf(built)}`));
    }
  }
  return `${lines.join("\n")}\n`;
}

function fluxLines(flux: FluxReport): string[] {
  const waits = flux.dependsOn.map(({namespace, name}) => `${namespace ?? "?"}/${name}`);
  return [
    `  Kustomization ${flux.namespace ?? "?"}/${flux.name}  ${flux.path === null ? "(another source)" : flux.path || "."}`,
    ...(waits.length > 0 ? [`    after ${waits.join(", ")}`] : []),
    ...flux.builds.map((built) => `    ${nameOf(built)}  ${built.file}`),
  ];
}

function nameOf({kind, namespace, name}: BuiltReport): string {
  return namespace === null ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
