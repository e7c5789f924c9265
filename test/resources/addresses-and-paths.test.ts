import {expect, test} from "vitest";
import {isIPv4, isIPv6} from "../../server/src/engine/resources/ip-addresses.ts";
import {ingressPathFaults, routePathFaults, withSlashes} from "../../server/src/engine/resources/url-paths.ts";

test("IPv4 addresses have four numbers without leading zeros", () => {
  for (const text of ["0.0.0.0", "192.168.20.10", "255.255.255.255"]) expect(isIPv4(text), text).toBe(true);
  for (const text of ["1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "a.b.c.d", ""])
    expect(isIPv4(text), text).toBe(false);
});

test("IPv6 addresses have eight groups, or fewer with one gap", () => {
  for (const text of ["::", "::1", "1::", "fd00:20::10", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4"]) {
    expect(isIPv6(text), text).toBe(true);
  }
  for (const text of [
    "",
    "1",
    "1:2",
    "1::2::3",
    "1:2:3:4:5:6:7:8::",
    "12345::",
    "g::",
    "fe80::1%eth0",
    ":1",
    "1.2.3.4",
  ]) {
    expect(isIPv6(text), text).toBe(false);
  }
});

test("faults of paths are told in words that complete a sentence", () => {
  expect(routePathFaults("/api/v1.0/~user/a%20b(c)")).toEqual([]);
  expect(routePathFaults("")).toEqual(["must start with `/`"]);
  expect(routePathFaults("/a/../b?c")).toEqual(["can't contain `/../`", "can't contain `?`"]);
  expect(routePathFaults("/😀")).toEqual(["can't contain `😀`"]);
  expect(routePathFaults("/100%")).toEqual(["can't contain `%`"]);
  expect(ingressPathFaults("/a b/(.*)?")).toEqual([]);
  expect(ingressPathFaults("a/.")).toEqual(["must start with `/`", "can't end with `/.`"]);
});

test("slashes are added and merged", () => {
  expect(["api", "/a//b", "", "//"].map(withSlashes)).toEqual(["/api", "/a/b", "/", "/"]);
});
