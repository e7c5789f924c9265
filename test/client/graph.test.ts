import {describe, expect, test} from "vitest";
import type {GraphCluster, GraphNode} from "../../client/src/graph/messages.ts";
import {type Layout, layOut, predecessors, stepsOf} from "../../client/src/graph/page/layout.ts";
import {neighbour} from "../../client/src/graph/page/neighbour.ts";
import {relationsOf} from "../../client/src/graph/page/relations.ts";
import {hitsOf} from "../../client/src/graph/page/search.ts";

const node = (id: string, dependsOn: string[] = [], parent?: string): GraphNode => ({
  id,
  name: id,
  namespace: "default",
  parent,
  dependsOn,
  errors: 0,
  warnings: 0,
  words: id,
});
const cluster = (...kustomizations: GraphNode[]): GraphCluster => ({id: "main", name: "main", kustomizations});
const names = (steps: GraphNode[][]) => steps.map((step) => step.map(({name}) => name));

/** One applies all, and each of these waits for up to three of those before it, as if by chance. */
function repository(size: number): GraphNode[] {
  let seed = 1;
  const next = (below: number) => {
    seed = (seed * 16807) % 2147483647;
    return seed % below;
  };
  return Array.from({length: size}, (_, i) => {
    if (i === 0) return node("n0");
    const dependsOn = i === 1 ? [] : Array.from({length: next(4)}, () => `n${1 + next(i - 1)}`);
    return node(`n${i}`, dependsOn, "n0");
  });
}

function overlaps({nodes}: Layout): number {
  const boxes = [...nodes.values()];
  return boxes.filter((a, i) =>
    boxes.slice(i + 1).some((b) => Math.abs(a.x - b.x) < a.width && Math.abs(a.y - b.y) < a.height),
  ).length;
}

describe("the picture", () => {
  test("puts everything to the right of what it needs", () => {
    const kustomizations = [node("apps"), node("db", [], "apps"), node("plex", ["db", "gone"], "apps"), node("alone")];
    expect(names(stepsOf(kustomizations))).toEqual([["alone", "apps"], ["db"], ["plex"]]);
  });

  test("ends where Kustomizations wait for each other", () => {
    const steps = stepsOf([node("a", ["b"]), node("b", ["a"]), node("c", ["c"])]);
    expect(
      steps
        .flat()
        .map(({name}) => name)
        .sort(),
    ).toEqual(["a", "b", "c"]);
  });

  test.each([1, 10, 300])("holds %i Kustomizations without an overlap, each after what it needs", (size) => {
    const layout = layOut([cluster(...repository(size))], 1.5);
    expect(layout.nodes.size).toBe(size);
    expect(overlaps(layout)).toBe(0);
    for (const {node: one, ...box} of layout.nodes.values()) {
      for (const id of predecessors(one)) {
        const before = layout.nodes.get(id);
        expect(before && before.x + before.width < box.x).toBe(true);
      }
      expect(box.x + box.width).toBeLessThan(layout.width);
      expect(box.y + box.height).toBeLessThan(layout.height);
    }
  });

  test("takes the proportion of the space where the steps leave it a choice", () => {
    const flat = [node("apps"), ...Array.from({length: 200}, (_, i) => node(`n${i}`, [], "apps"))];
    for (const proportion of [0.5, 1, 2]) {
      const {width, height} = layOut([cluster(...flat)], proportion);
      expect(width / height / proportion).toBeGreaterThan(0.75);
      expect(width / height / proportion).toBeLessThan(1.35);
    }
  });

  test("puts clusters below each other", () => {
    const layout = layOut([cluster(node("a")), {...cluster(node("b")), id: "edge"}], 1);
    expect(overlaps(layout)).toBe(0);
    expect(layout.nodes.get("b")?.y).toBeGreaterThan(layout.nodes.get("a")?.y ?? Number.NaN);
  });

  test("knows what comes before and after a Kustomization", () => {
    const all = [node("apps"), node("db", [], "apps"), node("plex", ["db"], "apps"), node("web", ["plex"], "apps")];
    const relations = relationsOf([cluster(...all, node("other"))]);
    expect([...relations.related("plex")].sort()).toEqual(["apps", "db", "plex", "web"]);
    expect(relations.neededBy("db")).toEqual(["plex"]);
    expect(relations.applies("apps")).toEqual(["db", "plex", "web"]);
  });

  test("finds by all words, names first", () => {
    const nodes = [{...node("db"), words: "db\nplex-config"}, {...node("plex"), words: "plex\nmedia"}, node("web")];
    expect(hitsOf(nodes, "PLEX")).toEqual(["plex", "db"]);
    expect(hitsOf(nodes, " plex media ")).toEqual(["plex"]);
    expect(hitsOf(nodes, " ")).toEqual([]);
  });

  test("has a neighbour in each direction, and none at the edge", () => {
    const layout = layOut([cluster(node("a"), node("b"), node("c", ["a"]))], 0.1);
    const go = (from: string, key: string) => {
      const placed = layout.nodes.get(from);
      return placed && neighbour(layout, placed, key)?.node.id;
    };
    expect(go("a", "ArrowDown")).toBe("b");
    expect(go("a", "ArrowRight")).toBe("c");
    expect(go("c", "ArrowLeft")).toBe("a");
    expect(go("a", "ArrowUp")).toBeUndefined();
    expect(go("a", "Enter")).toBeUndefined();
  });
});
