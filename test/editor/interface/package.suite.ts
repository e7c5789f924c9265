import {strict as assert} from "node:assert";
import {readFileSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {environment, installedExtension} from "./workbench.ts";

const sizeAllowed = 2 * 1024 * 1024;

/** The names in a zip file, read from the directory at its end. */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  assert.ok(end >= 0, "not a zip file");
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}

/** Pages and schemas come and go with rules and kinds; one line stands for all of a sort. */
function fold(name: string): string {
  return name
    .replace(/^(extension\/server\/dist\/rules)\/[a-z0-9-]+\/[a-z0-9-]+\.md$/, "$1/<area>/<rule>.md")
    .replace(/^extension\/server\/dist\/schemas\/.+\.([a-z]+)$/, "extension/server/dist/schemas/<schema>.$1");
}

suite("the packed extension", () => {
  const vsix = environment("VSIX");
  const names = namesIn(readFileSync(vsix));

  test("is smaller than 2 MB", () => assert.ok(statSync(vsix).size < sizeAllowed, `${statSync(vsix).size} bytes`));

  test("holds no packages, sources or source maps", () => {
    assert.deepEqual(
      names.filter((name) => /node_modules|\.map$|\.ts$|\/test\//.test(name)),
      [],
    );
    for (const bundle of ["client/dist/extension.js", "server/dist/server.js", "server/dist/cli.js"]) {
      const text = readFileSync(join(installedExtension(), bundle), "utf8");
      assert.ok(!text.includes("sourceMappingURL"), `${bundle} names a source map`);
    }
  });

  test("holds exactly what the list says", () => {
    const list = join(environment("ROOT"), "test/editor/vsix-contents.txt");
    const actual = `${[...new Set(names.map(fold))].sort().join("\n")}\n`;
    if (process.env.UPDATE === "1") writeFileSync(list, actual);
    assert.equal(actual, readFileSync(list, "utf8"));
  });

  test("has a page for every rule", () => {
    const manifest = JSON.parse(readFileSync(join(environment("ROOT"), "package.json"), "utf8"));
    const rules = Object.keys(manifest.contributes.configuration.properties["fluxWorkbench.rules"].properties ?? {});
    assert.ok(rules.length > 0, "the manifest lists no rule");
    assert.deepEqual(
      rules.filter((rule) => !names.includes(`extension/server/dist/rules/${rule}.md`)),
      [],
    );
  });
});
