import { access, constants, readFile } from "node:fs/promises";
import path from "node:path";
import { cleanEnvironment } from "./environment.js";
import { startGroup } from "./processGroup.js";

export interface DesktopRequest {
  /** The `code` command. */
  readonly command: string;
  readonly dataDirectory: string;
  readonly extensionsDirectory: string;
  readonly repository: string;
  readonly folder: string;
}

/** A VS Code that was opened; `stop` closes it and ends everything it started. */
export interface OpenedVsCode {
  /** Resolves when the user has closed it. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
}

const macCommand = "Applications/Visual Studio Code.app/Contents/Resources/app/bin/code";
const windowsCommand = "Microsoft VS Code/bin/code.cmd";

/** Where the installers put the command without telling PATH; `$NAME` is a variable of the environment. */
const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [`/${macCommand}`, `$HOME/${macCommand}`],
  win32: [`$LOCALAPPDATA/Programs/${windowsCommand}`, `$ProgramFiles/${windowsCommand}`],
};

/** The `code` command: where VSCODE_EXECUTABLE says, on PATH, or in its usual places; or null. */
export async function findDesktopVsCode(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  const named = environment["VSCODE_EXECUTABLE"];
  if (named !== undefined && named !== "") return named;
  const name = platform === "win32" ? "code.cmd" : "code";
  const onPath = (environment["PATH"] ?? "")
    .split(path.delimiter)
    // One that is relative may lead into anybody's repository.
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name));
  const installed = (usualPlaces[platform] ?? []).map((place) =>
    place.replace(/^\$(\w+)/u, (variable, name: string) => environment[name] ?? variable),
  );
  for (const file of [...onPath, ...installed]) if (await isExecutable(file)) return file;
  return null;
}

/** Opens a window of its own, with its own data, so that closing it touches no other window. */
export function openDesktopVsCode(request: DesktopRequest): OpenedVsCode {
  const { command, dataDirectory, folder } = request;
  const group = startGroup(
    command,
    [
      ...["--wait", "--new-window", "--disable-telemetry"],
      ...["--skip-welcome", "--skip-release-notes", "--disable-updates"],
      ...["--user-data-dir", dataDirectory, "--extensions-dir", request.extensionsDirectory],
      ...[`--extensionDevelopmentPath=${request.repository}`, folder],
    ],
    { stdio: "ignore", env: cleanEnvironment() },
    mainProcessFile(dataDirectory),
  );
  return {
    ended: group.ended,
    stop: async () => {
      await endMainProcess(dataDirectory);
      await group.stop();
    },
  };
}

/** `code` only asks the main process to open a window; who that is stands in its lock file. */
function mainProcessFile(dataDirectory: string): string {
  return path.join(dataDirectory, "code.lock");
}

async function endMainProcess(dataDirectory: string): Promise<void> {
  const text = await readFile(mainProcessFile(dataDirectory), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0)) return;
  try {
    process.kill(pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
