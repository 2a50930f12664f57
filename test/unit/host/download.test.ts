import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { download } from "../../../model/host/download.js";
import { serveFiles, type FileServer, type FileServerOptions } from "./fileServer.js";

const bytes = Uint8Array.from({ length: 50_000 }, (_, index) => index % 253);
let directory = "";
let part = "";
let servers: FileServer[] = [];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "googlenet-download-"));
  part = path.join(directory, "deep", "file.part");
  servers = [];
});
afterEach(async () => {
  for (const server of servers) await server.close();
  await rm(directory, { recursive: true });
});

async function serve(options: FileServerOptions = {}): Promise<FileServer> {
  const server = await serveFiles({ file: bytes }, options);
  servers.push(server);
  return server;
}

async function fetchFrom(url: string, options: Partial<Parameters<typeof download>[2]> = {}) {
  const { signal } = new AbortController();
  const defaults = { environment: {}, signal, onBytes: () => undefined, pauseMs: 1 };
  await download(new URL(url), part, { ...defaults, ...options });
  return new Uint8Array(await readFile(part));
}

async function leavePart(content: Uint8Array): Promise<void> {
  part = path.join(directory, "file.part");
  await writeFile(part, content);
}

describe("download", () => {
  it("gets a file and tells how far it is", async () => {
    const server = await serve();
    const told: [number, number | null][] = [];
    const onBytes = (received: number, total: number | null) => void told.push([received, total]);
    expect(await fetchFrom(`${server.url}file`, { onBytes })).toEqual(bytes);
    expect(told.at(-1)).toEqual([50_000, 50_000]);
    expect(server.requests).toEqual([{ target: "/file", range: undefined }]);
  });

  it("goes on where an earlier download stopped", async () => {
    const server = await serve();
    await leavePart(bytes.subarray(0, 20_000));
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
    expect(server.requests).toEqual([{ target: "/file", range: "bytes=20000-" }]);
  });

  it("goes on after a server that breaks off again and again", async () => {
    const server = await serve({ breakAfter: [10_000, 10_000, 10_000, 5000] });
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
    expect(server.requests.at(-1)?.range).toBe("bytes=35000-");
  });

  it("starts anew where the server knows no ranges", async () => {
    const server = await serve({ ranges: false });
    await leavePart(Uint8Array.from(bytes.subarray(0, 20_000)).fill(1));
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
  });

  it("takes a part that is whole already", async () => {
    const server = await serve();
    await leavePart(bytes);
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
    expect(server.requests).toHaveLength(1);
  });

  it("starts anew where the part is longer than the file", async () => {
    const server = await serve();
    await leavePart(new Uint8Array(60_000));
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
  });

  it("starts anew where another part comes than was asked for", async () => {
    const server = await serve({
      intercept: (request, response) => {
        if (request.headers.range === undefined) return false;
        response.writeHead(206, { "content-range": "bytes 5-9/50000" }).end("other");
        return true;
      },
    });
    await leavePart(bytes.subarray(0, 20_000));
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
  });

  it("keeps what it got when it must give up", async () => {
    const server = await serve({ breakAfter: [10_000, 0, 0] });
    await expect(fetchFrom(`${server.url}file`)).rejects.toThrow();
    expect(Buffer.compare(await readFile(part), bytes.subarray(0, 10_000))).toBe(0);
    expect(await fetchFrom(`${server.url}file`)).toEqual(bytes);
  });

  it("gives up at once where the file is not there", async () => {
    const server = await serve();
    await expect(fetchFrom(`${server.url}none`)).rejects.toThrow(/127\.0\.0\.1:\d+ answers 404/u);
    expect(server.requests).toHaveLength(1);
  });

  it("tries twice where the server fails", async () => {
    const server = await serve({
      intercept: (_, response) => {
        response.writeHead(503).end();
        return true;
      },
    });
    await expect(fetchFrom(`${server.url}file`)).rejects.toThrow(/answers 503/u);
    expect(server.requests).toHaveLength(2);
  });

  it("stops when it is aborted and keeps what it got", async () => {
    const server = await serve();
    const controller = new AbortController();
    const onBytes = () => {
      controller.abort();
    };
    const fetching = fetchFrom(`${server.url}file`, { signal: controller.signal, onBytes });
    await expect(fetching).rejects.toHaveProperty("name", "AbortError");
  });
});
