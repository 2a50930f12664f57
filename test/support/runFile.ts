import { existsSync, readFileSync } from "node:fs";
import { runEventSchema, type RunEvent } from "../../model/run/events.js";
import { recordedRun } from "./recordedRun.js";

const file = "test/fixtures/runs/chapter.ndjson";

/** The events of a real run where its recording is kept, else of an invented one; at least `steps` steps. */
export function chapterEvents(steps: number): readonly RunEvent[] {
  if (!existsSync(file)) return recordedRun({ steps });
  const events = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => runEventSchema.parse(JSON.parse(line)));
  const last = events.findIndex((event) => event.kind === "step" && event.step === steps);
  return last < 0 ? events : events.slice(0, last + 1);
}
