/** Where a run is: steps are counted from 1. */
export interface SchedulePosition {
  readonly step: number;
  /** Of all epochs, also where the run is to end earlier. */
  readonly totalSteps: number;
}

export const warmupSteps = 100;
/** The last steps still learn. */
const finalShare = 0.05;

/** Of the steps of one cycle. */
const risingShare = 0.3;
const finalShareOfCycle = 0.001;

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
    return fallenAt(progress, finalShare);
  },
  /**
   * Linear from near zero and down again, to far below where it began (Smith and Topin 2018); down along
   * half a cosine here.
   */
  "one-cycle": ({ step, totalSteps }) => {
    const rising = Math.max(1, risingShare * totalSteps);
    if (step <= rising) return step / rising;
    return fallenAt((step - rising) / (totalSteps - rising), finalShareOfCycle);
  },
  /** A tenth at half of the steps and again at three quarters (He et al. 2016, section 4.2). */
  step: ({ step, totalSteps }) => {
    if (step <= totalSteps / 2) return 1;
    return step <= (totalSteps * 3) / 4 ? 0.1 : 0.01;
  },
} as const satisfies Record<string, (position: SchedulePosition) => number>;

/** Half a cosine from 1 down to a share, `progress` from 0 to 1. */
function fallenAt(progress: number, end: number): number {
  return end + ((1 - end) * (1 + Math.cos(Math.PI * Math.min(1, progress)))) / 2;
}

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
