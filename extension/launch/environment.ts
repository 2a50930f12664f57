/** The environment without what another VS Code, in whose terminal we may be, has put there. */
export function cleanEnvironment(added: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith("VSCODE_") && !name.startsWith("ELECTRON_"),
  );
  return { ...Object.fromEntries(inherited), ...added };
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
