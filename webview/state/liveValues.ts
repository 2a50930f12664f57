import type { NodeStatistics } from "../../model/run/events.js";
import type { NodeId } from "../../model/network/spec.js";
import type { RunState } from "../../model/run/state.js";
import { lossOf, type PathLosses } from "./pathLosses.js";
import { bothPasses } from "../../model/run/nodeTimes.js";

/** The live numbers of a run by node. */
export interface LiveValues {
  /** The step they were measured at; null before the first. */
  readonly step: number | null;
  /** The step at which layers were last timed; null before the first. */
  readonly timedStep: number | null;
  /** The steps of which the histories are, oldest first. */
  readonly steps: readonly number[];
  latest(id: NodeId): NodeStatistics | undefined;
  /** Milliseconds a step, forward and backward; null where the node was not timed. */
  time(id: NodeId): number | null;
  /** The step after which it was asked what each path gives; null where nobody has. */
  readonly lossStep: number | null;
  /** How much less often the network is right without the node's path. */
  lossWithout(id: NodeId): number | null;
  /** The last values of a measure, oldest first; all of them where no count is given. */
  history(id: NodeId, measure: keyof NodeStatistics, count?: number): readonly (number | null)[];
}

/** Each moment that a run has numbers of, alone. */
export function allValuesOf({
  statistics,
  timings,
}: Pick<RunState, "statistics" | "timings">): readonly LiveValues[] {
  return [
    ...statistics.map((point) => liveValuesOf({ statistics: [point] })),
    ...timings.map((point) => liveValuesOf({ statistics: [], timings: [point] })),
  ];
}

export function liveValuesOf({
  statistics: points,
  timings: times = [],
  losses = null,
}: Pick<RunState, "statistics"> &
  Partial<Pick<RunState, "timings">> & { readonly losses?: PathLosses | null }): LiveValues {
  const newest = points.at(-1);
  const timings = times.at(-1) ?? null;
  return {
    step: newest?.step ?? null,
    timedStep: timings?.step ?? null,
    get steps() {
      return points.map(({ step }) => step);
    },
    latest: (id) => newest?.nodes[id],
    time: (id) => (timings === null ? null : bothPasses(timings.nodes, id)),
    lossStep: losses?.step ?? null,
    lossWithout: (id) => lossOf(losses, id),
    history: (id, measure, count = points.length) => {
      const values: (number | null)[] = [];
      for (let index = Math.max(0, points.length - count); index < points.length; index++) {
        values.push(points[index]?.nodes[id]?.[measure] ?? null);
      }
      return values;
    },
  };
}
