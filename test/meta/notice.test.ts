import {execFileSync} from "node:child_process";
import {expect, test} from "vitest";
import {ROOT} from "../support/check.ts";

test("NOTICE names what the bundles hold, with its licences", () => {
  const check = (): string =>
    execFileSync(process.execPath, ["scripts/notice.mjs", "--check"], {cwd: ROOT, encoding: "utf8"});
  expect(check).not.toThrow();
});
