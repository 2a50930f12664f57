import type { RunEventOf } from "../../model/run/events.js";

/** The end of a run whose trainer was killed. */
export const killedEvent: RunEventOf<"failed"> = {
  kind: "failed",
  time: 0,
  step: 320,
  message: "The trainer was killed.",
  reason: "The system ran out of memory.",
  action: "Use a smaller batch.",
  remedy: null,
  checkpoint: null,
};
