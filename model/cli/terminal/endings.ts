import { exitCodes } from "./exitCodes.js";

/** The wishes to end this process that it can hear. Where a platform lacks one, it is never heard. */
const endings = [
  ...["SIGINT", "SIGQUIT", "SIGBREAK"], // keys
  ...["SIGTERM", "SIGHUP", "SIGXCPU"], // a request, a terminal that closes, processor time used up
] as const;
const keys: readonly string[] = ["SIGINT", "SIGQUIT", "SIGBREAK"];

/** npm passes on the Ctrl-C that the terminal has given to both, within milliseconds. */
const echoMs = 1000;

/**
 * Calls `stop` at the first wish to end. A key pressed again ends the process at once; other wishes
 * may come several times, as a terminal that closes tells it from more than one side.
 */
export function onEnding(stop: () => void): void {
  let stoppedAt: number | null = null;
  for (const ending of endings) {
    process.on(ending, () => {
      if (stoppedAt === null) {
        stoppedAt = performance.now();
        stop();
      } else if (keys.includes(ending) && performance.now() - stoppedAt > echoMs) {
        process.exit(exitCodes.interrupted);
      }
    });
  }
}

/** The end of a command that was asked for from outside. */
export class Interruption extends Error {}

/** Aborted with an Interruption at the first wish to end. */
export function untilEnding(): AbortSignal {
  const controller = new AbortController();
  onEnding(() => {
    controller.abort(new Interruption("Stopped."));
  });
  return controller.signal;
}
