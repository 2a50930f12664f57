/**
 * `preparing`: the trainer starts, finds data and engine. `warmingUp`: the first step, which also
 * allocates and tunes. `stopping`: asked to stop, finishing its step and checkpoint.
 */
export const phases = [
  "idle",
  "preparing",
  "warmingUp",
  "training",
  "evaluating",
  "paused",
  "stopping",
  "finished",
  "stopped",
  "failed",
] as const;

export type Phase = (typeof phases)[number];

/** Whether a trainer process is at work or held. */
export function isActive(phase: Phase): boolean {
  switch (phase) {
    case "preparing":
    case "warmingUp":
    case "training":
    case "evaluating":
    case "paused":
    case "stopping":
      return true;
    case "idle":
    case "finished":
    case "stopped":
    case "failed":
      return false;
  }
}

/** Whether a person waits for something of which nobody knows how long it takes. */
export function isWaiting(phase: Phase): boolean {
  return phase === "preparing" || phase === "warmingUp" || phase === "stopping";
}
