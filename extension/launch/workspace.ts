import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import type { RunConfig } from "../../model/run/config.js";
import { grantLaunch } from "../settings/launchGrant.js";
import { autostartFile, autostartFolder, statusFile } from "../manifest.js";

/** The folder that is opened: what is in it makes the extension begin a run. */
export interface LaunchWorkspace {
  readonly folder: string;
  /** The extension writes the folder of the run here, once it has begun one. */
  readonly statusFile: string;
  /** Makes it an ordinary folder, in which no run begins by itself. */
  readonly close: () => Promise<void>;
}

/** What a run may be given on the command line; the rest is the recipe's. */
export type TrainOverrides = { readonly [K in keyof RunConfig]?: RunConfig[K] | undefined };

const trustPrompt = "security.workspace.trust.startupPrompt";

/** What a launched VS Code should not bother a newcomer with. */
const defaultSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  // A VS Code that is served looks through all processes for ports to forward, every few seconds.
  "remote.autoForwardPorts": false,
  "remote.autoForwardPortsSource": "output",
  // Newer ones open what they do not trust without a question.
  [trustPrompt]: "always",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Turned trust off in every folder; earlier versions wrote it. */
const trustSwitch = /"security\.workspace\.trust\.enabled"\s*:\s*false/u;

export async function createWorkspace(
  parent: string,
  train: TrainOverrides,
): Promise<LaunchWorkspace> {
  const folder = path.join(parent, "GoogLeNet");
  await mkdir(path.join(folder, autostartFolder), { recursive: true });
  const [request, status] = [path.join(folder, autostartFile), path.join(folder, statusFile)];
  for (const file of [request, status]) await rm(file, { force: true });
  const { secret, withdraw } = await grantLaunch(folder);
  const text = `${JSON.stringify({ secret, train }, null, 2)}\n`;
  await writeFile(request, text, { flag: "wx", mode: 0o600 });
  return { folder, statusFile: status, close: withdraw };
}

/**
 * Writes the first settings of a VS Code's data folder; settings that are there are kept, but for the
 * switch that turns trust off.
 */
export async function writeSettings(
  dataDirectory: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const file = path.join(dataDirectory, "User", "settings.json");
  await mkdir(path.dirname(file), { recursive: true });
  const text = `${JSON.stringify({ ...defaultSettings, ...more }, null, 2)}\n`;
  const there = await readFile(file, "utf8").catch(() => null);
  if (there === null) {
    await writeFile(file, text, { flag: "wx" });
    return;
  }
  const mended = there.replace(trustSwitch, `"${trustPrompt}": "always"`);
  if (mended !== there) await writeFile(file, mended);
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
  // SAFETY: whatever the fields are, they are made texts of, and a manifest is an object.
  const { publisher, name, version } = manifest as Record<string, string>;
  return `${String(publisher)}.${String(name)}-${String(version)}`;
}
