import type { RunEvent, RunEventOf } from "../run/events.js";
import { logEvent } from "../run/logEvent.js";
import type { Checkpoint } from "../folder/checkpointFile.js";
import { failureEvent } from "./failure.js";
import { noProgress, summaryOf } from "../folder/progress.js";
import type { RunPace } from "./runPace.js";
import type { RunRecord } from "../folder/runRecord.js";
import { type Message, says } from "../messages/message.js";

/** Writes every event down before it is passed on, and knows how far the run is. */
export class RunRecorder {
  record: RunRecord | null = null;
  private claiming: Promise<void> = Promise.resolve();
  private step = 0;
  /** The last one's file name. */
  private checkpoint: string | null = null;
  /** Where it went on from. */
  private progress = noProgress;

  constructor(private readonly onEvent: (event: RunEvent) => void) {}

  goOnFrom(checkpoint: Pick<Checkpoint, "file" | "progress"> | null): void {
    if (checkpoint === null) return;
    this.checkpoint = checkpoint.file;
    this.progress = checkpoint.progress;
    this.step = checkpoint.progress.step;
  }

  async begin(
    started: RunEventOf<"started">,
    checksums: Readonly<Record<string, string>>,
  ): Promise<void> {
    await this.record?.writeConfig(started, checksums);
    this.emit(started);
  }

  emit(event: RunEvent): void {
    if (event.kind === "step") this.step = event.step;
    if (event.kind === "checkpoint") this.checkpoint = event.file;
    if (this.record?.repair() === true) this.tellOfRepair(this.record);
    this.record?.append(event);
    this.onEvent(event);
  }

  tell(level: RunEventOf<"log">["level"], said: Message): void {
    this.emit(logEvent(level, said));
  }

  async follow(events: AsyncIterable<RunEvent>, pace: RunPace | null): Promise<void> {
    for await (const event of events) {
      this.emit(event);
      await pace?.observe(event);
    }
  }

  async close(): Promise<void> {
    await this.claiming;
    await this.record?.close();
  }

  private tellOfRepair(record: RunRecord): void {
    // Whoever claims the folder in this moment has deleted it on purpose.
    this.claiming = this.claiming.then(() => record.claimAgain()).catch(() => undefined);
    this.tell(
      "warning",
      says(
        "The run's folder, or a file of its record, was deleted during the run. The record was written anew; the next checkpoint is too.",
      ),
    );
  }

  /** A stop while the run was being prepared is no failure; any other error is one, also after a stop. */
  end(error: unknown, signal: AbortSignal): void {
    const time = Date.now();
    const { step, checkpoint } = this;
    const event: RunEvent =
      signal.aborted && error === signal.reason
        ? { kind: "finished", time, reason: "stopped", summary: summaryOf(this.progress) }
        : failureEvent(error, { step, checkpoint });
    try {
      this.emit(event);
    } catch {
      // The record itself may be what failed; those who watch are still told.
      this.onEvent(event);
    }
  }
}
