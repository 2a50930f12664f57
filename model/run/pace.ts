import * as z from "zod";
import { precisions, type SettledConfig } from "./config.js";
import { runConfigSchema } from "./configSchema.js";
import { timeSchema } from "./timeSchema.js";

/** What decides how fast a run goes. */
const workSchema = z.object({
  network: z.string(),
  engine: z.string(),
  /** With its threads, as the engine reports it. */
  device: z.string(),
  precision: z.enum(precisions),
  batchSize: z.number().positive(),
  inputSize: runConfigSchema.shape.inputSize,
  /** Of the network for one example, forward. */
  multiplyAdds: z.number().positive(),
});
export type Work = z.infer<typeof workSchema>;

/** How fast a machine did a work once. */
export const paceSchema = workSchema.extend({
  /** Median of the steps. */
  examplesPerSecond: z.number().positive(),
  /** Of the test set; null where none was measured. */
  evaluatedPerSecond: z.number().positive().nullable(),
  /** Of main memory, of the process that did it; null where it was not measured. */
  peakBytes: z.number().positive().nullable().default(null),
  time: timeSchema,
  /** A run is trusted more than the few steps of a trial. */
  source: z.enum(["run", "trial"]),
});
export type Pace = z.infer<typeof paceSchema>;

/** More works than a person comes back to. */
const mostKept = 64;

/** The work of a configuration on a device. */
export function workOf(
  config: SettledConfig,
  { engine, device }: Pick<Work, "engine" | "device">,
  multiplyAdds: number,
): Work {
  const { network, precision, batchSize, inputSize } = config;
  return { network, precision, batchSize, inputSize, engine, device, multiplyAdds };
}

export function isSameWork(one: Work, other: Work): boolean {
  return (
    isSimilarWork(one, other) &&
    one.network === other.network &&
    one.batchSize === other.batchSize &&
    one.inputSize.join() === other.inputSize.join() &&
    // The network of this name may have changed since.
    one.multiplyAdds === other.multiplyAdds
  );
}

/** Whether it computes in the same way, if only another network or batch. */
export function isSimilarWork(one: Work, other: Work): boolean {
  return (
    one.engine === other.engine && one.device === other.device && one.precision === other.precision
  );
}

/** The paces with a newer one, the newest last; what a run showed is not replaced by a trial. */
export function withPace(paces: readonly Pace[], pace: Pace): readonly Pace[] {
  const known = paces.find((each) => isSameWork(each, pace));
  if (known?.source === "run" && pace.source === "trial") return paces;
  return [...paces.filter((each) => each !== known), pace].slice(-mostKept);
}
