import path from "node:path";
import { UserError } from "../messages/userError.js";
import { homeDirectory } from "./home.js";

const folderName = "googlenet-explorer";

/**
 * The folder for what is fetched once and can be fetched again: data sets, the TensorFlow library,
 * compiled bindings. `GOOGLENET_CACHE` overrides it. Nothing is created. Throws a UserError where
 * neither a variable nor a home folder tells where it is.
 */
export function cacheDirectory(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | undefined = homeDirectory(),
): string {
  const override = environment["GOOGLENET_CACHE"];
  if (override !== undefined && override !== "") return path.resolve(override);
  return path.join(userCacheDirectory(environment, platform, home), folderName);
}

/** Where programs of this user keep caches, by the platform's convention. */
function userCacheDirectory(
  environment: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  home: string | undefined,
): string {
  if (platform === "darwin") return path.join(required(home), "Library", "Caches");
  // The XDG base directory specification: a relative path is invalid and must be ignored.
  const named = environment[platform === "win32" ? "LOCALAPPDATA" : "XDG_CACHE_HOME"];
  if (named !== undefined && path.isAbsolute(named)) return named;
  return path.join(required(home), ...(platform === "win32" ? ["AppData", "Local"] : [".cache"]));
}

function required(home: string | undefined): string {
  if (home !== undefined) return home;
  throw new UserError(
    "There is no home folder, in which downloads would be kept.",
    "",
    "Name a folder for them in the variable GOOGLENET_CACHE, or your home folder in HOME.",
  );
}
