import { closeSync, openSync, writeSync } from "node:fs";
import { rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { finished } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { makeDirectory } from "./files.js";
import { get } from "./http.js";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

export interface DownloadOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** `total` is null where the server does not tell it. */
  readonly onBytes: (received: number, total: number | null) => void;
  /** Between two attempts. */
  readonly pauseMs?: number;
}

const timeoutMs = 15_000;

/** An answer that trying again will not change. */
class Refused extends SaidError {}

/**
 * Downloads to `part`, going on where an earlier attempt stopped, and again after a broken
 * connection until two attempts in a row bring nothing. Rejects with an Error that says what failed,
 * and leaves what it got for the next time.
 */
export async function download(url: URL, part: string, options: DownloadOptions): Promise<void> {
  await makeDirectory(path.dirname(part));
  let size = -1; // less than any, so that a first failure is always followed by a second attempt
  for (;;) {
    const before = await sizeOf(part);
    const isLast = before === size;
    size = before;
    try {
      await receive(url, part, options);
      options.signal.throwIfAborted();
      return;
    } catch (error) {
      options.signal.throwIfAborted();
      if (isLast || error instanceof Refused) throw error;
      await delay(options.pauseMs ?? 500, undefined, { signal: options.signal });
    }
  }
}

async function receive(url: URL, part: string, options: DownloadOptions): Promise<void> {
  const { environment, signal } = options;
  const start = await sizeOf(part);
  const headers: Record<string, string> = { "accept-encoding": "identity" };
  if (start > 0) headers["range"] = `bytes=${start}-`;
  const response = await get(url, { headers, environment, signal, timeoutMs });
  try {
    if (isWhole(response, start)) return;
    const offset = bodyOffset(response, start, url.host);
    if (offset === undefined) {
      await rm(part, { force: true });
      throw new SaidError(says("{0} has no bytes that follow the first {1}", url.host, start));
    }
    await write(response, part, offset, options);
  } finally {
    response.destroy();
  }
}

/** True if the server says that the file has no more than the bytes already here. */
function isWhole(response: IncomingMessage, start: number): boolean {
  return response.statusCode === 416 && rangeTotal(response) === start;
}

/** Where in the file the body belongs; undefined if what is here is of no use. Throws at a refusal. */
function bodyOffset(response: IncomingMessage, start: number, host: string): number | undefined {
  const status = response.statusCode ?? 0;
  if (status === 200) return 0;
  if (status === 206) return rangeStart(response) === start ? start : undefined;
  if (status === 416) return undefined;
  const message = says("{0} answers {1}", host, status);
  throw status >= 400 && status < 500 ? new Refused(message) : new SaidError(message);
}

async function write(
  response: IncomingMessage,
  part: string,
  start: number,
  { onBytes }: DownloadOptions,
): Promise<void> {
  const length = Number.parseInt(response.headers["content-length"] ?? "", 10);
  const total = Number.isNaN(length) ? null : start + length;
  let received = start;
  // Written at once: what a queue still holds is lost when the connection breaks.
  const file = openSync(part, start > 0 ? "a" : "w");
  response.on("data", (chunk: Uint8Array) => {
    try {
      writeSync(file, chunk);
      received += chunk.length;
      onBytes(received, total);
    } catch (error) {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    }
  });
  try {
    await finished(response);
  } finally {
    closeSync(file);
  }
}

async function sizeOf(location: string): Promise<number> {
  return stat(location).then(
    ({ size }) => size,
    () => 0,
  );
}

/** From `Content-Range: bytes 5-9/10`. */
function rangeStart({ headers }: IncomingMessage): number {
  return Number.parseInt(/^bytes (\d+)-/u.exec(headers["content-range"] ?? "")?.[1] ?? "", 10);
}

/** From `Content-Range: bytes 5-9/10` or, with 416, from `bytes` and an asterisk before the total. */
function rangeTotal({ headers }: IncomingMessage): number {
  return Number.parseInt(/\/(\d+)$/u.exec(headers["content-range"] ?? "")?.[1] ?? "", 10);
}
