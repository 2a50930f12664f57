import { computed, type ReadonlySignal } from "@preact/signals-core";
import { allValuesOf, liveValuesOf, type LiveValues } from "../../state/liveValues.js";
import { paced } from "../../state/binding/paced.js";
import type { RunStore } from "../../state/runStore.js";
import type { Timeline } from "../../state/timeline.js";
import { isSameList } from "../../state/isSameList.js";
import { pathLossesOf } from "../../state/pathLosses.js";
import type { PathContributions } from "../../../model/asking/pathContribution.js";
import { settled } from "../../state/settled.js";

/**
 * The live numbers of the run as it is shown; changes with its statistics and timings alone, not with every
 * step. None while a what-if changes the network: they were measured on another one.
 */
export function liveSignalOf(
  { answer }: Pick<RunStore, "answer">,
  { shown }: Pick<Timeline, "shown">,
  contribution: ReadonlySignal<PathContributions | null>,
): ReadonlySignal<LiveValues> {
  const statistics = settled(() => shown.value.statistics, isSameList);
  const timings = settled(() => shown.value.timings, isSameList);
  const losses = computed(() =>
    contribution.value === null ? null : pathLossesOf(contribution.value),
  );
  const isChanged = computed(() => answer.value?.isChanged === true);
  return computed(() =>
    isChanged.value
      ? liveValuesOf({ statistics: [] })
      : liveValuesOf({
          ...{ statistics: statistics.value, timings: timings.value },
          losses: losses.value,
        }),
  );
}

/** The numbers of each moment of a run that is looked back at; none while it is shown as it stands. */
export function allValuesSignalOf({
  place,
  held,
}: Pick<Timeline, "place" | "held">): ReadonlySignal<readonly LiveValues[]> {
  const isPast = computed(() => place.value !== null);
  return computed(() => (isPast.value ? allValuesOf(held.value) : []));
}

/** A number that changes faster cannot be read. */
const readableForMs = 250;

/**
 * The live numbers for what is read: that there are some, or none any more, is told at once, and so is that a
 * person looks back, or no longer. Numbers that pass under the hand are as unreadable as those of a fast run.
 */
export function readableSignalOf(
  live: ReadonlySignal<LiveValues>,
  { place }: Pick<Timeline, "place">,
): ReadonlySignal<LiveValues> {
  const looked = computed(() => ({ values: live.value, isPast: place.value !== null }));
  const told = paced(
    looked,
    readableForMs,
    (before, next) =>
      (before.values.step === null) !== (next.values.step === null) ||
      before.isPast !== next.isPast,
  );
  return computed(() => told.value.values);
}
