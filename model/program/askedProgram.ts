import type { NetworkGraph } from "../network/graph.js";
import { accesses } from "./accesses.js";
import { buildProgram } from "./build.js";
import type { ValueId } from "./operations.js";
import type { ImageTable, TrainingProgram } from "./program.js";

/**
 * The program of a session that is asked for values of `graph` as it is used, and never trained.
 * Throws an Error where an evaluation does not compute one of them for every example.
 */
export function askedProgram(
  graph: NetworkGraph,
  images: ImageTable,
  asked: readonly ValueId[],
): TrainingProgram {
  const program = buildProgram(graph, images);
  const written = new Set(program.evaluation.flatMap((each) => accesses(each).writes));
  const lost = asked.find((id) => !written.has(id) || program.values.get(id)?.perExample !== true);
  if (lost !== undefined) throw new Error(`No evaluation computes ${lost} for every example.`);
  const nothing = { backward: [], update: [], statistics: [], histograms: [] };
  return {
    ...{ ...program, ...nothing, statisticsOf: [], histogramsOf: [] },
    forward: program.evaluation,
    asked,
  };
}
