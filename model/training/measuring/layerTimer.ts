import type { Session } from "../../engine/engine.js";
import { says } from "../../messages/message.js";
import { saidBy } from "../../messages/saidError.js";
import type { TrainingProgram } from "../../program/program.js";
import type { RunEvent } from "../../run/events.js";
import { logEvent } from "../../run/logEvent.js";
import { timingsOf } from "./timings.js";

/** Timings are an addition: where they cannot be taken, as for want of memory, the run does without. */
export class LayerTimer {
  private canTime = true;

  async *time(
    session: Pick<Session, "timeLayers">,
    program: TrainingProgram,
    { batch, step }: { readonly batch: Int32Array; readonly step: number },
  ): AsyncGenerator<RunEvent, void, void> {
    if (!this.canTime) return;
    try {
      const nodes = timingsOf(program, await session.timeLayers(batch));
      yield { kind: "timings", time: Date.now(), step, nodes };
    } catch (error) {
      this.canTime = false;
      yield logEvent("warning", says("The layers could not be timed: {0}", saidBy(error)));
    }
  }
}
