import { mkdir, readFile, readlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
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
  it("asks the extension for a run, and forgets the run of the last launch", async () => {
    const parent = await temporaryFolder();
    const first = await createWorkspace(parent, {});
    await writeFile(first.statusFile, "an older run");
    const { folder, statusFile } = await createWorkspace(parent, { maxSteps: 30 });
    expect(await readJson(folder, ".googlenet", "autostart.json")).toEqual({
      train: { maxSteps: 30 },
      statusFile,
    });
    await expect(readFile(statusFile, "utf8")).rejects.toThrow(/ENOENT/u);
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
