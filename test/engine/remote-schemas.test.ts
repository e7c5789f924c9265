import fs from "node:fs";
import http from "node:http";
import type {AddressInfo} from "node:net";
import os from "node:os";
import path from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {isPublicAddress} from "../../server/src/files/addresses.ts";
import type {Answer, Network} from "../../server/src/files/publicNetwork.ts";
import {RemoteSchemas} from "../../server/src/files/remoteSchemas.ts";

const DAY = 24 * 60 * 60 * 1000;

let cache = "";
let server: http.Server;
let requests: http.IncomingMessage[] = [];
let handler: http.RequestListener = () => {};
let now = 0;
let changes: string[] = [];

beforeEach(async () => {
  cache = fs.mkdtempSync(path.join(os.tmpdir(), "cache-"));
  [requests, changes, now] = [[], [], 1_000_000];
  server = http.createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  fs.rmSync(cache, {recursive: true, force: true});
});

/** A network in which every public name is the server of this test, reached without encryption. */
function network(addresses: Readonly<Record<string, readonly string[]>> = {}): Network {
  return {
    resolve: async (host) => addresses[host] ?? ["93.184.215.14"],
    async get(url, _address, {etag, maxBytes, signal}): Promise<Answer> {
      const {port} = server.address() as AddressInfo;
      const response = await fetch(`http://127.0.0.1:${port}${url.pathname}`, {
        redirect: "manual",
        signal,
        headers: {connection: "close", ...(etag && {"if-none-match": etag})},
      });
      const text = await response.text();
      if (text.length > maxBytes) throw new Error("too large");
      const [newEtag, location] = [response.headers.get("etag"), response.headers.get("location")];
      return {
        status: response.status,
        ...(response.status === 200 && {text}),
        ...(newEtag && {etag: newEtag}),
        ...(location && {location}),
      };
    },
  };
}

const schemas = (addresses?: Readonly<Record<string, readonly string[]>>): RemoteSchemas =>
  new RemoteSchemas({cache, network: network(addresses), now: () => now, onChange: (url) => changes.push(url)});

const answer =
  (text: string, headers: http.OutgoingHttpHeaders = {}): http.RequestListener =>
  (_, response) => {
    response.writeHead(200, headers).end(text);
  };

const URL_A = "https://schemas.example.com/a.json";

describe("a schema that is asked for", () => {
  test("is not there at first, comes, and stays for the next process", async () => {
    handler = answer('{"type": "object"}');
    const first = schemas();
    expect(first.text(URL_A)).toBeUndefined();
    await first.refresh(URL_A);
    expect(first.text(URL_A)).toBe('{"type": "object"}');
    expect(changes).toEqual([URL_A]);
    expect(schemas().text(URL_A)).toBe('{"type": "object"}');
    expect(requests).toHaveLength(1);
  });

  test("is downloaded once at a time", async () => {
    handler = answer("{}");
    const remote = schemas();
    remote.text(URL_A);
    remote.text(URL_A);
    await Promise.all([remote.refresh(URL_A), remote.refresh(URL_A)]);
    expect(requests).toHaveLength(1);
  });

  test("is asked for again after a day, and answers in the meantime", async () => {
    handler = answer("{}", {etag: '"1"'});
    const remote = schemas();
    await remote.refresh(URL_A);
    now += DAY + 1;
    handler = (_, response) => {
      response.writeHead(304).end();
    };
    expect(remote.text(URL_A)).toBe("{}");
    await remote.refresh(URL_A);
    expect(requests.map(({headers}) => headers["if-none-match"])).toEqual([undefined, '"1"']);
    expect(remote.text(URL_A)).toBe("{}");
    expect([requests.length, changes.length]).toEqual([2, 1]);
  });

  test("stays when a later download fails, and is left alone for a while then", async () => {
    handler = answer("{}");
    const remote = schemas();
    await remote.refresh(URL_A);
    now += DAY + 1;
    handler = (_, response) => {
      response.writeHead(500).end();
    };
    await remote.refresh(URL_A);
    expect(remote.text(URL_A)).toBe("{}");
    await remote.refresh(URL_A);
    expect(requests).toHaveLength(2);
    now += 11 * 60 * 1000;
    await remote.refresh(URL_A);
    expect(requests).toHaveLength(3);
  });

  test("survives a cache that can't be written, or holds rubbish", async () => {
    handler = answer("{}");
    fs.rmSync(cache, {recursive: true});
    fs.writeFileSync(cache, "a file");
    const remote = schemas();
    await remote.refresh(URL_A);
    expect(remote.text(URL_A)).toBe("{}");
    fs.rmSync(cache);
    await schemas().refresh(URL_A);
    for (const file of fs.readdirSync(cache)) fs.writeFileSync(path.join(cache, file), "rubbish");
    expect(schemas().text(URL_A)).toBeUndefined();
  });
});

describe("nothing comes from", () => {
  test.each([
    ["an address without encryption", "http://schemas.example.com/a.json", {}],
    ["another kind of address", "ftp://schemas.example.com/a.json", {}],
    ["no address", "not an address", {}],
    ["an address with a password", "https://user:password@schemas.example.com/a.json", {}],
    ["this machine", "https://local.example.com/a.json", {"local.example.com": ["127.0.0.1"]}],
    [
      "a name with one private address",
      "https://both.example.com/a.json",
      {"both.example.com": ["93.184.215.14", "10.0.0.1"]},
    ],
    ["a name without an address", "https://none.example.com/a.json", {"none.example.com": []}],
    ["a number", "https://[::1]/a.json", {"[::1]": ["::1"]}],
  ])("%s", async (_, url, addresses) => {
    handler = answer("{}");
    const remote = schemas(addresses);
    await remote.refresh(url);
    expect([remote.text(url), requests.length, changes.length]).toEqual([undefined, 0, 0]);
  });

  test.each([
    ["what is no JSON", answer("<html>")],
    ["a status that is none", (_: unknown, response: http.ServerResponse) => response.writeHead(404).end("{}")],
    ["what is too large", answer(`"${"x".repeat(5 * 1024 * 1024)}"`)],
    ["an answer that breaks off", (_: unknown, response: http.ServerResponse) => response.destroy()],
  ])("%s", async (_, listener) => {
    handler = listener as http.RequestListener;
    const remote = schemas();
    await remote.refresh(URL_A);
    expect([remote.text(URL_A), changes.length]).toEqual([undefined, 0]);
    expect(requests.length).toBeGreaterThan(0);
  });
});

describe("an address that sends elsewhere", () => {
  const redirect =
    (location: string): http.RequestListener =>
    (request, response) => {
      if (request.url === "/b.json") response.end("{}");
      else response.writeHead(302, {location}).end();
    };

  test("is followed to another public address", async () => {
    handler = redirect("https://other.example.com/b.json");
    const remote = schemas();
    await remote.refresh(URL_A);
    expect(remote.text(URL_A)).toBe("{}");
  });

  test.each([
    "http://other.example.com/b.json",
    "https://inside.example.com/b.json",
    "file:///b.json",
    "https://schemas.example.com/a.json",
  ])("is not followed to %s", async (location) => {
    handler = redirect(location);
    const remote = schemas({"inside.example.com": ["192.168.1.1"]});
    await remote.refresh(URL_A);
    expect(remote.text(URL_A)).toBeUndefined();
  });
});

test.each([
  ["93.184.215.14", true],
  ["2606:4700::1111", true],
  ["0.0.0.0", false],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["127.0.0.1", false],
  ["169.254.169.254", false],
  ["172.31.255.255", false],
  ["192.168.0.1", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["::", false],
  ["::1", false],
  ["::ffff:8.8.8.8", false],
  ["64:ff9b::8.8.8.8", false],
  ["fe80::1", false],
  ["fd00::1", false],
  ["ff02::1", false],
  ["2002:7f00:1::", false],
  ["2001:db8::1", false],
  ["example.com", false],
])("%s is a public address: %s", (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
