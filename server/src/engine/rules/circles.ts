import {folderOf} from "../text/paths.ts";
import type {Graph} from "../workspace/graph.ts";

/**
 * The folders of all kustomizations that include the one in `folder`, directly or through others, with their files.
 * The folder itself is among them where the way leads in a circle.
 */
export function usersOf(graph: Graph, folder: string): Map<string, string> {
  const users = new Map<string, string>();
  const collect = (included: string): void => {
    for (const file of graph.index.includes.files(included)) {
      const user = folderOf(file);
      if (users.has(user)) continue;
      users.set(user, file);
      collect(user);
    }
  };
  collect(folder);
  return users;
}
