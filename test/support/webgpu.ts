import { access, copyFile, cp, mkdir, mkdtemp, rename, rm, symlink } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import {
  addonDirectory,
  findDawn,
  loadDawn,
  type DawnFile,
} from "../../model/engine/webgpu/dawn.js";
import { Device } from "../../model/engine/webgpu/device.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cache = path.join(root, "node_modules/.cache");
const chromium = "/usr/lib/chromium";
const driver = path.join(chromium, "vk_swiftshader_icd.json");
const loader = path.join(chromium, "libvulkan.so.1");

/**
 * A root directory whose Dawn finds SwiftShader, the Vulkan driver in software that comes with
 * Chromium: Dawn looks for Vulkan's loader beside itself. Throws where Chromium is not installed.
 */
export async function softwareVulkanRoot(): Promise<string> {
  for (const file of [driver, loader]) {
    await access(file).catch(() => {
      throw new Error(
        `${file} is missing. Install Chromium (Debian: apt-get install chromium-headless-shell).`,
      );
    });
  }
  process.env["VK_ICD_FILENAMES"] = driver;
  const { version } = await installedDawn();
  const directory = path.join(cache, `webgpu-${version}`);
  const isThere = await findDawn(directory);
  if (isThere === undefined) await fill(directory);
  return directory;
}

/** Test files run side by side: whoever comes second finds the place taken by the same. */
async function fill(directory: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(`${directory}-`);
  const beside = path.join(fresh, "dist/webgpu", addonDirectory);
  const { file } = await installedDawn();
  await cp(path.dirname(file), beside, { recursive: true });
  await symlink(loader, path.join(beside, path.basename(loader)));
  await copyFile(
    path.join(root, "node_modules/webgpu/package.json"),
    path.join(fresh, "dist/webgpu/package.json"),
  );
  await rename(fresh, directory).catch(() => rm(fresh, { recursive: true }));
}

async function installedDawn(): Promise<DawnFile> {
  const dawn = await findDawn(root);
  if (dawn === undefined) throw new Error("npm did not install webgpu for this platform.");
  return dawn;
}

/** SwiftShader as a device. */
export async function softwareDevice(): Promise<Device> {
  const dawn = await findDawn(await softwareVulkanRoot());
  if (dawn === undefined) throw new Error("There is no Dawn beside Vulkan's loader.");
  return Device.open(loadDawn(dawn));
}
