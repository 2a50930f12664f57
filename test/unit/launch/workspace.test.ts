import { mkdir, readFile, readlink, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { isGranted } from "../../../extension/settings/launchGrant.js";
import {
  createWorkspace,
  linkExtension,
  writeSettings,
} from "../../../extension/launch/workspace.js";
import { temporaryFolder } from "./temporaryFolder.js";

async function readJson(...parts: readonly string[]): Promise<unknown> {
  return JSON.parse(await readFile(path.join(...parts), "utf8"));
}

describe("createWorkspace", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it("asks the extension for a run with a secret of this user's, and forgets the last launch", async () => {
    const parent = await temporaryFolder();
    vi.stubEnv("GOOGLENET_CACHE", parent);
    const first = await createWorkspace(parent, {});
    await writeFile(first.statusFile, "an older run");
    const { folder, statusFile, close } = await createWorkspace(parent, { maxSteps: 30 });
    const request = path.join(folder, ".googlenet", "autostart.json");
    const { secret, ...asked } = (await readJson(request)) as { readonly secret: string };
    expect(asked).toEqual({ train: { maxSteps: 30 } });
    expect(await isGranted(folder, secret)).toBe(true);
    expect((await stat(request)).mode & 0o077).toBe(0);
    await expect(readFile(statusFile, "utf8")).rejects.toThrow(/ENOENT/u);
    // The end of an earlier launch is not the end of this one.
    await first.close();
    expect(await isGranted(folder, secret)).toBe(true);
    await close();
    expect(await isGranted(folder, secret)).toBe(false);
  });
});

describe("writeSettings", () => {
  it("turns telemetry off and keeps what a user has changed", async () => {
    const data = await temporaryFolder();
    await writeSettings(data, { "workbench.colorTheme": "Default Dark Modern" });
    expect(await readJson(data, "User", "settings.json")).toMatchObject({
      "telemetry.telemetryLevel": "off",
      "workbench.colorTheme": "Default Dark Modern",
    });
    await writeFile(path.join(data, "User", "settings.json"), '{ "editor.fontSize": 20 }');
    await writeSettings(data);
    expect(await readJson(data, "User", "settings.json")).toEqual({ "editor.fontSize": 20 });
  });

  it("leaves trust on, and turns it on where an earlier version turned it off in every folder", async () => {
    const data = await temporaryFolder();
    const file = path.join(data, "User", "settings.json");
    await writeSettings(data);
    expect(await readJson(file)).toMatchObject({
      "security.workspace.trust.startupPrompt": "always",
    });
    expect(await readFile(file, "utf8")).not.toContain("security.workspace.trust.enabled");
    const older = `{ // Mine\n"editor.fontSize": 20, "security.workspace.trust.enabled" : false }`;
    await writeFile(file, older);
    await writeSettings(data);
    expect(await readFile(file, "utf8")).toBe(
      `{ // Mine\n"editor.fontSize": 20, "security.workspace.trust.startupPrompt": "always" }`,
    );
  });
});

describe("linkExtension", () => {
  it("puts the repository in, also where the last launch came from another one", async () => {
    const root = await temporaryFolder();
    const extensions = path.join(root, "extensions");
    for (const name of ["old", "new"]) {
      const repository = path.join(root, name);
      await mkdir(repository);
      const manifest = { publisher: "us", name: "explorer", version: "1.0.0" };
      await writeFile(path.join(repository, "package.json"), JSON.stringify(manifest));
      await linkExtension(extensions, repository);
      await writeFile(path.join(extensions, "extensions.json"), "[]");
    }
    const target = await readlink(path.join(extensions, "us.explorer-1.0.0"));
    expect(path.basename(target)).toBe("new");
  });
});
