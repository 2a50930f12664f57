import path from "node:path";

const foreign = /^(?:VSCODE|ELECTRON|npm)_/u;

/**
 * The environment without what another VS Code, in whose terminal we may be, has put there, and
 * without npm's: it has programs of packages, also those of the folders above, come before the user's.
 */
export function cleanEnvironment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env)
    .filter(([name]) => !foreign.test(name))
    .map(([name, value = ""]) => [name, /^path$/iu.test(name) ? withoutPackages(value) : value]);
  // SAFETY: the entries are those of an environment, with texts as values.
  return { ...(Object.fromEntries(inherited) as NodeJS.ProcessEnv), ...added };
}

function withoutPackages(paths: string): string {
  const ofPackages = /[/\\]node_modules[/\\](?:\.bin|npm|@npmcli)(?:[/\\]|$)/u;
  return paths
    .split(path.delimiter)
    .filter((folder) => !ofPackages.test(folder))
    .join(path.delimiter);
}

/** Whether a window can be shown here. */
export function hasScreen(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  // Over SSH the window would open on the other machine's screen, in front of nobody.
  if (environment["SSH_CONNECTION"] !== undefined && environment["DISPLAY"] === undefined) {
    return false;
  }
  if (platform === "darwin" || platform === "win32") return true;
  return Boolean(environment["DISPLAY"]) || Boolean(environment["WAYLAND_DISPLAY"]);
}
