import type { NetworkGraph, NetworkNode } from "../../../model/network/graph.js";
import { chapterPassage } from "./chapterPassages.js";
import { specSentence } from "./specSentences.js";

/** What is said of a node in a sentence. */
export interface Passage {
  readonly sentence: string;
  /** What the paper calls it; null in a network that is of no paper. */
  readonly paperTerm: string | null;
}

/** Networks of which more is told than their layers say by themselves, by id. */
const told: Readonly<Record<string, (graph: NetworkGraph, node: NetworkNode) => Passage>> = {
  googlenet: chapterPassage,
};

export function passageOf(graph: NetworkGraph, node: NetworkNode): Passage {
  const tell = told[graph.spec.id];
  return tell?.(graph, node) ?? { sentence: specSentence(graph, node), paperTerm: null };
}
