import { z } from "zod";
import type { RunConfig } from "../../run/config.js";

/** What one process measured; the same form from our engines and from the peers' programs. */
export const measurementSchema = z.object({
  version: z.string(),
  device: z.string(),
  /** Seconds of each training step after the warm-up. */
  trainingSeconds: z.array(z.number().positive()).min(1),
  /** Seconds of each evaluation batch after the warm-up. */
  evaluationSeconds: z.array(z.number().positive()).min(1),
  evaluationBatch: z.int().positive(),
  /** Of the whole process. */
  peakBytes: z.number().nonnegative(),
  /** From the start of the process to the end of its first step, data included. */
  firstStepSeconds: z.number().nonnegative(),
});
export type Measurement = z.infer<typeof measurementSchema>;

/** What a subject is asked to do. */
export interface Workload extends Pick<RunConfig, "network" | "inputSize"> {
  readonly batchSize: number;
  readonly steps: number;
  readonly warmUp: number;
}

export interface Rate {
  /** Examples a second. */
  readonly median: number;
  /** The rates that a tenth of the steps were below and above. */
  readonly low: number;
  readonly high: number;
}

/** The rate of steps that took `seconds` for `examples` each. */
export function rateOf(seconds: readonly number[], examples: number): Rate {
  const rates = seconds.map((each) => examples / each).toSorted((a, b) => a - b);
  const at = (share: number): number => rates[Math.round(share * (rates.length - 1))] ?? 0;
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}
