import { type Message, says } from "../../messages/message.js";
import type { Phase } from "../../run/phase.js";
import type { RunState } from "../../run/state.js";
import { deadLayers, type DeadLayers } from "./deadLayers.js";
import { divergence, type Divergence } from "./divergence.js";
import { lostLoss, type LostLoss } from "./lostLoss.js";
import { plateau, type Plateau } from "./plateau.js";

/** What the watchdog sees of a run that has done its steps and has learned nothing, or no longer knows it. */
export type Fruitless = LostLoss | DeadLayers | Divergence | Plateau;

/**
 * The end of a run in the eyes of the watchdog: what its last steps would have been told. The conditions
 * are the same as during the run, and so are their limits. A plateau that is known and harmless is no
 * warning, but is no success either.
 */
export function fruitlessOf(run: RunState): Fruitless | null {
  if (run.phase !== "finished") return null;
  const atLastStep: RunState = { ...run, phase: "training" };
  const context = { classes: run.started?.dataset.classNames.length ?? 0, previous: null };
  return (
    lostLoss.see(run) ??
    wholeModule(deadLayers.see(atLastStep, context)) ??
    divergence.see(atLastStep, context) ??
    plateau.see(atLastStep, context)
  );
}

/** Past a dead path there are others; past a dead module there is nothing. */
function wholeModule(dead: DeadLayers | null): DeadLayers | null {
  return dead?.nodes.some((id) => !id.includes("/")) === true ? dead : null;
}

/** How a run is told: by its phase, or that it is finished in vain. */
export type RunLook = Phase | "fruitless";

export function lookOf(run: RunState): RunLook {
  return isInVain(fruitlessOf(run)) ? "fruitless" : run.phase;
}

export function isInVain(fruitless: Fruitless | null): boolean {
  return fruitless !== null && fruitless.severity !== "information";
}

/** Why nothing came of the run, in a sentence. */
export function fruitlessReason(fruitless: Fruitless): Message {
  switch (fruitless.id) {
    case "lostLoss":
      return fruitless.what === "loss"
        ? says("The loss was lost: it grew without bound.")
        : says("Activations are no longer numbers.");
    case "deadLayers":
      return says(
        "{0} gives zero for every image, so that nothing passes.",
        fruitless.nodes.join(", "),
      );
    case "divergence":
      return says(
        "What was learned is lost: the loss ended at {0}, after a level of {1}.",
        fruitless.loss.toFixed(3),
        fruitless.level.toFixed(3),
      );
    case "plateau":
      return fruitless.severity === "information"
        ? says(
            "The loss is still at {0}, where all classes look alike: the chapter's recipe waits there for up to {1} steps.",
            fruitless.loss.toFixed(3),
            fruitless.normalSteps,
          )
        : says(
            "The loss ended at {0}, where all classes look alike, as at the start.",
            fruitless.loss.toFixed(3),
          );
  }
}
