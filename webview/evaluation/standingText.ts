import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import { checkpointStep } from "../state/checkpointStep.js";
import { formatCount } from "../words/format.js";
import { t } from "../words/l10n.js";
import type { Tested } from "./tested.js";
import type { Standing } from "../state/longQuestion.js";

/** What the head of the page says of how things stand, and what a person may do about it. */
export interface Told {
  /** Empty where the numbers say everything. */
  readonly text: string;
  readonly isFault: boolean;
  readonly action: "train" | "evaluate" | "again" | null;
}

interface Known {
  readonly run: RunState;
  /** The step of which the weights are evaluated; null for the newest. */
  readonly at: number | null;
  readonly standing: Standing;
  readonly tested: Tested | null;
  /** Whether it is still looked for whether the run was evaluated before. */
  readonly isRecalling: boolean;
}

const silent: Told = { text: "", isFault: false, action: null };

export function toldOf({ run, at, standing, tested, isRecalling }: Known): Told {
  if (standing.kind === "asking") return silent;
  if (run.started === null) return { ...silent, ...withoutRun(run) };
  if (standing.kind === "failed") return { text: standing.message, isFault: true, action: "again" };
  if (standing.kind === "absent") {
    return { ...silent, text: withoutWeights(run), action: isActive(run.phase) ? "again" : null };
  }
  if (tested === null) return isRecalling ? silent : unasked(run, at);
  return at === null ? since(run, tested.said.step) : silent;
}

function withoutRun({ phase }: RunState): Partial<Told> {
  if (isActive(phase)) return { text: t("The run has not begun yet.") };
  return {
    text: t("There is no run yet. Train one, and this page shows what it gets wrong."),
    action: "train",
  };
}

function withoutWeights({ phase }: RunState): string {
  return isActive(phase)
    ? t("There are no weights to evaluate yet: the run has taken no step.")
    : t("This run ended before its first checkpoint, so there are no weights to evaluate.");
}

function unasked(run: RunState, at: number | null): Told {
  const isNewest = at === null;
  if (isNewest && isActive(run.phase)) {
    return { ...silent, text: costText(), action: "evaluate" };
  }
  if (isNewest && run.checkpoint === null) return { ...silent, text: withoutWeights(run) };
  // A person took the question back.
  return { ...silent, text: t("These weights were not evaluated."), action: "evaluate" };
}

function costText(): string {
  return t(
    "The run is at work. Evaluating its weights of this moment slows it for about as long as the evaluation at the end of an epoch takes.",
  );
}

/** What has come since it was evaluated at that step. */
function since(run: RunState, step: number): Told {
  const newest = isActive(run.phase) ? (run.steps.at(-1)?.step ?? 0) : checkpointStep(run);
  if (newest <= step) return silent;
  const text = isActive(run.phase)
    ? t("The run has come to step {0} since. {1}", formatCount(newest), costText())
    : t("There is a later checkpoint, of step {0}.", formatCount(newest));
  return { ...silent, text, action: "again" };
}
