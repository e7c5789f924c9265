import dns from "node:dns/promises";
import https from "node:https";

/** What an address answered. */
export interface Answer {
  readonly status: number;
  readonly text?: string;
  readonly etag?: string;
  /** Where to ask instead. */
  readonly location?: string;
}

export interface Request {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** What is known already; the answer is 304 if that is still right. */
  readonly etag?: string;
}

/** How the outside is reached; tests bring their own. */
export interface Network {
  /** The IP addresses of a host. */
  resolve(host: string): Promise<readonly string[]>;
  /** Asks the host at this very IP address, so that a name can't mean another one in between. Follows nothing. */
  get(url: URL, address: string, request: Request): Promise<Answer>;
}

/** The internet. */
export const PUBLIC_NETWORK: Network = {
  async resolve(host) {
    const found = await dns.lookup(host.replace(/^\[|\]$/g, ""), {all: true});
    return found.map(({address}) => address);
  },
  get: getOverHttps,
};

function getOverHttps(url: URL, address: string, {maxBytes, signal, etag}: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const family = address.includes(":") ? 6 : 4;
    const request = https.get(url, {
      signal,
      headers: {accept: "application/schema+json, application/json", ...(etag && {"if-none-match": etag})},
      lookup: (_host, options, done) => {
        if (options.all) done(null, [{address, family}]);
        else done(null, address, family);
      },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const status = response.statusCode ?? 0;
      const {etag: newEtag, location} = response.headers;
      const rest = {status, ...(newEtag && {etag: newEtag}), ...(location && {location})};
      if (status !== 200) {
        response.resume();
        resolve(rest);
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      response.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > maxBytes) request.destroy(new Error("larger than 5 MB"));
      });
      response.on("error", reject);
      response.on("end", () => resolve({...rest, text: Buffer.concat(chunks).toString("utf8")}));
    });
  });
}
