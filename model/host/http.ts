import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from "node:http";
import { request as requestHttps } from "node:https";
import { connect as connectTls } from "node:tls";
import type { Duplex } from "node:stream";
import { proxyFor } from "./proxy.js";
import { says } from "../messages/message.js";
import { SaidError } from "../messages/saidError.js";

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
  options.signal.throwIfAborted();
  const response = await getOnce(url, options).finally(() => {
    options.signal.throwIfAborted();
  });
  const { location } = response.headers;
  const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
  if (!isRedirect || location === undefined) return response;
  response.destroy();
  if (redirects === maxRedirects) throw new SaidError(says("{0} redirects without end", url.host));
  if (!URL.canParse(location, url.href))
    throw new SaidError(says("{0} redirects to {1}", url.host, location));
  return get(new URL(location, url.href), options, redirects + 1);
}

async function getOnce(url: URL, options: GetOptions): Promise<IncomingMessage> {
  const proxy = proxyFor(url, options.environment);
  const common = { ...options, timeout: options.timeoutMs };
  if (url.protocol === "http:") {
    if (proxy === undefined) return send(url, common);
    // A proxy takes plain http as a request with the whole URL; many refuse a tunnel to port 80.
    const headers = { ...options.headers, ...authorization(proxy), host: url.host };
    return send(proxy, { ...common, headers, path: url.href });
  }
  if (url.protocol !== "https:")
    throw new SaidError(says("{0} is neither http nor https", url.href));
  if (proxy === undefined) return send(url, common);
  const socket = await openTunnel(proxy, url, options);
  return send(url, {
    ...common,
    createConnection: () => connectTls({ socket, servername: url.hostname }),
  });
}

type SendOptions = RequestOptions & { readonly signal: AbortSignal; readonly timeout: number };

function send(url: URL, options: SendOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = open(url, options);
    sent.on("response", resolve).on("error", reject).end();
  });
}

function openTunnel(proxy: URL, url: URL, { signal, timeoutMs }: GetOptions): Promise<Duplex> {
  const authority = `${url.hostname}:${url.port || "443"}`;
  const headers = { host: authority, ...authorization(proxy) };
  const options = { method: "CONNECT", path: authority, headers, signal, timeout: timeoutMs };
  return new Promise((resolve, reject) => {
    const sent = open(proxy, options);
    sent.on("connect", (response, socket) => {
      if (response.statusCode === 200) {
        resolve(socket);
        return;
      }
      socket.destroy();
      reject(
        new SaidError(says("the proxy {0} answers {1}", proxy.host, response.statusCode ?? 0)),
      );
    });
    sent.on("error", reject).end();
  });
}

/** A request that is destroyed when the signal aborts or the server is silent. */
function open(url: URL, { signal, ...options }: SendOptions): ClientRequest {
  const sent = url.protocol === "https:" ? requestHttps(url, options) : requestHttp(url, options);
  // Not the option `signal`: aborted at the end of a response, Node 20 throws from the freed socket.
  const abort = () => {
    sent.destroy();
  };
  signal.addEventListener("abort", abort);
  sent.on("close", () => {
    signal.removeEventListener("abort", abort);
  });
  return sent.on("timeout", () => {
    sent.destroy(
      new SaidError(says("{0} does not answer within {1} s", url.host, options.timeout / 1000)),
    );
  });
}

function authorization({ username, password }: URL): Readonly<Record<string, string>> {
  if (username === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}
