import {isScalar, type Pair, Scalar, type YAMLMap} from "yaml";

/** The key of a pair as text: `1: x` and `"1": x` are the same key to JSON. */
export function keyText(pair: Pair): string | undefined {
  const key = pair.key;
  if (isScalar(key)) return key.value === null ? "null" : String(key.value);
  return key === null ? "null" : undefined;
}

/** Whether a pair merges other maps into its own (`<<: *base`). */
export function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.value === "<<" && pair.key.type === Scalar.PLAIN;
}

interface Keys {
  readonly pairs: ReadonlyMap<string, Pair>;
  readonly merges: readonly Pair[];
}

/** Maps with fewer entries are searched faster than they are indexed. */
const LARGE = 32;

/** Finds entries of the maps of one document; a thousand questions about a thousand entries stay quick. */
export class KeyIndex {
  private readonly byMap = new Map<YAMLMap, Keys>();

  /** The entry with a key, the last of duplicates. */
  find(map: YAMLMap, key: string): Pair | undefined {
    if (map.items.length < LARGE) return map.items.findLast((pair) => keyText(pair) === key);
    return this.indexed(map).pairs.get(key);
  }

  /** The entries that merge other maps into this one. */
  merges(map: YAMLMap): readonly Pair[] {
    return map.items.length < LARGE ? map.items.filter(isMerge) : this.indexed(map).merges;
  }

  private indexed(map: YAMLMap): Keys {
    let keys = this.byMap.get(map);
    if (!keys) {
      const named = map.items.flatMap((pair): [string, Pair][] => {
        const text = keyText(pair);
        return text === undefined ? [] : [[text, pair]];
      });
      keys = {pairs: new Map(named), merges: map.items.filter(isMerge)};
      this.byMap.set(map, keys);
    }
    return keys;
  }
}
