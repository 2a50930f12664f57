import { haveSameOptimizer } from "../folder/sameOptimizer.js";
import { newestReadable } from "../folder/readCheckpoint.js";
import { says } from "../messages/message.js";
import { UsageError } from "../messages/userError.js";
import { buildGraph } from "../network/graph.js";
import { buildProgram } from "../program/build.js";
import type { RunTask } from "../run/runRequest.js";
import { requireNetwork } from "./requireNetwork.js";
import { recipeOf } from "./recipeOf.js";

/**
 * Throws a UsageError where a run's checkpoints are not of the optimizer in its configuration, before
 * anything is begun. What else is wrong with them is told when the run goes on.
 */
export async function requireOptimizer({
  config,
  runDirectory,
}: Pick<RunTask, "config" | "runDirectory">): Promise<void> {
  const written = await newestReadable(runDirectory, ({ tensors }) => [...tensors.keys()]).catch(
    () => null,
  );
  if (written === null) return;
  // What an optimizer remembers does not depend on the data.
  const graph = buildGraph(requireNetwork(config));
  const [, height = 1, width = 1] = graph.input;
  const { state } = buildProgram(graph, { height, width }, recipeOf(config));
  const declared = state.map(({ id }) => id);
  if (haveSameOptimizer(written, declared)) return;
  throw new UsageError(
    says(
      "The run's checkpoints are not of the optimizer {0}, which run.json names.",
      config.optimizer,
    ),
    "",
    "Restore run.json from a backup, or begin a new run in another folder.",
  );
}
