import { describe, expect, it } from "vitest";
import { inputsByImage } from "../../../model/asking/inputsByImage.js";
import { mutedDoing } from "../../../model/asking/mutedDoing.js";
import { NetworkInUse } from "../../../model/asking/networkInUse.js";
import { nextMistake } from "../../../model/asking/nextMistake.js";
import type { Question } from "../../../model/asking/question.js";
import { relevance } from "../../../model/asking/relevance.js";
import { seenImage } from "../../../model/asking/seenImage.js";
import type { AskingSurroundings } from "../../../model/asking/surroundings.js";
import type { TrainedNetwork } from "../../../model/asking/trainedNetwork.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { environmentAt } from "../../support/environment.js";
import { startOf } from "../../support/firstWeights.js";
import { noiseDataset, noiseExamples } from "../../support/tinyNetwork.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";
import { buildWasm } from "../../support/wasm.js";

const graph = buildGraph(unequalNetwork);
const dataset = { ...noiseDataset(1, 1), test: noiseExamples(5, 6, 5, 3) };
const layer = graph.nodes.find(({ layer: spec }) => spec?.kind === "convolution")!.id;
const watch = { signal: new AbortController().signal, reach: () => undefined };

interface Stepped {
  readonly step: number;
}

function networkAnswer<I, A extends Stepped>(
  question: Question<I, A>,
  network: NetworkInUse,
  input: I,
): Promise<A | null> {
  if (question.of !== "network") throw new TypeError("It is asked of a state.");
  return question.answer(network, input, watch);
}

function trainedAt(step: number): TrainedNetwork {
  const tensors = startOf(buildProgram(graph, dataset.test).state, step);
  return { graph, tensors, learned: { graph, tensors }, step };
}

async function inUse(trained: TrainedNetwork): Promise<NetworkInUse> {
  const surroundings = {
    ...{ environment: environmentAt(await buildWasm()), engine: "wasm", log: () => undefined },
    ...{ classNames: dataset.classNames, load: () => Promise.resolve(dataset) },
  };
  return new NetworkInUse(trained, surroundings as unknown as AskingSurroundings);
}

/** As it is told of one question after the other, or of all that are asked before the first is answered. */
function questionsTo(network: NetworkInUse): readonly (() => Promise<Stepped | null>)[] {
  const muted = [{ node: layer, channels: null }];
  return [
    () => networkAnswer(seenImage, network, { example: 1, nodes: [layer], most: 1 }),
    () => networkAnswer(relevance, network, { example: 1, node: layer, label: 0 }),
    () => networkAnswer(inputsByImage, network, { example: 1, layers: [layer] }),
    () => networkAnswer(mutedDoing, network, { muted, most: 5 }),
    () => networkAnswer(nextMistake, network, { after: 0, within: null }),
  ];
}

describe("a network in use", () => {
  it("says of each answer whose weights it is of, also where they change while it waits", async () => {
    const alone: (Stepped | null)[] = [];
    const known = await inUse(trainedAt(2));
    for (const ask of questionsTo(known)) alone.push(await ask());
    await known.close();
    expect(alone.map((answer) => answer?.step)).toEqual(alone.map(() => 2));

    const network = await inUse(trainedAt(1));
    const renewed = network.renew(trainedAt(2));
    const together = await Promise.all(questionsTo(network).map((ask) => ask()));
    await renewed;
    expect(together).toEqual(alone);
    await network.close();
  });
});
