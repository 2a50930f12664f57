import { homedir } from "node:os";
import path from "node:path";
import { openInBrowser } from "./browser.js";
import {
  findCodeServer,
  installCodeServer,
  type CodeServer,
  type CodeServerRequest,
} from "./codeServer.js";
import { findDesktopVsCode, openDesktopVsCode, type OpenedVsCode } from "./desktopVsCode.js";
import { hasScreen } from "./environment.js";
import { writeRedirectPage } from "./redirectPage.js";
import { serveVsCode } from "./serveVsCode.js";
import type { StepResult } from "./steps.js";
import { linkExtension, writeSettings } from "./workspace.js";

/** The VS Code that will be opened. */
export type VsCodeProgram =
  | { readonly kind: "desktop"; readonly command: string }
  | { readonly kind: "served"; readonly codeServer: CodeServer };

export interface OpenRequest {
  readonly repository: string;
  readonly cache: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** The desktop's where there is one and a screen; else one from the package registry, installed once. */
export async function prepareVsCode(
  request: CodeServerRequest,
): Promise<StepResult<VsCodeProgram>> {
  const command = hasScreen() ? await findDesktopVsCode() : null;
  if (command !== null) return { value: { kind: "desktop", command }, outcome: command };
  const found = findCodeServer(request.cacheDirectory);
  const codeServer = found ?? (await installCodeServer(request));
  const state = found === null ? "installed" : "already there";
  return {
    value: { kind: "served", codeServer },
    outcome: `${codeServer.version} from code-server, ${state}`,
  };
}

/** Opens it on the folder, with the extension in it; `message` tells what the person should do. */
export async function openVsCode(
  program: VsCodeProgram,
  request: OpenRequest,
): Promise<OpenedVsCode & { readonly message: string }> {
  switch (program.kind) {
    case "desktop":
      return openDesktop(program.command, request);
    case "served":
      return openServed(program.codeServer, request);
  }
}

async function openDesktop(
  command: string,
  { cache, repository, folder }: OpenRequest,
): Promise<OpenedVsCode & { readonly message: string }> {
  const dataDirectory = path.join(cache, "desktop");
  await writeSettings(dataDirectory);
  const extensionsDirectory = path.join(cache, "desktop-extensions");
  const opened = openDesktopVsCode({
    ...{ command, dataDirectory, extensionsDirectory, repository, folder },
  });
  return { ...opened, message: desktopMessage };
}

async function openServed(
  codeServer: CodeServer,
  { cache, repository, folder, signal }: OpenRequest,
): Promise<OpenedVsCode & { readonly message: string }> {
  const dataDirectory = path.join(cache, "served");
  const extensionsDirectory = path.join(cache, "served-extensions");
  await writeSettings(dataDirectory);
  await linkExtension(extensionsDirectory, repository);
  const served = await serveVsCode({
    ...{ codeServer, dataDirectory, extensionsDirectory },
    trustedFolder: folder,
  });
  const address = served.address(folder);
  // Where that page cannot be written, the person opens the address.
  const writing = hasScreen() ? writeRedirectPage(homedir(), address) : Promise.resolve(null);
  const page = await writing.catch(() => null);
  const isOpen = page !== null && (await openInBrowser(page.address, signal));
  return {
    ended: served.group.ended,
    stop: async () => {
      await page?.remove();
      await served.group.stop();
    },
    message: isOpen ? openedMessage(address) : askMessage(address, served.port),
  };
}

const desktopMessage =
  "VS Code opens; training begins in it. At the first time it asks whether you trust the folder, which holds nothing but what this command wrote.";

function openedMessage(address: string): string {
  return `
VS Code opens in the browser; training begins in it. If it does not show, open this address there:

  ${address}
`;
}

function askMessage(address: string, port: number): string {
  return `
Open this address in a browser; training begins when it is open. The token in it keeps others out.

  ${address}

If the browser is on another machine, first: ssh -L ${port}:127.0.0.1:${port} THIS-MACHINE
`;
}
