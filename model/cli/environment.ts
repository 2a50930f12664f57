import path from "node:path";
import type { Environment } from "../engine/engine.js";
import { defaultMachine, type MachineSettings } from "../machine/machineSettings.js";

/** The bundle stands in `dist`; the Python is the one that GOOGLENET_PYTHON names, or the first on PATH. */
export function cliEnvironment(machine: MachineSettings = defaultMachine): Environment {
  return {
    rootDirectory: path.resolve(__dirname, ".."),
    python: process.env["GOOGLENET_PYTHON"] ?? "",
    machine,
  };
}
