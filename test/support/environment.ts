import type { Environment } from "../../model/engine/engine.js";
import { defaultMachine } from "../../model/machine/machineSettings.js";

/** What an engine has around it in a test: the built files, and the Python on PATH. */
export function environmentAt(rootDirectory: string): Environment {
  return { rootDirectory, python: "", machine: defaultMachine };
}
