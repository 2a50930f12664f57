import { createServer } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { get } from "../../../model/host/http.js";
import { listen, serveFiles, type FileServer, type FileServerOptions } from "./fileServer.js";

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(content: string, options: FileServerOptions = {}): Promise<FileServer> {
  const server = await serveFiles({ file: Buffer.from(content) }, options);
  closing.push(() => server.close());
  return server;
}

function ask(url: string, environment: NodeJS.ProcessEnv = {}, timeoutMs = 2000) {
  const { signal } = new AbortController();
  return get(new URL(url), { headers: {}, environment, signal, timeoutMs });
}

describe("get", () => {
  it("asks the proxy for the whole URL, with its credentials", async () => {
    let authorization: string | undefined;
    const proxy = await serve("through the proxy", {
      intercept: ({ headers }) => {
        authorization = headers["proxy-authorization"];
        return false;
      },
    });
    const address = proxy.url.replace("http://", "http://user:pass%20word@");
    const response = await ask("http://data.invalid/file", { http_proxy: address });
    expect(await text(response)).toBe("through the proxy");
    expect(proxy.requests[0]?.target).toBe("http://data.invalid/file");
    expect(authorization).toBe(`Basic ${btoa("user:pass word")}`);
  });

  it("goes past the proxy where no_proxy says so", async () => {
    const server = await serve("direct");
    const environment = { http_proxy: "http://127.0.0.1:1", no_proxy: "127.0.0.1" };
    expect(await text(await ask(`${server.url}file`, environment))).toBe("direct");
  });

  it("opens a tunnel through the proxy for https", async () => {
    let firstByte: number | undefined;
    const target = createTcpServer((socket) => {
      socket.once("data", (data) => {
        firstByte = data[0];
        socket.destroy();
      });
    });
    await listen(target);
    const proxy = createServer();
    let authority: string | undefined;
    proxy.on("connect", (request, client) => {
      authority = request.url;
      const upstream = connect((target.address() as AddressInfo).port, "127.0.0.1");
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(upstream).pipe(client);
      client.on("error", () => upstream.destroy());
    });
    await listen(proxy);
    closing.push(() => {
      target.close();
      proxy.closeAllConnections();
      proxy.close();
    });
    const { port } = proxy.address() as AddressInfo;
    const asking = ask("https://data.invalid/file", { https_proxy: `http://127.0.0.1:${port}` });
    await expect(asking).rejects.toThrow();
    expect(authority).toBe("data.invalid:443");
    expect(firstByte).toBe(0x16); // a TLS handshake record
  });

  it("says when the proxy refuses the tunnel", async () => {
    const proxy = createServer();
    proxy.on("connect", (_, client) => {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    await listen(proxy);
    closing.push(() => void proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const asking = ask("https://data.invalid/", { https_proxy: `http://127.0.0.1:${port}` });
    await expect(asking).rejects.toThrow(/the proxy 127\.0\.0\.1:\d+ answers 407/u);
  });

  it("follows redirects, but not without end", async () => {
    const server = await serve("moved here", {
      intercept: (request, response) => {
        if (request.url === "/file") return false;
        const location = request.url === "/round" ? "/round" : "/file";
        response.writeHead(302, { location }).end();
        return true;
      },
    });
    expect(await text(await ask(`${server.url}old`))).toBe("moved here");
    await expect(ask(`${server.url}round`)).rejects.toThrow(/redirects without end/u);
  });

  it("gives up on a server that is silent", async () => {
    const server = await serve("", { intercept: () => true });
    await expect(ask(`${server.url}file`, {}, 50)).rejects.toThrow(
      /does not answer within 0\.05 s/u,
    );
  });

  it("takes http and https only", async () => {
    await expect(ask("ftp://data.invalid/")).rejects.toThrow(/neither http nor https/u);
  });
});
