import { readFileSync } from "node:fs";
import { runEventSchema, type RunEvent } from "../../model/run/events.js";

const file = new URL("../fixtures/runs/chapter.ndjson", import.meta.url);

/**
 * The events of a real run of the chapter's recipe (float32, seed 0, two cores, 2026-11-24), with
 * one step of twenty kept: seven epochs, and then the loss is lost.
 */
export function chapterRun(): readonly RunEvent[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => runEventSchema.parse(JSON.parse(line)));
}

/** That run up to a step. */
export function chapterEvents(steps: number): readonly RunEvent[] {
  const events = chapterRun();
  const last = events.findIndex((event) => event.kind === "step" && event.step >= steps);
  return last < 0 ? events : events.slice(0, last + 1);
}
