import type { RunState, StatisticsPoint } from "../../run/state.js";
import { medianOf } from "./losses.js";

/** Nodes without others below them: a group would count its layers a second time. */
function layersOf(nodes: StatisticsPoint["nodes"]): readonly string[] {
  const ids = Object.keys(nodes);
  const groups = new Set(
    ids.flatMap((id) => {
      const names = id.split("/");
      return names.slice(1).map((_, index) => names.slice(0, index + 1).join("/"));
    }),
  );
  return ids.filter((id) => !groups.has(id));
}

const known = new WeakMap<StatisticsPoint, number | null>();

/**
 * How far a step moves the weights of the middle layer, as a share of them; null where it was not
 * measured. A point never changes, so each is worked out once.
 */
function medianUpdate(point: StatisticsPoint): number | null {
  const found = known.get(point);
  if (found !== undefined) return found;
  const median = medianOf(layersOf(point.nodes).map((id) => point.nodes[id]?.update));
  known.set(point, median);
  return median;
}

/** That share in the newest readings, the newest last; null unless all of them have it. */
export function newestUpdates({ statistics }: RunState, count: number): readonly number[] | null {
  const updates = statistics
    .slice(-count)
    .map(medianUpdate)
    .filter((update) => update !== null);
  return updates.length === count ? updates : null;
}
