import {createHash} from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import {isPublicAddress} from "./addresses.ts";
import {type Answer, type Network, PUBLIC_NETWORK} from "./publicNetwork.ts";

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 15_000;
const DAY_MS = 24 * 60 * 60 * 1000;
/** After a failure, how long an address is left alone. */
const PAUSE_MS = 10 * 60 * 1000;

export interface RemoteOptions {
  /** Folder for what was downloaded; it is made when it is needed. */
  readonly cache: string;
  /** Called when a schema that was asked for has come, or has changed. */
  readonly onChange?: (url: string) => void;
  readonly network?: Network;
  readonly now?: () => number;
}

/** A schema as it was downloaded. */
interface Stored {
  readonly url: string;
  readonly text: string;
  readonly etag?: string;
  /** When it was last known to be up to date. */
  readonly checked: number;
}

/**
 * Schemas from the internet. What is asked for comes from the cache on disk; what is not there, or older than a day,
 * is downloaded meanwhile. Nothing that goes wrong with that is anybody's finding.
 */
export class RemoteSchemas {
  private readonly stored = new Map<string, Stored | undefined>();
  private readonly failed = new Map<string, number>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly network: Network;
  private readonly now: () => number;

  constructor(private readonly options: RemoteOptions) {
    this.network = options.network ?? PUBLIC_NETWORK;
    this.now = options.now ?? Date.now;
  }

  /** The text at an address as far as it is at hand. */
  readonly text = (url: string): string | undefined => {
    const stored = this.load(url);
    if (!stored || this.now() - stored.checked > DAY_MS) void this.refresh(url);
    return stored?.text;
  };

  /** Downloads a schema, unless that is under way or has failed a moment ago. */
  refresh(url: string): Promise<void> {
    const failed = this.failed.get(url);
    if (failed !== undefined && this.now() - failed < PAUSE_MS) return Promise.resolve();
    let running = this.running.get(url);
    if (!running) {
      running = this.download(url).finally(() => this.running.delete(url));
      this.running.set(url, running);
    }
    return running;
  }

  private async download(url: string): Promise<void> {
    const before = this.load(url);
    try {
      const answer = await this.follow(url, before?.etag);
      const text = answer.status === 304 ? before?.text : answer.text;
      if (text === undefined) throw new Error("an answer without a text");
      JSON.parse(text);
      this.store({url, text, ...(answer.etag && {etag: answer.etag}), checked: this.now()});
      this.failed.delete(url);
      if (text !== before?.text) this.options.onChange?.(url);
    } catch {
      this.failed.set(url, this.now());
    }
  }

  /** Asks, and asks where the answer sends it, each time only a public address over https. */
  private async follow(start: string, etag: string | undefined): Promise<Answer> {
    let url = new URL(start);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      if (url.protocol !== "https:" || url.username || url.password) throw new Error("not a plain https address");
      const addresses = await this.network.resolve(url.hostname);
      // One private address among them is one too many: which is taken is not ours to say.
      const [address] = addresses;
      if (address === undefined || !addresses.every(isPublicAddress)) throw new Error("not a public address");
      const answer = await this.network.get(url, address, {maxBytes: MAX_BYTES, signal, ...(etag && {etag})});
      if (answer.status === 200 || answer.status === 304) return answer;
      if (answer.location === undefined) throw new Error(`status ${answer.status}`);
      url = new URL(answer.location, url);
    }
    throw new Error("too many redirects");
  }

  private load(url: string): Stored | undefined {
    if (!this.stored.has(url)) this.stored.set(url, readStored(this.fileOf(url), url));
    return this.stored.get(url);
  }

  private store(schema: Stored): void {
    this.stored.set(schema.url, schema);
    const file = this.fileOf(schema.url);
    const draft = `${file}.${process.pid}.tmp`;
    try {
      fs.mkdirSync(path.dirname(file), {recursive: true});
      fs.writeFileSync(draft, JSON.stringify(schema));
      fs.renameSync(draft, file);
    } catch {
      // Without a disk it is kept in memory, until the end of this process.
      fs.rmSync(draft, {force: true});
    }
  }

  private fileOf(url: string): string {
    return path.join(this.options.cache, `${createHash("sha256").update(url).digest("hex")}.json`);
  }
}

function readStored(file: string, url: string): Stored | undefined {
  try {
    const stored = JSON.parse(fs.readFileSync(file, "utf8")) as Partial<Stored>;
    const {text, checked, etag} = stored;
    if (stored.url !== url || typeof text !== "string" || typeof checked !== "number") return undefined;
    return {url, text, checked, ...(typeof etag === "string" && {etag})};
  } catch {
    return undefined;
  }
}
