import { setImmediate as nextTurn } from "node:timers/promises";
import type { Examples } from "../data/dataset.js";
import { examplesAt } from "../data/examplesAt.js";
import type { Session } from "../engine/engine.js";
import type { NetworkGraph } from "../network/graph.js";
import { scoresOf } from "../network/scores.js";
import { finiteOf } from "./askInBatches.js";
import { answersOf } from "./scores.js";
import type { PacedWatch } from "./watch.js";

/** Where mistakes are looked for. */
export interface Searched {
  readonly session: Pick<Session, "ask">;
  readonly test: Examples;
  readonly graph: NetworkGraph;
}

/**
 * Looks at these examples of the test set in their order, batch after batch, until there is a mistake among them;
 * tells all that the same batch has. Throws as `askInBatches`.
 */
export async function nextMistakes(
  { session, test, graph }: Searched,
  order: readonly number[],
  { atOnce, reach, signal, between }: PacedWatch & { readonly atOnce: number },
): Promise<readonly number[]> {
  const scores = scoresOf(graph);
  reach(0, order.length);
  for (let first = 0; first < order.length; first += atOnce) {
    // An engine may compute without giving way to signals and questions.
    await nextTurn();
    await between?.();
    signal.throwIfAborted();
    const some = order.slice(first, first + atOnce);
    const said = finiteOf(await session.ask(examplesAt(test, some)), scores);
    const chosen = answersOf(said, graph.spec.classes).map((answer) => answer.chosen);
    const examples = some.filter((example, place) => chosen[place] !== test.labels[example]);
    if (examples.length > 0) return examples;
    reach(first + some.length, order.length);
  }
  return [];
}
