import type { RunEvent } from "../../run/events.js";

/** Of what is told at many steps every so manieth is kept, counted in steps from the first. */
const every: Partial<Record<RunEvent["kind"], number>> = {
  step: 5,
  statistics: 50,
  histograms: 100,
};

/**
 * A run's events in a fraction of their bytes: whole in what happens now and then, thinner in what is measured; the
 * last of each kind stays.
 */
export function condensedEvents(events: readonly RunEvent[]): readonly RunEvent[] {
  const last = new Map(events.map((event) => [event.kind, event]));
  return events.filter((event) => {
    if (event === last.get(event.kind)) return true;
    if (event.kind === "checkpoint") return false;
    const apart = every[event.kind];
    return apart === undefined || !("step" in event) || (event.step - 1) % apart === 0;
  });
}
