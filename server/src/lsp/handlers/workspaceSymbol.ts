import {
  type CancellationToken,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolParams,
} from "vscode-languageserver/node";
import type {ProjectTrees} from "../projectTrees.ts";
import type {Session} from "../session.ts";

/** `workspace/symbol`: the objects of all opened repositories, by what becomes of their names on the clusters. */
export async function workspaceSymbols(
  session: Session,
  trees: ProjectTrees,
  {query}: WorkspaceSymbolParams,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  await trees.prepare("symbols", token);
  const {projects} = session;
  return projects.repositories.flatMap((project) =>
    trees
      .of(project)
      .symbols.find(query)
      .map(({name, container, isFluxKustomization, place: {file, start, end}}) => ({
        name,
        kind: isFluxKustomization ? SymbolKind.Module : SymbolKind.Class,
        location: {uri: projects.uriOf({project, path: file}), range: {start, end}},
        ...(container !== "" && {containerName: container}),
      })),
  );
}
