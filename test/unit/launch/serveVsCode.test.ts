import { readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { serveVsCode, type ServedVsCode } from "../../../extension/launch/serveVsCode.js";
import { UserError } from "../../../model/messages/userError.js";
import { temporaryFolder } from "./temporaryFolder.js";

async function serve(program: string): Promise<{ served: ServedVsCode; root: string }> {
  const root = await temporaryFolder();
  const serverMain = path.join(root, "server.cjs");
  await writeFile(serverMain, program);
  const served = await serveVsCode({
    codeServer: { node: process.execPath, serverMain, version: "1" },
    dataDirectory: path.join(root, "data"),
    extensionsDirectory: path.join(root, "extensions"),
  });
  return { served, root };
}

describe("serveVsCode", () => {
  it("gives the server its token by a file that only the user can read", async () => {
    const { served, root } = await serve(`
      console.log(process.argv.join(" "));
      console.log("Server bound to 127.0.0.1:4567 (IPv4)");
      setInterval(() => {}, 1000);
    `);
    const tokenFile = path.join(root, "data", "token");
    const token = await readFile(tokenFile, "utf8");
    expect(served.port).toBe(4567);
    const address = new URL(served.address("/a folder"));
    expect(address.host).toBe("127.0.0.1:4567");
    expect(address.searchParams.get("tkn")).toBe(token);
    expect(address.searchParams.get("folder")).toBe("/a folder");
    expect((await stat(tokenFile)).mode & 0o077).toBe(0);
    const said = await readFile(path.join(root, "data", "server.log"), "utf8");
    expect(said).toContain("--host 127.0.0.1");
    expect(said).not.toContain(token);
    await served.group.stop();
  });

  it("tells in one message where the words of a server are that does not start", async () => {
    const failing = serve(`console.error("port taken"); process.exit(1);`);
    await expect(failing).rejects.toThrow(UserError);
    await expect(failing).rejects.toThrow(/server\.log/u);
  });
});
