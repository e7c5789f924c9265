import {describe, expect, test} from "vitest";
import {filesBelow, textOf} from "./sources.ts";

const sources = [...filesBelow("server/src"), ...filesBelow("client/src")];
const everything = [...sources, ...filesBelow("scripts", /\.mjs$/), ...filesBelow("test", /\.(?:ts|mjs)$/)];

describe("files", () => {
  test("have at most 300 lines", () => {
    const long = everything
      .map((file) => [file, textOf(file).split("\n").length - 1] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test("have names in the field's words, none of which says nothing", () => {
    expect(
      everything.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc|shared|lib)(?:\/|\.\w+$)/i.test(file)),
    ).toEqual([]);
  });

  test("of the engine keep no state between calls", () => {
    const stateful = sources
      .filter((file) => file.startsWith("server/src/engine/"))
      .filter((file) => /^(?:export )?(?:let|var)\b/m.test(textOf(file)));
    expect(stateful).toEqual([]);
  });

  test("neither force nor lose a type", () => {
    const forced = sources.filter((file) => /\bas any\b|: any\b|@ts-ignore|@ts-nocheck/.test(textOf(file)));
    expect(forced).toEqual([]);
  });

  test("say of every exported function what it is for", () => {
    const silent = sources.flatMap((file) => {
      const lines = textOf(file).split("\n");
      return lines.flatMap((line, i) => {
        const name = /^export (?:async )?(?:function\*?|class|abstract class) (\w+)/.exec(line)?.[1];
        return name && !/\*\/\s*$/.test(lines[i - 1] ?? "") ? [`${file}: ${name}`] : [];
      });
    });
    expect(silent).toEqual([]);
  });
});
