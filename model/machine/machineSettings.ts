import * as z from "zod";

/** How a machine is used. It decides how fast a run is and, through the order of sums, the last digits of its numbers. */
export const machineSettingsSchema = z
  .object({
    /** Processor threads that compute; null for as many as there are. */
    threads: z.int().positive().nullable(),
    /** TensorFlow compiles its graphs with XLA. */
    xla: z.boolean(),
    /** TensorFlow takes a GPU's memory as it needs it, not all of it at the start. */
    memoryGrowth: z.boolean(),
  })
  .readonly();
export type MachineSettings = z.infer<typeof machineSettingsSchema>;

/** How a device is told apart from itself under other settings; its threads are in its name. */
export function deviceInUse(device: string, { xla }: MachineSettings): string {
  return xla ? `${device}, XLA` : device;
}

export const defaultMachine: MachineSettings = { threads: null, xla: false, memoryGrowth: true };
