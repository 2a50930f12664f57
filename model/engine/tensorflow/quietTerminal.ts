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
 * Calls `load` while what native code writes into the terminal, amid a table or a bar, goes into a
 * file of `directory`; shows of it what is no mere remark. What goes elsewhere than to a terminal is
 * left alone.
 *
 * Node cannot turn a file descriptor aside, but the next that is opened gets the lowest free number.
 * Nothing else is opened meanwhile, as all of this is done at once.
 */
export function quietly<T>(load: () => T, directory: string): T {
  const terminal = isatty(standardError) ? openTerminal(directory) : undefined;
  if (terminal === undefined) return load();
  const file = path.join(directory, `${process.pid}.log`);
  turnTo(file, toNewFile, terminal);
  try {
    return load();
  } finally {
    turnTo(`/dev/fd/${terminal}`, toTerminal, terminal);
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

function turnTo(file: string, flags: number, terminal: number): void {
  closeSync(standardError);
  try {
    openSync(file, flags);
  } catch {
    openSync(`/dev/fd/${terminal}`, toTerminal);
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
