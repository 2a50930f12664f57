import type { RunEvent } from "../../run/events.js";

/** Of what is told at many steps every so manieth is kept, counted in steps from the first. */
const every: Partial<Record<RunEvent["kind"], number>> = {
  step: 5,
  statistics: 50,
  histograms: 100,
};

/** A run's events in a fraction of their bytes: whole in what happened once, thinner in what is measured. */
export function condensedEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const lastCheckpoint = events.findLast(({ kind }) => kind === "checkpoint");
  return events.filter((event) => {
    if (event.kind === "checkpoint") return event === lastCheckpoint;
    const apart = every[event.kind];
    return apart === undefined || !("step" in event) || (event.step - 1) % apart === 0;
  });
}
