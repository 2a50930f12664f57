import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import { afterEach, expect, it } from "vitest";
import { findAdvisories } from "../../../extension/launch/advisories.js";
import { shippedPackages } from "../../../extension/launch/shippedPackages.js";
import { UserError } from "../../../model/messages/userError.js";

let server: Server | undefined;
let asked: unknown;

afterEach(() => {
  server?.close();
});

/** A registry that answers questions about advisories like this; the answer is npm's environment. */
async function registry(status: number, answer: unknown): Promise<NodeJS.ProcessEnv> {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const isQuestion = request.url?.endsWith("/security/advisories/bulk") === true;
      const body = Buffer.concat(chunks);
      const isZipped = request.headers["content-encoding"] === "gzip";
      if (isQuestion) asked = JSON.parse(String(isZipped ? gunzipSync(body) : body));
      response.writeHead(isQuestion ? status : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(isQuestion ? answer : {}));
    });
  });
  await new Promise((resolve) => server?.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = server.address() as AddressInfo;
  return { npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_fetch_retries: "0" };
}

const packages = [
  { name: "zod", version: "4.4.3" },
  { name: "@scope/name", version: "1.0.0" },
  { name: "zod", version: "4.6.7" },
];

const advisory = {
  ...{ id: 1, url: "https://advisories.example/1", title: "Reads too much", severity: "high" },
  ...{ vulnerable_versions: "<4.5.0", cwe: [], cvss: { score: 0, vectorString: null } },
};

it("asks for exactly these, also for two versions of one, and names what is known", async () => {
  const environment = await registry(200, { zod: [advisory] });
  const { title, url, severity } = advisory;
  expect(await findAdvisories(packages, environment)).toEqual([
    { name: "zod", version: "4.4.3", title, url, severity },
  ]);
  expect(asked).toEqual({ zod: ["4.4.3", "4.6.7"], "@scope/name": ["1.0.0"] });
});

it("finds nothing where nothing is known", async () => {
  expect(await findAdvisories(packages, await registry(200, {}))).toEqual([]);
});

it("says that nothing was checked where the registry does not answer such questions", async () => {
  const asking = findAdvisories(packages, await registry(405, {}));
  await expect(asking).rejects.toThrow(UserError);
  await expect(asking).rejects.toThrow(/were not checked.*405 Method Not Allowed/u);
});

it("is asked about all that is bundled, in its version, and not about tools", async () => {
  const { metafile } = await build({
    ...{
      entryPoints: ["webview/pages/metrics/main.ts"],
      bundle: true,
      write: false,
      metafile: true,
    },
    ...{ outfile: "dist/webview/metrics.js", platform: "browser", loader: { ".ttf": "file" } },
  });
  const shipped = new Set(["dist/webview/metrics.js"]);
  const found = await shippedPackages(process.cwd(), metafile, shipped);
  const names = found.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["d3-selection", "birpc", "webgpu"]));
  for (const tool of ["vitest", "esbuild", "execa", "typescript"])
    expect(names).not.toContain(tool);
  for (const { version } of found) expect(version).toMatch(/^\d+\.\d+\.\d+/u);
});
