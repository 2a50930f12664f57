import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { JSDOM } from "jsdom";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openInBrowser } from "../../../extension/launch/browser.js";
import { writeRedirectPage } from "../../../extension/launch/redirectPage.js";
import { temporaryFolder } from "./temporaryFolder.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a program in the place of the system's opener; it gets the address as `$1`. */
async function installOpener(program: string): Promise<string> {
  const folder = await temporaryFolder();
  const file = path.join(folder, process.platform === "darwin" ? "open" : "xdg-open");
  await writeFile(file, `#!/bin/sh\ncd '${folder}'\n${program}\n`);
  await chmod(file, 0o755);
  vi.stubEnv("PATH", `${folder}${path.delimiter}${process.env["PATH"] ?? ""}`);
  return folder;
}

async function open(signal = new AbortController().signal): Promise<boolean> {
  return openInBrowser("file:///a%20page.html", signal);
}

describe.runIf(process.platform !== "win32")("openInBrowser", () => {
  it("gives the address to the system's opener", async () => {
    const folder = await installOpener(`printf '%s' "$1" > opened`);
    expect(await open()).toBe(true);
    expect(await readFile(path.join(folder, "opened"), "utf8")).toBe("file:///a%20page.html");
  });

  it("is told where nothing can open it", async () => {
    await installOpener("exit 3");
    expect(await open()).toBe(false);
    vi.stubEnv("PATH", "/no/such/folder");
    expect(await open()).toBe(false);
  });

  it("does not wait for the end of a browser that the opener has become", async () => {
    await installOpener("exec sleep 10");
    const began = Date.now();
    expect(await open()).toBe(true);
    expect(Date.now() - began).toBeLessThan(8000);
  });

  it("does not keep Ctrl-C waiting", async () => {
    await installOpener("exec sleep 10");
    const controller = new AbortController();
    const opening = open(controller.signal);
    controller.abort();
    expect(await opening).toBe(false);
  });
});

describe("the page that keeps the token off the browser's command line", () => {
  const secret = "http://127.0.0.1:4567/?tkn=a_b-c&folder=%2Fa+%22folder%22%27s";

  it("leads to the address, and only the user can read it", async () => {
    const page = await writeRedirectPage(await temporaryFolder(), secret);
    const file = fileURLToPath(page.address);
    const { document } = new JSDOM(await readFile(file, "utf8")).window;
    const refresh = document.querySelector("meta[http-equiv=refresh]")?.getAttribute("content");
    expect(refresh).toBe(`0; url=${secret}`);
    expect(document.querySelector("a")?.href).toBe(secret);
    expect(page.address).not.toContain("a_b-c");
    if (process.platform !== "win32") expect((await stat(file)).mode & 0o077).toBe(0);
  });

  it("is gone when it is not needed any more", async () => {
    const page = await writeRedirectPage(await temporaryFolder(), secret);
    await page.remove();
    await expect(stat(fileURLToPath(page.address))).rejects.toThrow("ENOENT");
  });
});
