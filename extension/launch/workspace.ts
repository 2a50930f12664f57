import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { RunConfig } from "../../model/run/config.js";

/** The folder that is opened: what is in it makes the extension begin a run. */
export interface LaunchWorkspace {
  readonly folder: string;
  /** The extension writes the folder of the run here, once it has begun one. */
  readonly statusFile: string;
}

/** What a run may be given on the command line; the rest is the recipe's. */
export type TrainOverrides = { readonly [K in keyof RunConfig]?: RunConfig[K] | undefined };

/** What a launched VS Code should not bother a newcomer with. */
const defaultSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  // A VS Code that is served looks through all processes for ports to forward, every few seconds.
  "remote.autoForwardPorts": false,
  "remote.autoForwardPortsSource": "output",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

export async function createWorkspace(
  parent: string,
  train: TrainOverrides,
): Promise<LaunchWorkspace> {
  const folder = path.join(parent, "GoogLeNet");
  const own = path.join(folder, ".googlenet");
  const statusFile = path.join(own, "status");
  await mkdir(own, { recursive: true });
  await rm(statusFile, { force: true });
  const autostart = { train, statusFile };
  await writeFile(path.join(own, "autostart.json"), `${JSON.stringify(autostart, null, 2)}\n`);
  return { folder, statusFile };
}

/** Writes the first settings of a VS Code's data folder; settings that are there are kept. */
export async function writeSettings(
  dataDirectory: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const file = path.join(dataDirectory, "User", "settings.json");
  await mkdir(path.dirname(file), { recursive: true });
  const text = `${JSON.stringify({ ...defaultSettings, ...more }, null, 2)}\n`;
  await writeFile(file, text, { flag: "wx" }).catch((error: unknown) => {
    if (!isAlreadyThere(error)) throw error;
  });
}

/** Puts the extension into a VS Code's folder of extensions as it stands in the repository. */
export async function linkExtension(
  extensionsDirectory: string,
  repository: string,
): Promise<void> {
  const manifest: unknown = JSON.parse(
    await readFile(path.join(repository, "package.json"), "utf8"),
  );
  const link = path.join(extensionsDirectory, folderName(manifest));
  await mkdir(extensionsDirectory, { recursive: true });
  await rm(link, { recursive: true, force: true });
  await symlink(repository, link, "junction");
  // The list of what is installed; without it VS Code looks through the folders again.
  await rm(path.join(extensionsDirectory, "extensions.json"), { force: true });
}

function folderName(manifest: unknown): string {
  const { publisher, name, version } = manifest as Record<string, string>;
  return `${String(publisher)}.${String(name)}-${String(version)}`;
}

function isAlreadyThere(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
