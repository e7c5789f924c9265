import {describe, expect, test} from "vitest";
import {convertedRoute, ingressRoute, route, specOf, warnings, whyNot} from "./ingressRouteDocuments.ts";

/** What becomes of one rule: hosts and matches in short, or why nothing does. */
function meaning(match: string, syntax = ""): string {
  const more = syntax && `      syntax: ${syntax}\n`;
  const text = ingressRoute(route(JSON.stringify(match), "app", more));
  const why = whyNot(text);
  if (why !== "converted") return why;
  const lines = specOf(convertedRoute(text)).split("backendRefs")[0]?.split("\n") ?? [];
  return lines
    .map((line) => line.trim().replace(/^- /, ""))
    .filter((line) => !/^(hostnames|rules|matches|path|-|):?$/.test(line))
    .join(" ");
}

const refused = (part: string, why = " has no counterpart in an HTTPRoute."): string => `\`${part}\`${why}`;
const UNREADABLE = " can't be read as a rule of Traefik.";
const PREFIX = "type: PathPrefix value:";

describe("a rule of Traefik", () => {
  const cases: [rule: string, meaning: string][] = [
    ["Host(`a.io`)", "a.io"],
    ['Host("a.io")', "a.io"],
    ["host(`a.io`) && PATHPREFIX(`/x/`)", `a.io ${PREFIX} /x/`],
    ["Pathprefix(`/`)", ""],
    ["Host(`A.io`) || Host(`b.io`)", "a.io b.io"],
    [" ( Host (`a.io`)&&( Path(`/x`)||Path(`/y`) ) ) ", "a.io type: Exact value: /x type: Exact value: /y"],
    ["Host(`a.io`) && Path(`/x`) || Host(`a.io`) && Path(`/y`)", "a.io type: Exact value: /x type: Exact value: /y"],
    ["Host(`a.io`) &&\nPath(`/x`)\n", "a.io type: Exact value: /x"],
    ["Host(`a.io`) && PathPrefix(`/x`) && PathPrefix(`/x/y`)", `a.io ${PREFIX} /x/y`],
    ["Host(`a.io`) && Path(`/x/y`) && PathPrefix(`/x`)", "a.io type: Exact value: /x/y"],
    ["Host(`a.io`) && (Host(`b.io`) || Path(`/x`))", "a.io type: Exact value: /x"],
    ["Host(`a.io`) && (PathPrefix(`/`) || Path(`/x`))", "a.io"],
    ["Host(`*.a.io`)", '"*.a.io"'],

    ["Host(`a.io`) && !Path(`/x`)", refused("!Path(`/x`)")],
    ["!(Host(`a.io`) || Path(`/x`))", refused("!(Host(`a.io`) || Path(`/x`))")],
    ["Host(`a.io`) && PathRegexp(`^/x`)", refused("PathRegexp(`^/x`)")],
    ["HeaderRegexp(`X`, `.*`)", refused("HeaderRegexp(`X`, `.*`)")],
    ["Host(`a.io`) && Host(`b.io`)", "No request can fit `Host(`a.io`) && Host(`b.io`)`."],
    ["Path(`/x`) && PathPrefix(`/y`)", "No request can fit `Path(`/x`) && PathPrefix(`/y`)`."],
    ["Host(`a_b.io`)", refused("Host(`a_b.io`)", " is not a hostname that an HTTPRoute may have.")],
    ["Host(`10.0.0.1`)", refused("Host(`10.0.0.1`)", " is not a hostname that an HTTPRoute may have.")],
    ["Host(`{sub:[a-z]+}.io`)", refused("Host(`{sub:[a-z]+}.io`)", " is not a hostname that an HTTPRoute may have.")],
    ["Path(`/a%20b`)", refused("Path(`/a%20b`)", " has a path that can't contain `%` in an HTTPRoute.")],
    ["PathPrefix(`/a//b`)", refused("PathPrefix(`/a//b`)", " has a path that can't contain `//` in an HTTPRoute.")],
    ["PathPrefix(`/{id}`)", refused("PathPrefix(`/{id}`)", " has a path that can't contain `{` in an HTTPRoute.")],
    ["Method(`PURGE`)", refused("Method(`PURGE`)", " has a method that an HTTPRoute does not know.")],
    ["Query(`debug`)", "`Query(`debug`)` asks for a parameter without a value, which an HTTPRoute can't."],
    ["Query(`a[]`, `1`)", refused("Query(`a[]`, `1`)", " has a parameter that an HTTPRoute can't compare.")],
    ["HostSNI(`a.io`)", refused("HostSNI(`a.io`)", " is nothing that Traefik understands.")],
    ["hOST(`a.io`)", refused("hOST(`a.io`)", " is nothing that Traefik understands.")],
    ["Host(``)", refused("Host(``)", " has an empty value, which Traefik does not take.")],

    ["Host(`a.io`)\n&& Path(`/x`)", refused("Host(`a.io`)\n&& Path(`/x`)", UNREADABLE)],
    ["Host('a.io')", refused("Host('a.io')", UNREADABLE)],
    ["Host(`a.io`", refused("Host(`a.io`", UNREADABLE)],
    ["Host()", refused("Host()", UNREADABLE)],
    ["Host(`a.io`) Path(`/x`)", refused("Host(`a.io`) Path(`/x`)", UNREADABLE)],
    ["Host(`a.io`) &&", refused("Host(`a.io`) &&", UNREADABLE)],
    ["$" + "{RULE}", refused("$" + "{RULE}", UNREADABLE)],
    ["(".repeat(5000), refused("(".repeat(5000), UNREADABLE)],
  ];
  test.each(cases)("%s", (rule, expected) => {
    expect(meaning(rule)).toBe(expected);
  });

  test("has many branches, and not too many", () => {
    const any = (name: string, count: number): string =>
      `(${Array.from({length: count}, (_, i) => `${name}(\`/${name}${i}\`)`).join(" || ")})`;
    expect(meaning(`Host(\`a.io\`) && ${any("Path", 60)}`)).toContain("/Path59");
    const headers = Array.from({length: 12}, (_, i) => `Header(\`X-${i}\`, \`1\`)`).join(" || ");
    expect(meaning(`${any("Path", 12)} && (${headers})`)).toContain("has more branches than an HTTPRoute");
  });
});

describe("the rules of Traefik 2", () => {
  test("take several values", () => {
    expect(meaning("Host(`a.io`, `b.io`) && PathPrefix(`/x/`,`/y/`)", "v2")).toBe(
      `a.io b.io ${PREFIX} /x/ ${PREFIX} /y/`,
    );
    expect(meaning("Headers(`X`, `1`, `Y`, `2`)", "v2")).toContain('value: "2"');
    expect(meaning("Query(`a=1`, `b=2`)", "v2")).toContain('name: b value: "2"');
  });

  test("are not those of Traefik 3", () => {
    expect(meaning("Host(`a.io`, `b.io`)", "v3")).toContain("is nothing that Traefik understands");
    expect(meaning("Header(`X`, `1`)", "v2")).toContain("is nothing that Traefik understands");
    expect(meaning("Headers(`X`, `1`) && Header(`Y`, `1`)")).toContain("mixes the rules of Traefik 2");
    expect(meaning("Query(`a=1`)")).toContain("means one thing to Traefik 2 and another to Traefik 3");
  });

  test("are told where nothing says that they are", () => {
    const after = convertedRoute(ingressRoute(route("Host(`a.io`, `b.io`)")));
    expect(warnings(after).join()).toContain("`Host(`a.io`, `b.io`)` is a rule of Traefik 2");
  });
});

describe("of two rules", () => {
  const HOST = "Host(`a.io`)";
  const two = (first: string, second: string, ofFirst = ""): string => {
    const more = ofFirst && `      ${ofFirst}\n`;
    return whyNot(ingressRoute(route(first, "one", more) + route(second, "two")));
  };

  test("the longer one has to be the more specific one", () => {
    expect(two(HOST, `${HOST} && PathPrefix(\`/x/\`)`)).toBe("converted");
    expect(two(`${HOST} && PathPrefix(\`/x/\`)`, `${HOST} && Path(\`/x/y\`)`)).toContain("can take the same request");
    expect(two(`${HOST} && PathPrefix(\`/x/\`)`, `${HOST} && Path(\`/y\`)`)).toBe("converted");
    expect(two(`${HOST} && Method(\`GET\`)`, `${HOST} && Method(\`PUT\`)`)).toBe("converted");
    expect(two(`${HOST} && Method(\`GET\`)`, `${HOST} && Header(\`X\`, \`1\`)`)).toContain("the length of a rule");
  });

  test("the priority has to be that of the Gateway API", () => {
    expect(two(HOST, `${HOST} && PathPrefix(\`/x/\`)`, "priority: 1000")).toContain("Traefik chooses by `priority`");
    expect(two(HOST, `${HOST} && PathPrefix(\`/x/\`)`, "priority: 1")).toBe("converted");
    expect(two(HOST, "Host(`b.io`)", "priority: 1000")).toBe("converted");
  });

  test("the ranks of Traefik's Gateways count too, unless another one is meant", () => {
    // Ten letters of a prefix are worth a method to Traefik; the Gateway API looks at the prefix first.
    const rules = `${HOST} && PathPrefix(\`/a/bcdefg/\`)`;
    expect(two(rules, `${HOST} && PathPrefix(\`/a/\`) && Method(\`GET\`)`)).toContain("can take the same request");
  });

  test("neither may be for a host that the other is for too", () => {
    expect(two(HOST, "PathPrefix(`/x/`)")).toContain("can take the same host");
    expect(two("Host(`*.io`)", HOST)).toContain("can take the same host");
    expect(two("Host(`*.b.io`)", HOST)).toBe("converted");
  });

  test("variables are compared where both have the same", () => {
    const open = "Host(`$" + "{HOST}`)";
    expect(two(open, `${open} && PathPrefix(\`/x/\`)`)).toBe("converted");
    expect(two(open, `${open} && PathPrefix(\`/$` + "{PATH}/`)")).toContain("can take the same request");
  });
});

describe("a prefix", () => {
  const notes = (...rules: readonly string[]): string[] =>
    warnings(convertedRoute(ingressRoute(rules.map((rule, i) => route(rule, `s${i}`)).join("")))).filter((text) =>
      text.includes("prefix"),
    );

  test("is compared letter by letter in Traefik, which is said", () => {
    expect(notes("Host(`a.io`) && PathPrefix(`/x`)")).toEqual([
      "Traefik compares the prefix `/x` letter by letter, so that it takes paths like `/xx`; the route takes `/x` and what is below it.",
    ]);
    expect(notes("Host(`a.io`) && PathPrefix(`/x`)", "Host(`a.io`)")[0]).toMatch(/They go to `Host\(`a.io`\)` then\.$/);
    expect(notes("Host(`a.io`) && PathPrefix(`/x/`)")).toEqual([
      "`/x` is not part of the prefix `/x/` in Traefik; in the route it is.",
    ]);
    expect(notes("Host(`a.io`) && PathPrefix(`/x/`)", "Host(`a.io`)")[0]).toContain("goes to `Host(`a.io`)` there");
  });

  test("that means the same says nothing", () => {
    expect(notes("Host(`a.io`) && PathPrefix(`/`)")).toEqual([]);
    expect(notes("Host(`a.io`) && (Path(`/x`) || PathPrefix(`/x/`))")).toEqual([]);
    expect(notes("Host(`a.io`) && (PathPrefix(`/x/`) || Method(`GET`))")).toHaveLength(1);
  });
});
