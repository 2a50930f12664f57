import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import { connect as connectTls } from "node:tls";
import type { Duplex } from "node:stream";
import { proxyFor } from "./proxy.js";

export interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** Milliseconds without a byte, or without a connection, after which it fails. */
  readonly timeoutMs: number;
}

const maxRedirects = 5;

/**
 * Asks for a URL through the environment's proxy, which Node 20's fetch does not do. Follows
 * redirects; the caller reads the body. Rejects with an Error that says what failed.
 */
export async function get(url: URL, options: GetOptions, redirects = 0): Promise<IncomingMessage> {
  const response = await getOnce(url, options);
  const { location } = response.headers;
  const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
  if (!isRedirect || location === undefined) return response;
  response.destroy();
  if (redirects === maxRedirects) throw new Error(`${url.host} redirects without end`);
  if (!URL.canParse(location, url.href)) throw new Error(`${url.host} redirects to ${location}`);
  return get(new URL(location, url.href), options, redirects + 1);
}

async function getOnce(url: URL, options: GetOptions): Promise<IncomingMessage> {
  const proxy = proxyFor(url, options.environment);
  const common = { headers: options.headers, timeout: options.timeoutMs, signal: options.signal };
  if (url.protocol === "http:") {
    if (proxy === undefined) return send(url, common);
    // A proxy takes plain http as a request with the whole URL; many refuse a tunnel to port 80.
    const headers = { ...options.headers, ...authorization(proxy), host: url.host };
    return send(proxy, { ...common, headers, path: url.href });
  }
  if (url.protocol !== "https:") throw new Error(`${url.href} is neither http nor https`);
  if (proxy === undefined) return send(url, common);
  const socket = await openTunnel(proxy, url, options);
  return send(url, {
    ...common,
    createConnection: () => connectTls({ socket, servername: url.hostname }),
  });
}

function send(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? requestHttps : requestHttp;
    const sent = request(url, options, resolve);
    failOnSilence(sent, url, options.timeout);
    sent.on("error", reject);
    sent.end();
  });
}

function openTunnel(proxy: URL, url: URL, options: GetOptions): Promise<Duplex> {
  const authority = `${url.hostname}:${url.port || "443"}`;
  return new Promise((resolve, reject) => {
    const request = proxy.protocol === "https:" ? requestHttps : requestHttp;
    const sent = request(proxy, {
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...authorization(proxy) },
      timeout: options.timeoutMs,
      signal: options.signal,
    });
    failOnSilence(sent, proxy, options.timeoutMs);
    sent.on("error", reject);
    sent.on("connect", (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(new Error(`the proxy ${proxy.host} answers ${response.statusCode}`));
    });
    sent.end();
  });
}

function failOnSilence(
  request: ReturnType<typeof requestHttp>,
  url: URL,
  timeoutMs: number | undefined,
): void {
  request.on("timeout", () => {
    request.destroy(new Error(`${url.host} does not answer within ${(timeoutMs ?? 0) / 1000} s`));
  });
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}
