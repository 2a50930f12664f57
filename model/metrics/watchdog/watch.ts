import { isActive } from "../../run/phase.js";
import type { RunState } from "../../run/state.js";
import { fruitlessOf, type Fruitless } from "./fruitless.js";
import { conditions, type Finding, type FindingOf } from "./index.js";

/** A finding with when it was seen. */
export interface Sighting<F extends Finding = Finding> {
  readonly finding: F;
  /** The step at which it arose: a condition that goes and comes is another sighting. */
  readonly arose: number;
  /** When it was last seen, in milliseconds of the run's own clock. */
  readonly seenAt: number;
}

/** What the watchdog knows of a run: a fold over its states, as the run's state is one over its events. */
export interface Watch {
  readonly runId: string | null;
  /** The most urgent first, one of each condition at most. */
  readonly sightings: readonly Sighting[];
}

export const initialWatch: Watch = { runId: null, sightings: [] };

/** A sighting stays as long as this after its condition was last seen: nothing flashes past. */
const lingersMs = 5000;

// SAFETY: a table that is written out has no other keys.
const ids = Object.keys(conditions) as readonly Finding["id"][];

/** The next of the watch; pure. Another run begins anew. */
export function watch(before: Watch, run: RunState, classes: number): Watch {
  const runId = run.started?.runId ?? null;
  const known = runId === before.runId ? before.sightings : [];
  const fruitless = fruitlessOf(run);
  return {
    runId,
    sightings: ids.flatMap(
      (id) =>
        look(id, known, run, classes) ?? (fruitless?.id === id ? atEnd(fruitless, known, run) : []),
    ),
  };
}

/** What a run ended with stays. */
function atEnd(finding: Fruitless, known: readonly Sighting[], { steps }: RunState): Sighting {
  const before = known.find((sighting) => isOf(finding.id, sighting));
  return { finding, arose: before?.arose ?? finding.step, seenAt: steps.at(-1)?.time ?? 0 };
}

function look<I extends Finding["id"]>(
  id: I,
  known: readonly Sighting[],
  run: RunState,
  classes: number,
): Sighting<FindingOf<I>> | null {
  const last = run.steps.at(-1);
  // A run that has gone on from a checkpoint has not yet seen what came after it.
  const before = known
    .filter((sighting) => isOf(id, sighting))
    .find(({ arose }) => arose <= (last?.step ?? 0));
  const seenAt = last?.time ?? 0;
  const finding = conditions[id].see(run, { classes, previous: before?.finding ?? null });
  if (finding !== null) return { finding, arose: before?.arose ?? finding.step, seenAt };
  // The clock of a run that has ended stands still, and one that was set back tells of no time passed.
  const isFresh =
    isActive(run.phase) && before !== undefined && Math.abs(seenAt - before.seenAt) < lingersMs;
  return isFresh ? before : null;
}

function isOf<I extends Finding["id"]>(
  id: I,
  sighting: Sighting,
): sighting is Sighting<FindingOf<I>> {
  return sighting.finding.id === id;
}
