import type { MachineSettings } from "../machine/machineSettings.js";
import type { Workplace } from "../answers/surroundings.js";
import { cliEnvironment } from "./environment.js";
import { untilEnding } from "./terminal/endings.js";
import { printNote } from "./terminal/output.js";

/** Where a command has something worked out: in this process, until it is asked to end, with notes on stderr. */
export function cliSurroundings(machine?: MachineSettings): Workplace {
  return { environment: cliEnvironment(machine), signal: untilEnding(), log: printNote };
}
