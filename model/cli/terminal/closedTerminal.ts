import { closeSync, openSync } from "node:fs";
import { devNull } from "node:os";
import { isatty } from "node:tty";

const standard = [0, 1, 2];

/**
 * At its end Node gives terminals back as it found them, and aborts where one has closed meanwhile:
 * then there is nothing to give back, and the exit code would be lost with a core dump.
 */
export function forgetClosedTerminals(): void {
  const terminals = standard.filter((descriptor) => isatty(descriptor));
  process.on("exit", () => {
    // In this order, since what is opened takes the lowest number that is free.
    for (const descriptor of terminals) {
      if (isatty(descriptor)) continue;
      closeSync(descriptor);
      openSync(devNull, "r+");
    }
  });
}
