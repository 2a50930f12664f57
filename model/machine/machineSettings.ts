import * as z from "zod";
import { defaultsOf, type ValuesOf } from "../options/option.js";
import { shapeOf } from "../options/schemas.js";
import { machineOptions } from "./options.js";

export const machineSettingsSchema = z.object(shapeOf(machineOptions)).readonly();
export type MachineSettings = Readonly<ValuesOf<typeof machineOptions>>;

/** How a device is told apart from itself under other settings; its threads are in its name. */
export function deviceInUse(device: string, { xla }: MachineSettings): string {
  return xla ? `${device}, XLA` : device;
}

export const defaultMachine: MachineSettings = defaultsOf(machineOptions);
