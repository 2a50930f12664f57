import { messageOf } from "../../messages/userError.js";
import { exitCodes } from "./exitCodes.js";

type Output = "stdout" | "stderr";

const [showCursor, wrapLines] = ["\x1b[?25h", "\x1b[?7h"];

/** What can no longer be written to, and is left alone from then on. */
const gone = new Set<Output>();
let isDataLost = false;
let isLineHeld = false;

/**
 * An output that is gone, as when `head` has seen enough or the terminal has closed, is no reason
 * to stop, and none to call a failure a success: the command goes on to its own end and code. Only data that could not be
 * written for another reason, such as a full disk, makes a success a failure.
 */
export function watchOutputs(): void {
  for (const output of ["stdout", "stderr"] as const) {
    process[output].on("error", (error: NodeJS.ErrnoException) => {
      loseOutput(output, error);
    });
  }
  process.on("exit", () => {
    // Who does not wait for the end leaves a bar in the terminal, which has no cursor and cuts lines off.
    if (isLineHeld) writeTo("stderr", `${showCursor}${wrapLines}\n`);
    if (isDataLost && Number(process.exitCode ?? exitCodes.done) === exitCodes.done) {
      process.exitCode = exitCodes.failed;
    }
  });
}

export function writeTo(output: Output, text: string): void {
  if (gone.has(output)) return;
  try {
    process[output].write(text);
  } catch (error) {
    // Files are written at once, and throw.
    // SAFETY: a stream throws the errors of the system alone.
    loseOutput(output, error as NodeJS.ErrnoException);
  }
}

/** Whether a line of stderr can be written anew, as a bar does. */
export function canRewriteLines(): boolean {
  return process.stderr.isTTY && process.env["TERM"] !== "dumb";
}

/** Says whether a bar stands in the terminal's last line. */
export function holdLine(isHeld: boolean): void {
  isLineHeld = isHeld;
}

export function clearHeldLine(): void {
  if (isLineHeld) writeTo("stderr", "\r\x1b[K");
}

function loseOutput(output: Output, error: NodeJS.ErrnoException): void {
  if (gone.has(output)) return;
  gone.add(output);
  const hasLeft = error.code === "EPIPE" || (process[output].isTTY && error.code === "EIO");
  if (output === "stderr" || hasLeft) return;
  isDataLost = true;
  writeTo("stderr", `The output could not be written: ${messageOf(error)}.\n`);
}
