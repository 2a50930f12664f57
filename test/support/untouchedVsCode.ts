import { mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import type { Browser, Page } from "@playwright/test";
import { serveVsCode, type ServedVsCode } from "../../extension/launch/serveVsCode.js";
import { cacheDirectory } from "../../model/host/cache.js";
import { ensureCodeServer, launchBrowser, newWindow } from "./servedVsCode.js";

export interface UntouchedVsCode {
  readonly page: Page;
  readonly root: string;
  close(): Promise<void>;
}

/** The file that packaging leaves in the repository. */
function vsixOf(repository: string): string {
  return path.join(repository, `googlenet-explorer-${process.platform}-${process.arch}.vsix`);
}

/**
 * A VS Code with nothing but this VSIX in an empty profile, for a user on whose machine nothing was
 * set up: the cache has the images, so that they are fetched once, and no library.
 */
export async function openUntouched(
  repository: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<UntouchedVsCode> {
  const root = await mkdtemp(path.join(tmpdir(), "googlenet-untouched-"));
  const [folder, data, extensions] = ["folder", "data", "extensions"].map((name) =>
    path.join(root, name),
  ) as [string, string, string];
  await mkdir(folder);
  const codeServer = await ensureCodeServer(repository, () => undefined);
  await execa(codeServer.node, [
    codeServer.serverMain,
    ...["--install-extension", vsixOf(repository), "--accept-server-license-terms"],
    ...["--extensions-dir", extensions, "--user-data-dir", data, "--server-data-dir", data],
  ]);
  const served = await serveVsCode({
    ...{ codeServer, dataDirectory: data, extensionsDirectory: extensions },
    environment: { GOOGLENET_CACHE: await cacheWithoutLibraries(root) },
  });
  const browser = await launchBrowser();
  const page = await newWindow(browser, viewport);
  await page.goto(served.address(folder));
  await page.locator(".monaco-workbench").waitFor({ timeout: 180_000 });
  return { page, root, close: () => close(root, served, browser) };
}

async function cacheWithoutLibraries(root: string): Promise<string> {
  const cache = path.join(root, "cache");
  await mkdir(cache);
  const setUp = ["libraries", "runtimes", "vscode"];
  for (const name of await readdir(cacheDirectory())) {
    if (setUp.includes(name)) continue;
    await symlink(path.join(cacheDirectory(), name), path.join(cache, name));
  }
  return cache;
}

async function close(root: string, served: ServedVsCode, browser: Browser): Promise<void> {
  await browser.close();
  await served.group.stop();
  await rm(root, { recursive: true, force: true });
}
