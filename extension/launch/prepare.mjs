// Runs before anything is installed or built, so it may use only what Node brings along.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

const sourceFolders = ["extension", "model", "webview"];
/** npm writes the last one at the end of every whole install. */
const sourceFiles = ["esbuild.mjs", "package-lock.json", "node_modules/.package-lock.json"];
const distFolder = path.join(repository, "dist");
const buildStamp = path.join(distFolder, ".sources");
const lockFile = path.join(distFolder, ".preparing");
/** A lock names its owner at once; one that does not for so long was left by a command that died. */
const namelessLockMs = 5000;

/**
 * Makes sure of the npm dependencies and the build, one process at a time. `report` is told of what
 * is done and of what was there; nothing is written to standard output.
 */
export async function prepare(report) {
  if (await isPrepared()) {
    reportPrepared(report);
    return;
  }
  await withLock(report, async () => {
    // Another command may have done it while this one waited.
    if (await isPrepared()) {
      reportPrepared(report);
      return;
    }
    await prepareDependencies(report);
    await prepareBuild(report);
  });
}

/** Runs `prepare`; what a person should know of a failure is said in one line, and the exit code is 1. */
export async function prepareOrExit(report) {
  try {
    checkNodeVersion();
    await prepare(report);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** The stamp is written when the dependencies are there, and covers them too. */
async function isPrepared() {
  return (await builtSources()) === hashSources();
}

function reportPrepared(report) {
  report("✓ npm dependencies: already there");
  report("✓ Build: up to date");
}

async function prepareDependencies(report) {
  if (await hasDependencies()) {
    report("✓ npm dependencies: already there");
    return;
  }
  report("• npm dependencies: npm ci …");
  const seconds = await timed(() =>
    runNpm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
  ).catch(explain("npm ci failed", "Check the network and npm's registry"));
  report(`✓ npm dependencies: installed in ${seconds} s`);
}

async function prepareBuild(report) {
  const sources = hashSources();
  report("• Build: esbuild …");
  await rm(buildStamp, { force: true });
  const seconds = await timed(() => runProgram(process.execPath, ["esbuild.mjs"])).catch(
    explain("The build failed", "Correct the sources that it names"),
  );
  await writeFile(buildStamp, sources);
  report(`✓ Build: done in ${seconds} s`);
}

/** Whether what npm wrote down about its last whole install is what the lock file asks for. */
async function hasDependencies() {
  const wanted = await readJson(path.join(repository, "package-lock.json"));
  const installed = await readJson(path.join(repository, "node_modules", ".package-lock.json"));
  if (installed === null) return false;
  return Object.entries(wanted.packages).every(
    ([name, { version, optional }]) =>
      name === "" || optional === true || installed.packages[name]?.version === version,
  );
}

async function builtSources() {
  return readFile(buildStamp, "utf8").catch(() => null);
}

/** Names, sizes and times of change of everything that goes into the build. */
function hashSources() {
  const hash = createHash("sha256");
  for (const file of listSources()) {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {};
    hash.update(`${file}\0${size}\0${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function listSources() {
  const files = sourceFolders.flatMap((folder) =>
    readdirSync(path.join(repository, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  return [...files, ...sourceFiles.map((file) => path.join(repository, file))].sort();
}

/** Two commands started at once must not install or build over each other. */
async function withLock(report, work) {
  await mkdir(distFolder, { recursive: true });
  let told = false;
  while (!(await takeLock())) {
    if (!told) {
      const otherwise = `If there is none, delete ${lockFile}`;
      report(`• Waiting for another command that is installing or building here. ${otherwise} …`);
    }
    told = true;
    await sleep(200);
  }
  try {
    await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

async function takeLock() {
  try {
    await writeFile(lockFile, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  if (await isLockAbandoned()) await rm(lockFile, { force: true });
  return false;
}

async function isLockAbandoned() {
  const owner = Number(await readFile(lockFile, "utf8").catch(() => ""));
  if (owner > 0) return !isAlive(owner);
  const { mtimeMs } = statSync(lockFile, { throwIfNoEntry: false }) ?? {};
  return mtimeMs !== undefined && Date.now() - mtimeMs > namelessLockMs;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function runNpm(parameters) {
  // Set where npm started us: the same npm again, and no shell needed on Windows.
  const npm = process.env.npm_execpath;
  return npm === undefined
    ? runProgram("npm", parameters, { shell: process.platform === "win32" })
    : runProgram(process.execPath, [npm, ...parameters]);
}

/** Runs a program in the repository; its output goes to standard error. */
async function runProgram(command, parameters, options = {}) {
  const child = spawn(command, parameters, {
    cwd: repository,
    stdio: ["ignore", process.stderr, process.stderr],
    ...options,
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`exit code ${code}`);
}

/** `advice`: what a person can do before the next try. */
function explain(what, advice) {
  return (cause) => {
    const message = `${what} (${cause.message}); what it said is above.`;
    throw new Error(`${message} ${advice}, and run the command again.`, { cause });
  };
}

async function timed(work) {
  const began = Date.now();
  await work();
  return Math.max(1, Math.round((Date.now() - began) / 1000));
}

async function readJson(file) {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}

function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(
    `This is Node ${process.versions.node}; the project needs 20.19 or newer. Install it and run the command again.`,
  );
}
