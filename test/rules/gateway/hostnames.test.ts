import {expect, test} from "vitest";
import {hostnamesMeet} from "../../../server/src/engine/workspace/listeners.ts";

test.each([
  ["plex.example.com", "plex.example.com", true],
  ["Plex.example.com", "plex.EXAMPLE.com", true],
  ["*.example.com", "plex.example.com", true],
  ["*.example.com", "a.b.example.com", true],
  ["*.example.com", "example.com", false],
  ["*.example.com", "plex.example.org", false],
  ["*.example.com", "badexample.com", false],
  ["*.example.com", "*.example.com", true],
  ["*.example.com", "*.home.example.com", true],
  ["*.example.com", "*.example.org", false],
  ["plex.example.com", "sonarr.example.com", false],
])("%s and %s meet: %s", (a, b, expected) => {
  expect(hostnamesMeet(a, b)).toBe(expected);
  expect(hostnamesMeet(b, a)).toBe(expected);
});
