import type { OperationTimes } from "../../engine/engine.js";
import type { NodeId } from "../../network/spec.js";
import { accesses } from "../../program/accesses.js";
import type { TrainingProgram } from "../../program/program.js";
import type { NodeTimings } from "../../run/events.js";

type Pass = keyof NodeTimings;

/** What the engine's times mean for every node: those of its own operations, or of all nodes inside it. */
export function timingsOf(
  program: TrainingProgram,
  times: OperationTimes,
): Readonly<Record<NodeId, NodeTimings>> {
  const own = { forward: new Map<NodeId, number>(), backward: new Map<NodeId, number>() };
  for (const pass of ["forward", "backward"] as const) {
    for (const value of program[pass].flatMap((operation) => accesses(operation).writes)) {
      const owner = program.ownerOf.get(value);
      const time = times.get(value);
      if (owner === undefined || time === undefined) continue;
      own[pass].set(owner, (own[pass].get(owner) ?? 0) + time);
    }
  }
  const total = (id: NodeId, pass: Pass): number | null => {
    const inside = [...own[pass]].filter(([node]) => node === id || node.startsWith(`${id}/`));
    return inside.length === 0 ? null : inside.reduce((sum, [, time]) => sum + time, 0);
  };
  return Object.fromEntries(
    program.graph.nodes.map(({ id }) => [
      id,
      { forward: total(id, "forward"), backward: total(id, "backward") },
    ]),
  );
}
