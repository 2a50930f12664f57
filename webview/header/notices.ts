import { chanceLoss, isOnPlateau } from "../../model/metrics/plateau.js";
import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import type { PageCommand } from "../protocol.js";

/** Something a person should know of the run beside its numbers. */
export interface Notice {
  readonly id: string;
  readonly kind: "error" | "information";
  readonly title: string;
  readonly sentences: readonly string[];
  readonly actions: readonly NoticeAction[];
}

export interface NoticeAction {
  readonly command: PageCommand;
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
}

export function noticesOf(run: RunState, classes: number): readonly Notice[] {
  return [failureNotice(run), plateauNotice(run, classes)].filter((notice) => notice !== null);
}

function failureNotice({ phase, failure }: RunState): Notice | null {
  if (phase !== "failed" || failure === null) return null;
  const kept =
    failure.checkpoint === null ? [] : [`The last checkpoint is kept: ${failure.checkpoint}.`];
  return {
    id: "failure",
    kind: "error",
    title: failure.message,
    sentences: [failure.reason, failure.action, ...kept].filter((sentence) => sentence !== ""),
    actions: [
      { command: "restart", label: "Restart", icon: "debug-restart" },
      { command: "showLog", label: "Show Log", icon: "output" },
    ],
  };
}

function plateauNotice(run: RunState, classes: number): Notice | null {
  if (!isActive(run.phase) || !isOnPlateau(run, classes)) return null;
  const level = chanceLoss(classes).toFixed(3);
  return {
    id: "plateau",
    kind: "information",
    title: `Loss at ln ${classes} = ${level}: all classes still look alike.`,
    sentences: [
      "A known plateau of the chapter's recipe (learning rate 0.1, no batch normalization), not a bug: the loss waits here for a while, then falls.",
    ],
    actions: [],
  };
}
