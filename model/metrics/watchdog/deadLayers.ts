import type { RunState, StatisticsPoint } from "../../run/state.js";
import type { NodeId } from "../../network/spec.js";
import type { Condition, Sight } from "./condition.js";

export interface DeadLayers extends Sight {
  readonly id: "deadLayers";
  /** The outermost parts that are dead as a whole: a path, not each of its layers. */
  readonly nodes: readonly NodeId[];
  /** The smallest share of channels without any output among them, 0 to 1. */
  readonly share: number;
}

/** So many of a run's newest statistics tell what is dead. */
export const readings = 3;
/** In the recorded runs a path reaches 0.62 for a moment and recovers. */
const [arisesAt, staysAt] = [0.95, 0.9];

/** Parts of the network give zero for every example: no gradient flows through them, so they cannot come back by themselves. */
export const deadLayers: Condition<DeadLayers> = {
  id: "deadLayers",
  see(run, { previous }) {
    const newest = run.statistics[run.statistics.length - 1];
    if (newest === undefined) return null;
    const wasSeen = new Set(previous?.nodes);
    const dead = Object.keys(newest.nodes).filter((id) =>
      wasSeen.has(id) ? shareAt(newest, id) >= staysAt : hasLongBeenDead(run, id),
    );
    const nodes = dead.filter((id) => !dead.some((other) => id.startsWith(`${other}/`)));
    if (nodes.length === 0) return null;
    return {
      id: "deadLayers",
      severity: "warning",
      step: newest.step,
      nodes,
      share: Math.min(...nodes.map((id) => shareAt(newest, id))),
    };
  },
};

/** Whether any part is dead now, if only since the newest reading. */
export function hasDeadNodes({ statistics }: Pick<RunState, "statistics">): boolean {
  const newest = statistics.at(-1);
  return (
    newest !== undefined && Object.keys(newest.nodes).some((id) => shareAt(newest, id) >= staysAt)
  );
}

function hasLongBeenDead({ statistics }: RunState, id: NodeId): boolean {
  const newest = statistics.slice(-readings);
  return newest.length === readings && newest.every((point) => shareAt(point, id) >= arisesAt);
}

function shareAt({ nodes }: StatisticsPoint, id: NodeId): number {
  return nodes[id]?.dead ?? 0;
}
