import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Server as TcpServer } from "node:net";

export interface FileServer {
  /** With a slash at its end. */
  readonly url: string;
  /** What was asked for: path, or whole URL where it was asked as a proxy, and range. */
  readonly requests: readonly { readonly target: string; readonly range: string | undefined }[];
  close(): Promise<void>;
}

export interface FileServerOptions {
  /** Body bytes after which an answer breaks off, one number for each request; then none does. */
  readonly breakAfter?: readonly number[];
  readonly ranges?: boolean;
  /** Takes the request instead; true if it has answered. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Serves bytes by the last part of the path on the loopback address. */
export async function serveFiles(
  files: Readonly<Record<string, Uint8Array>>,
  { breakAfter = [], ranges = true, intercept }: FileServerOptions = {},
): Promise<FileServer> {
  const requests: { target: string; range: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const target = request.url ?? "";
    requests.push({ target, range: request.headers.range });
    if (intercept?.(request, response) === true) return;
    const bytes = files[target.split("/").at(-1) ?? ""];
    if (bytes === undefined) {
      response.writeHead(404).end();
      return;
    }
    const start = ranges ? rangeStart(request) : undefined;
    answer(response, bytes, start, breakAfter[requests.length - 1]);
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  response: ServerResponse,
  bytes: Uint8Array,
  start: number | undefined,
  breakAfter: number | undefined,
): void {
  if (start !== undefined && start >= bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
    return;
  }
  const rest = bytes.subarray(start ?? 0);
  response.setHeader("content-length", rest.length);
  if (start !== undefined) {
    response.setHeader("content-range", `bytes ${start}-${bytes.length - 1}/${bytes.length}`);
  }
  response.writeHead(start === undefined ? 200 : 206);
  if (breakAfter === undefined) response.end(rest);
  else response.write(rest.subarray(0, breakAfter), () => response.destroy());
}

function rangeStart({ headers }: IncomingMessage): number | undefined {
  const start = /^bytes=(\d+)-$/u.exec(headers.range ?? "")?.[1];
  return start === undefined ? undefined : Number(start);
}

export async function listen(server: Server | TcpServer): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
}
