import { closeSync, constants, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { isatty } from "node:tty";
import { namesIn } from "../../host/files.js";
import { isProcessRunning } from "../../host/process.js";
import { isLibraryRemark } from "../../machine/libraryRemark.js";

const standardError = 2;
const toTerminal = constants.O_WRONLY | constants.O_NOCTTY;
const toNewFile = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_APPEND;

/**
 * Calls `work` while what native code writes into the terminal, amid a table or a bar, goes into a
 * file of `directory`; shows of it what is no mere remark. What goes elsewhere than to a terminal is
 * left alone.
 *
 * It is around all that the library does up to its first computation: it remarks upon itself as it is
 * loaded, upon the device that it finds, and upon what it loads to compute with, such as cuDNN or XLA, in
 * spite of TF_CPP_MIN_LOG_LEVEL. What it says later tells of a fault, and comes at once.
 *
 * Node cannot turn a file descriptor aside, but the next that is opened gets the lowest free number.
 * Nothing else of this thread is opened meanwhile, as all of this is done at once; where another thread
 * was faster, the number stays with what that has opened.
 */
export function quietly<T>(work: () => T, directory: string): T {
  const terminal = isatty(standardError) ? openTerminal(directory) : undefined;
  if (terminal === undefined) return work();
  const file = path.join(directory, `${process.pid}.log`);
  const isAside = turnTo(file, toNewFile, terminal);
  try {
    return work();
  } finally {
    if (isAside) turnTo(`/dev/fd/${terminal}`, toTerminal, terminal);
    closeSync(terminal);
    const said = errorsIn(file);
    if (said !== "") process.stderr.write(`${said}\n`);
    rmSync(file, { force: true });
  }
}

/** What those have said who were ended while they loaded; it is told once. */
export async function lastWords(directory: string): Promise<readonly string[]> {
  const names = await namesIn(directory);
  const left = names.filter((name) => !isProcessRunning(Number.parseInt(name, 10)));
  return left.flatMap((name) => {
    const file = path.join(directory, name);
    const said = errorsIn(file);
    rmSync(file, { force: true });
    return said === "" ? [] : [said];
  });
}

/** Undefined where it belongs to another user, as after `su`, or where nothing can be kept. */
function openTerminal(directory: string): number | undefined {
  try {
    mkdirSync(directory, { recursive: true });
    return openSync(`/dev/fd/${standardError}`, toTerminal);
  } catch {
    return undefined;
  }
}

/** Whether the standard error goes there, or to the terminal where that cannot be opened. */
function turnTo(file: string, flags: number, terminal: number): boolean {
  closeSync(standardError);
  const opened = openOr(file, flags, `/dev/fd/${terminal}`);
  if (opened !== standardError) closeSync(opened);
  return opened === standardError;
}

function openOr(file: string, flags: number, terminal: string): number {
  try {
    return openSync(file, flags);
  } catch {
    return openSync(terminal, toTerminal);
  }
}

function errorsIn(file: string): string {
  try {
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.filter((line) => line !== "" && !isLibraryRemark(line)).join("\n");
  } catch {
    return "";
  }
}
