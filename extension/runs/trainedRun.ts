import type { Memento } from "vscode";
import { stepOf } from "../../model/folder/checkpoint.js";
import { isActive } from "../../model/run/phase.js";
import type { RunState } from "../../model/run/state.js";
import type { RunStore } from "./runStore.js";
import { type Message, says } from "../../model/messages/message.js";

const trainedRunKey = "googlenet.trainedRun";

/**
 * Which run this window trains. Where that is still known when the window is there again, its closing or
 * its reload was the end of the run: a run that ends otherwise is forgotten.
 */
export class TrainedRun {
  constructor(private readonly memento: Memento) {}

  async begin(runId: string): Promise<void> {
    await this.memento.update(trainedRunKey, runId);
  }

  async end(): Promise<void> {
    await this.memento.update(trainedRunKey, undefined);
  }

  /** Says of a run on which nobody works why it stopped, and how it goes on. */
  tellEnd(store: RunStore): void {
    const state = store.state();
    const wasOurs = this.memento.get(trainedRunKey) === store.runId();
    if (wasOurs && (state.phase === "stopped" || isActive(state.phase))) {
      store.setPhase("stopped", endOfWindow(state));
    } else if (isActive(state.phase)) {
      store.setPhase("stopped", says("Interrupted: its window or its trainer was closed."));
    }
  }
}

function endOfWindow({ steps, checkpoint }: RunState): Message {
  return checkpoint === null
    ? says("This window was closed or reloaded, which ended the run before its first checkpoint.")
    : says(
        "This window was closed or reloaded while the run trained; it waits at step {0}.",
        stepOf(checkpoint) ?? steps.at(-1)?.step ?? 0,
      );
}
