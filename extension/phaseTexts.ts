import type { Phase } from "../model/run/phase.js";

interface PhaseText {
  readonly title: string;
  /** A codicon's id; spinning where work goes on. */
  readonly icon: string;
}

/** How a phase is told outside the pages. */
export const phaseTexts: Readonly<Record<Phase, PhaseText>> = {
  idle: { title: "Ready", icon: "type-hierarchy-sub" },
  preparing: { title: "Preparing", icon: "loading~spin" },
  warmingUp: { title: "Warming up", icon: "loading~spin" },
  training: { title: "Training", icon: "loading~spin" },
  evaluating: { title: "Evaluating", icon: "loading~spin" },
  paused: { title: "Paused", icon: "debug-pause" },
  stopping: { title: "Stopping", icon: "loading~spin" },
  finished: { title: "Finished", icon: "check" },
  stopped: { title: "Stopped", icon: "debug-stop" },
  failed: { title: "Failed", icon: "error" },
};
