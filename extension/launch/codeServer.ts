import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { execa } from "execa";
import { makeWhole } from "../../model/host/wholeFolder.js";
import { UserError } from "../../model/messages/userError.js";
import { trustStartFolder } from "./trustStartFolder.js";

/** A VS Code server with its own Node, ready to be started. */
export interface CodeServer {
  readonly node: string;
  /** The program that serves VS Code. */
  readonly serverMain: string;
  readonly version: string;
}

export interface CodeServerRequest {
  readonly cacheDirectory: string;
  /** The repository: it has the lock files, and the headers to compile the logging module against. */
  readonly repository: string;
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
}

const codeServerVersion = "4.139.1";
/** The VS Code inside that code-server. */
const vsCodeVersion = "1.139.1";
/** Counts what is done here to what is fetched; with another number it is installed anew. */
const edition = "2";

/** Finds the VS Code that was installed before, or null. */
export function findCodeServer(cacheDirectory: string): CodeServer | null {
  const found = inFolder(installedFolder(cacheDirectory));
  return existsSync(found.serverMain) ? found : null;
}

/**
 * Installs VS Code from the package registry, in about half a minute and 600 MB. It is put together
 * beside its final place and renamed when whole, so an interrupted try leaves nothing that counts.
 */
export async function installCodeServer(
  request: CodeServerRequest,
  platform: NodeJS.Platform = process.platform,
): Promise<CodeServer> {
  if (platform === "win32") throw notForWindows();
  const target = installedFolder(request.cacheDirectory);
  try {
    await makeWhole({
      target,
      fill: (folder) => fill(folder, request),
      isWhole: () => Promise.resolve(findCodeServer(request.cacheDirectory) !== null),
    });
  } catch (error) {
    throw error instanceof UserError ? error : cannotInstall(error);
  }
  return inFolder(target);
}

function installedFolder(cacheDirectory: string): string {
  return path.join(cacheDirectory, "vscode", `code-server-${codeServerVersion}-${edition}`);
}

function inFolder(folder: string): CodeServer {
  return {
    node: nodeIn(folder),
    serverMain: path.join(vsCodeIn(folder), "out", "server-main.js"),
    version: vsCodeVersion,
  };
}

/** What is fetched is named, with its hashes, by lock files: npm refuses anything else. */
async function fill(folder: string, request: CodeServerRequest): Promise<void> {
  const { repository, report, signal } = request;
  const locks = path.join(repository, "extension", "launch", "codeServer");
  report("fetching its Node");
  await installLocked(path.join(locks, "node"), path.join(folder, "node"), signal);
  // npm leaves out an optional package, such as that of each platform, where its hash is another.
  if (!existsSync(nodeIn(folder))) {
    throw new Error(`${nodePackage()} is not in the lock file, or its hash is another.`);
  }
  report(`fetching VS Code ${vsCodeVersion} (code-server ${codeServerVersion})`);
  await installLocked(path.join(locks, "server"), path.join(folder, "server"), signal);
  report("fetching its libraries");
  const vsCode = vsCodeIn(folder);
  // The lock file that is published with it does not match its package.json.
  const lock = path.join(locks, "vscode", "package-lock.json");
  await copyFile(lock, path.join(vsCode, "npm-shrinkwrap.json"));
  await npm(vsCode, ["ci", "--omit=dev"], signal);
  report("compiling its logging module");
  await compileLogging(vsCode, repository, signal);
  await replaceWatchdog(vsCode);
  await trustStartFolder(vsCode);
}

/** The package `node` would install one of these from a script, which the client may refuse. */
function nodePackage(): string {
  const { platform, arch } = process;
  const prefix = platform === "darwin" && arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${platform}-${arch}`;
}

function nodeIn(folder: string): string {
  return path.join(folder, "node", "node_modules", nodePackage(), "bin", "node");
}

function vsCodeIn(folder: string): string {
  return path.join(folder, "server", "node_modules", "code-server", "lib", "vscode");
}

async function installLocked(locks: string, folder: string, signal: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) {
    await copyFile(path.join(locks, file), path.join(folder, file));
  }
  await npm(folder, ["ci"], signal);
}

async function npm(
  folder: string,
  parameters: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier"];
  // The lock files are made without peers that nothing asks for.
  const strict = ["--ignore-scripts", "--legacy-peer-deps"];
  await execa("npm", [...parameters, ...strict, ...quiet], {
    cwd: folder,
    stdin: "ignore",
    cancelSignal: signal,
  });
}

/** Without it the output channels of extensions stay empty. */
async function compileLogging(
  vsCode: string,
  repository: string,
  signal: AbortSignal,
): Promise<void> {
  const modules = path.join(vsCode, "node_modules");
  const spdlog = path.join(modules, "@vscode", "spdlog");
  const output = path.join(spdlog, "build", "Release", "spdlog.node");
  await mkdir(path.dirname(output), { recursive: true });
  const defines = ["NAPI_CPP_EXCEPTIONS", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"];
  const includes = [
    path.join(repository, "node_modules", "node-api-headers", "include"),
    path.join(modules, "node-addon-api"),
    path.join(spdlog, "deps", "spdlog", "include"),
  ];
  const parameters = [
    "-std=c++20",
    "-fPIC",
    "-shared",
    ...(process.platform === "darwin" ? ["-undefined", "dynamic_lookup"] : []),
    ...defines.map((name) => `-D${name}`),
    "-DFMT_CONSTEVAL=",
    ...includes.flatMap((folder) => ["-I", folder]),
    path.join(spdlog, "src", "main.cc"),
    path.join(spdlog, "src", "logger.cc"),
    "-o",
    output,
  ];
  await execa(process.env["CXX"] ?? "c++", parameters, { cancelSignal: signal });
}

/**
 * The watchdog ends an extension host whose server is gone even when the host is stuck. Compiling it
 * needs all of Node's headers; we end the whole process group ourselves, so it may be left out.
 */
async function replaceWatchdog(vsCode: string): Promise<void> {
  const file = path.join(vsCode, "node_modules", "@vscode", "native-watchdog", "index.js");
  await writeFile(file, "exports.start = () => undefined;\nexports.exit = process.exit;\n");
}

function notForWindows(): UserError {
  return new UserError(
    "There is no VS Code to open.",
    "A desktop VS Code was not found, or there is no screen; the one for the browser does not run on Windows.",
    "Install VS Code from https://code.visualstudio.com, then run the command again in Windows' own terminal; or use WSL.",
  );
}

function cannotInstall(error: unknown): UserError {
  return new UserError(
    "VS Code could not be installed from the package registry.",
    `The last words were: ${lastLines(String(error))}`,
    "Check the network, the disk space and the C++ compiler, then run the command again; or install the desktop VS Code and put its `code` command on PATH.",
    { cause: error },
  );
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-3).join(" ");
}
