import type { LogOutputChannel } from "vscode";
import { says } from "../../model/messages/message.js";
import { messageOf } from "../../model/messages/userError.js";
import { isActive } from "../../model/run/phase.js";
import type { RunRequest } from "../../model/run/runRequest.js";
import { failureOfExit, failureOfRefusal } from "../trainer/trainerFailure.js";
import type { TrainerProcess } from "../trainer/trainerProcess.js";
import type { RunStorage } from "./runStorage.js";
import type { RunStore } from "./runStore.js";
import { untoldEvents } from "./untoldEvents.js";

/** A run at work, and the process that trains it. */
export interface Job {
  readonly request: RunRequest;
  readonly trainer: TrainerProcess;
  /** The user ended it without waiting for its checkpoint. */
  isAbandoned: boolean;
}

interface Surroundings {
  readonly live: RunStore;
  readonly storage: Pick<RunStorage, "follow" | "appendEvent">;
  readonly log: Pick<LogOutputChannel, "warn">;
}

/** Ends a run whose trainer is gone or refused it, and did not say how it ended. Never rejects. */
export async function endWithoutOutcome(
  { request, trainer, isAbandoned }: Job,
  refusal: { readonly error: unknown } | null,
  { live, storage, log }: Surroundings,
): Promise<void> {
  const exit = await trainer.stopped;
  live.append(await untoldEvents(storage.follow(request.runId), live.eventCount()));
  if (!isActive(live.state().phase)) return;
  if (isAbandoned) {
    const lost =
      live.state().checkpoint === null
        ? says("Ended at once, before its first checkpoint: nothing of it is kept.")
        : says("Ended at once; what came after the last checkpoint is lost.");
    live.setPhase("stopped", lost);
    return;
  }
  const isRefusal = refusal !== null && exit.wasStopped;
  const state = live.state();
  const failed = isRefusal ? failureOfRefusal(refusal.error, state) : failureOfExit(exit, state);
  live.append([failed]);
  // What ended it, as a full disk, may keep this from being written too: it has ended all the same.
  await storage.appendEvent(request.runId, failed).catch((error: unknown) => {
    log.warn(`The end of the run is not recorded: ${messageOf(error)}`);
  });
}
