import type { RunState } from "../../model/run/state.js";

/** The moments of a run that can be looked at, by their steps. */
export interface Moments {
  /** Those that were measured, the oldest first; the end of the run so far is none of them. */
  readonly steps: readonly number[];
  /** The newest step that is known: there lies the run as it stands. */
  readonly end: number;
  /** Of each epoch the last moment, where the run has gone on to another. */
  readonly epochEnds: readonly number[];
}

/** Null where there are not two moments to choose from. */
export function momentsOf({
  statistics,
  steps,
}: Pick<RunState, "statistics" | "steps">): Moments | null {
  const end = steps.at(-1)?.step ?? 0;
  const measured = statistics.map(({ step }) => step).filter((step) => step < end);
  if (statistics.length < 2 || measured.length === 0) return null;
  const epochs = [...measured, end].map((step) => epochAt(steps, step));
  const isLastOfEpoch = (_: number, place: number): boolean =>
    (epochs[place] ?? 0) < (epochs[place + 1] ?? 0);
  return { steps: measured, end, epochEnds: measured.filter(isLastOfEpoch) };
}

function epochAt(steps: RunState["steps"], step: number): number {
  const row = steps.countUpTo(step) - 1;
  return row < 0 ? 0 : steps.read(row, "epoch");
}

/** Where one looks: at a step, or, where it is null, at the end of the run so far, whatever that becomes. */
export type Place = number | null;

export type Way = "next" | "previous" | "nextEpoch" | "previousEpoch" | "first" | "end";

/** Where a way leads; to where it came from where it leads nowhere. */
export function placeAfter({ steps, epochEnds }: Moments, from: Place, way: Way): Place {
  const at = from ?? Infinity;
  switch (way) {
    case "next":
      return steps.find((step) => step > at) ?? null;
    case "previous":
      return steps.findLast((step) => step < at) ?? from;
    case "nextEpoch":
      return epochEnds.find((step) => step > at) ?? null;
    case "previousEpoch":
      return epochEnds.findLast((step) => step < at) ?? steps[0] ?? from;
    case "first":
      return steps[0] ?? from;
    case "end":
      return null;
  }
}

/** The moment that is nearest to a step. */
export function placeNear({ steps, end }: Moments, step: number): Place {
  const after = steps.find((each) => each >= step) ?? end;
  const before = steps.findLast((each) => each < step) ?? after;
  const nearest = step - before < after - step ? before : after;
  return nearest < end ? nearest : null;
}

/** The newest moment that comes no later than a step, which is the first at least. */
export function placeReached({ steps, end }: Moments, step: number): Place {
  return step >= end ? null : (steps.findLast((each) => each <= step) ?? steps[0] ?? null);
}
