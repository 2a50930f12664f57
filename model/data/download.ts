import { open, rm, stat } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { makeDirectory } from "./host/files.js";
import { get } from "./http.js";

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
class Refused extends Error {}

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
    await accept(response, url, part, start, options);
  } finally {
    response.destroy();
  }
}

async function accept(
  response: IncomingMessage,
  url: URL,
  part: string,
  start: number,
  options: DownloadOptions,
): Promise<void> {
  const status = response.statusCode ?? 0;
  if (status === 416) {
    // Nothing after `start`: either it is whole already or it belongs to another file.
    if (rangeTotal(response) === start) return;
    await rm(part, { force: true });
    throw new Error(`${url.host} has no bytes after ${start}`);
  }
  if (status >= 400 && status < 500) throw new Refused(`${url.host} answers ${status}`);
  if (status !== 200 && status !== 206) throw new Error(`${url.host} answers ${status}`);
  const isContinued = status === 206 && rangeStart(response) === start;
  if (status === 206 && !isContinued) {
    await rm(part, { force: true });
    throw new Error(`${url.host} answers with another part than was asked for`);
  }
  await write(response, part, isContinued ? start : 0, options);
}

async function write(
  response: IncomingMessage,
  part: string,
  start: number,
  { signal, onBytes }: DownloadOptions,
): Promise<void> {
  const length = Number.parseInt(response.headers["content-length"] ?? "", 10);
  const total = Number.isNaN(length) ? null : start + length;
  let received = start;
  const file = await open(part, start > 0 ? "a" : "w");
  try {
    // Not a pipeline: after a broken connection that drops chunks which have come but not been written.
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      await file.appendFile(chunk);
      received += chunk.length;
      onBytes(received, total);
      signal.throwIfAborted();
    }
  } finally {
    await file.close();
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
