import { spawn } from "node:child_process";

const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an address in the user's browser; false if there is no way to. */
export async function openInBrowser(address: string): Promise<boolean> {
  const [command, ...parameters] = openers[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...parameters, address], { stdio: "ignore", detached: true });
  return new Promise((resolve) => {
    child.once("error", () => {
      resolve(false);
    });
    child.once("exit", (code) => {
      resolve(code === 0);
    });
    child.unref();
  });
}
