import type { NetworkGraph } from "../../../model/network/graph.js";
import type { NetworkNode } from "../../../model/network/node.js";
import { passageOf as passageInWords } from "../../../model/network/passages.js";
import { phrase } from "../../words/l10n.js";

/** What is said of a node, in the person's language. */
export interface Passage {
  readonly sentence: string;
  /** What the paper calls it; null in a network that is of no paper. */
  readonly paperTerm: string | null;
  /** The book's section on the network; null where it has none. */
  readonly section: string | null;
}

export function passageOf(graph: NetworkGraph, node: NetworkNode): Passage {
  const { sentence, term, section } = passageInWords(graph, node);
  return { sentence: phrase(sentence), paperTerm: term === null ? null : phrase(term), section };
}
