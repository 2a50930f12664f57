/** Where a run is: steps are counted from 1. */
export interface SchedulePosition {
  readonly step: number;
  /** Of all epochs, also where the run is to end earlier. */
  readonly totalSteps: number;
}

export const warmupSteps = 100;
/** The last steps still learn. */
const finalShare = 0.05;

/** How the learning rate changes over a run, by id: the share of the configured rate at a step. */
export const schedules = {
  constant: () => 1,
  /**
   * Linear from near zero (Goyal et al. 2017), then half a cosine (Loshchilov and Hutter 2017) down to
   * a twentieth.
   */
  "warmup-cosine": ({ step, totalSteps }) => {
    if (step <= warmupSteps) return step / warmupSteps;
    const progress = (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps);
    return finalShare + ((1 - finalShare) * (1 + Math.cos(Math.PI * Math.min(1, progress)))) / 2;
  },
} as const satisfies Record<string, (position: SchedulePosition) => number>;

export type ScheduleId = keyof typeof schedules;
// SAFETY: a table that is written out has no other keys, and is not empty.
export const scheduleIds = Object.keys(schedules) as [ScheduleId, ...ScheduleId[]];

/** The rate of a step. */
export function scheduledRate(
  { schedule, learningRate }: { readonly schedule: ScheduleId; readonly learningRate: number },
  position: SchedulePosition,
): number {
  return learningRate * schedules[schedule](position);
}
