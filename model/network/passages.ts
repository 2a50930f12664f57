import { alexnetPassages } from "./alexnet/passages.js";
import { googlenetPassages } from "./googlenet/passages.js";
import { ninPassages } from "./nin/passages.js";
import type { NetworkGraph } from "./graph.js";
import type { NetworkNode } from "./node.js";
import type { Passage, Passages } from "./passage.js";
import { specSentence } from "./specSentences.js";
import { vgg11Passages } from "./vgg11/passages.js";

/** The networks of which more is told than their layers say by themselves, by id. */
const told: Readonly<Record<string, Passages>> = {
  googlenet: googlenetPassages,
  // Its layers are those of the chapter, and stand where they do.
  "googlenet-bn": googlenetPassages,
  alexnet: alexnetPassages,
  vgg11: vgg11Passages,
  nin: ninPassages,
};

export function passageOf(graph: NetworkGraph, node: NetworkNode): Passage {
  const passages = told[graph.spec.id];
  return {
    sentence: passages?.sentenceOf(node) ?? specSentence(graph, node),
    term: passages?.termOf(node) ?? null,
    section: passages?.section ?? null,
  };
}
