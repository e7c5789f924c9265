import {type Alias, isAlias, isCollection, isNode, isPair, isScalar, type Node} from "yaml";

/** The anchors of one document, found when the first alias asks for one. */
export class Anchors {
  private byName: Map<string, Node[]> | undefined;

  constructor(private readonly contents: Node | null) {}

  /**
   * The node an alias stands for: the last anchor of its name before it. Undefined when there is none, or when the
   * alias stands inside of that node, which would never end.
   */
  resolve(alias: Alias): Node | undefined {
    this.byName ??= this.collect();
    const before = alias.range?.[0] ?? 0;
    let found: Node | undefined;
    for (const node of this.byName.get(alias.source) ?? []) if ((node.range?.[0] ?? 0) < before) found = node;
    return (found?.range?.[1] ?? before) <= before ? found : undefined;
  }

  private collect(): Map<string, Node[]> {
    const byName = new Map<string, Node[]>();
    const pending: unknown[] = [this.contents];
    while (pending.length > 0) {
      const node = pending.pop();
      if (isPair(node)) {
        pending.push(node.value, node.key);
        continue;
      }
      if (!isNode(node) || isAlias(node)) continue;
      if ((isScalar(node) || isCollection(node)) && node.anchor !== undefined) {
        byName.set(node.anchor, [...(byName.get(node.anchor) ?? []), node]);
      }
      if (isCollection(node)) for (let i = node.items.length - 1; i >= 0; i--) pending.push(node.items[i]);
    }
    for (const nodes of byName.values()) nodes.sort((a, b) => (a.range?.[0] ?? 0) - (b.range?.[0] ?? 0));
    return byName;
  }
}
