import { homedir } from "node:os";
import path from "node:path";

const folderName = "googlenet-explorer";

/**
 * The folder for what is fetched once and can be fetched again: data sets, the TensorFlow library,
 * compiled bindings. `GOOGLENET_CACHE` overrides it. Nothing is created.
 */
export function cacheDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  const override = environment["GOOGLENET_CACHE"];
  if (override !== undefined && override !== "") return path.resolve(override);
  return path.join(userCacheDirectory(environment, platform, home), folderName);
}

/** Where programs of this user keep caches, by the platform's convention. */
function userCacheDirectory(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string,
): string {
  if (platform === "darwin") return path.join(home, "Library", "Caches");
  if (platform === "win32") {
    return environment["LOCALAPPDATA"] ?? path.join(home, "AppData", "Local");
  }
  const xdg = environment["XDG_CACHE_HOME"];
  // The XDG base directory specification: a relative path is invalid and must be ignored.
  return xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(home, ".cache");
}
