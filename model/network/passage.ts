import type { Phrase } from "../messages/message.js";
import type { NetworkNode } from "./node.js";

/** A text of the translations and the numbers and names in it. */
export type Words = Phrase<string | number>;

/** What is told of a network beyond what its layers say by themselves. */
export interface Passages {
  /** Undefined where no more can be said than what is true of every network. */
  readonly sentenceOf: (node: NetworkNode) => Words | undefined;
  /** What the network's paper calls it; null where it has no word of its own. */
  readonly termOf: (node: NetworkNode) => Words | null;
  /** The section of the book (Dive into Deep Learning) that tells of the network; left out for the chapter's own. */
  readonly section?: string;
}

/** What is said of a node. */
export interface Passage {
  readonly sentence: Words;
  /** What the paper calls it; null in a network that is of no paper. */
  readonly term: Words | null;
  /** The book's section on the network; null where it has none besides the chapter. */
  readonly section: string | null;
}
