import {isUtf8} from "node:buffer";
import fs from "node:fs";
import {messageOf} from "./walk.ts";

/** Larger files are generated ones, and every key stroke in one would cost half a second. */
export const MAX_BYTES = 2 * 1024 * 1024;

export type ReadResult = {readonly text: string; readonly hasBom: boolean} | {readonly skipped: string};

/** Reads a file as UTF-8 text, or says why it can't be judged. */
export function readText(file: string): ReadResult {
  try {
    const {size} = fs.statSync(file);
    if (size > MAX_BYTES) return {skipped: `larger than ${MAX_BYTES / 1024 / 1024} MB`};
    return decode(fs.readFileSync(file));
  } catch (error) {
    return {skipped: `can't be read: ${messageOf(error)}`};
  }
}

function decode(bytes: Buffer): ReadResult {
  // Much quicker than a strict TextDecoder, of which every file would need a new one.
  if (!isUtf8(bytes)) return {skipped: "not UTF-8 text"};
  const hasBom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {text: bytes.toString("utf8", hasBom ? 3 : 0), hasBom};
}
