import type {FluxReport, GraphReport} from "../../engine/features/graphReport.ts";

/** The Flux Kustomizations as a Mermaid flowchart: an arrow from what applies, a dotted one from what has to be ready. */
export function graphMermaid({fluxKustomizations}: GraphReport): string {
  const ids = new Map(fluxKustomizations.map((flux, i) => [flux, `k${i}`]));
  const lines = ["flowchart LR"];
  for (const cluster of new Set(fluxKustomizations.map((flux) => flux.cluster))) {
    lines.push(`  subgraph ${quote(cluster)}`);
    for (const [flux, id] of ids) {
      if (flux.cluster === cluster) lines.push(`    ${id}[${quote(`${flux.namespace ?? "?"}/${flux.name}`)}]`);
    }
    lines.push("  end");
  }
  for (const [flux, id] of ids) {
    for (const other of fluxKustomizations) {
      const otherId = ids.get(other);
      if (other.cluster !== flux.cluster || otherId === undefined) continue;
      if (flux !== other && applies(flux, other)) lines.push(`  ${id} --> ${otherId}`);
      if (waitsFor(flux, other)) lines.push(`  ${otherId} -. ready .-> ${id}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

function applies(flux: FluxReport, child: FluxReport): boolean {
  return flux.builds.some(
    (built) =>
      built.apiVersion.startsWith("kustomize.toolkit.fluxcd.io/") &&
      built.name === child.name &&
      built.namespace === child.namespace &&
      built.file === child.file,
  );
}

function waitsFor(flux: FluxReport, other: FluxReport): boolean {
  return flux.dependsOn.some(({namespace, name}) => namespace === other.namespace && name === other.name);
}

/** Mermaid reads quotes inside of quoted texts as entities only. */
function quote(text: string): string {
  return `"${text.replaceAll('"', "#quot;")}"`;
}
