import type { RunEvent } from "./events.js";

/** Apart from the schemas, so that a page that only asks for the kind does not carry a validator. */
const kinds: Readonly<Record<RunEvent["kind"], true>> = {
  started: true,
  step: true,
  evaluation: true,
  statistics: true,
  histograms: true,
  timings: true,
  checkpoint: true,
  paused: true,
  resumed: true,
  resized: true,
  log: true,
  finished: true,
  failed: true,
};

/** Whether this version knows the event's kind. A newer one may write others: readers skip them, without a complaint. */
export function hasKnownKind(event: unknown): boolean {
  return (
    typeof event === "object" &&
    event !== null &&
    "kind" in event &&
    Object.hasOwn(kinds, String(event.kind))
  );
}
