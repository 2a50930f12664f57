import os from "node:os";
import path from "node:path";

/** What tells where the home folder is; tests give their own. */
interface HomeSurroundings {
  readonly homedir?: () => string;
  readonly entry?: () => string;
}

/**
 * This user's home folder; undefined where there is none, as for a user without an entry in a container.
 * An empty or relative variable names no folder, and the root of the file system is nobody's home.
 */
export function homeDirectory({
  homedir = os.homedir,
  entry = () => os.userInfo().homedir,
}: HomeSurroundings = {}): string | undefined {
  for (const ask of [homedir, entry]) {
    const home = answerOf(ask);
    if (path.isAbsolute(home) && path.dirname(home) !== home) return home;
  }
  return undefined;
}

/** Node throws where the system knows of none. */
function answerOf(ask: () => string): string {
  try {
    return ask();
  } catch {
    return "";
  }
}
