import { describe, expect, it } from "vitest";
import { passValues, testPassOf } from "../../../model/asking/testPass.js";
import type { Examples } from "../../../model/data/dataset.js";
import { featuresOf } from "../../../model/network/features.js";
import { buildGraph } from "../../../model/network/graph.js";
import { elementCount } from "../../../model/network/layers.js";
import { findNetwork } from "../../../model/network/index.js";
import { scoresOf } from "../../../model/network/scores.js";
import { noiseExamples } from "../../support/tinyNetwork.js";

const { signal } = new AbortController();
const watch = { atOnce: 3, reach: () => undefined, signal };

/** Answers with numbers that say of which image, place and channel they are. */
function sessionOf(graph: ReturnType<typeof buildGraph>) {
  let seen = 0;
  return {
    ask: ({ count }: Examples) => {
      const of = (id: string): Float32Array => {
        const shape = graph.byId.get(id)!.outputShape;
        const [channels = 1] = shape;
        const each = elementCount(shape);
        return Float32Array.from({ length: count * each }, (_, at) => {
          const image = seen + Math.floor(at / each);
          return 100 * image + (at % channels) + Math.floor((at % each) / channels);
        });
      };
      const answers = new Map(passValues(graph).map((id) => [id, of(id)]));
      seen += count;
      return Promise.resolve(answers);
    },
  };
}

describe("a pass over the test set", () => {
  it.each(["nin", "googlenet", "alexnet"])("keeps what %s's classifier reads", async (id) => {
    const graph = buildGraph(findNetwork(id)!);
    const images = noiseExamples(7);
    const { scores, features } = await testPassOf(sessionOf(graph), graph, images, watch);
    const [channels = 1, ...sides] = graph.byId.get(featuresOf(graph))!.outputShape;
    const places = elementCount(sides);
    expect(features).toMatchObject({ count: 7, length: channels });
    for (const [image, channel] of [
      [0, 0],
      [3, 1],
      [6, channels - 1],
    ] as const) {
      const mean = 100 * image + channel + (places - 1) / 2;
      expect(features.values[image * channels + channel]).toBeCloseTo(mean, 2);
    }
    expect(scores).toHaveLength(7 * graph.spec.classes);
    const each = elementCount(graph.byId.get(scoresOf(graph))!.outputShape);
    expect(scores[5 * each + 2]).toBe(502);
  });

  it("keeps no more than a map shows", async () => {
    const graph = buildGraph(findNetwork("nin")!);
    const images = noiseExamples(10_005, 1);
    const ask = sessionOf(graph).ask;
    const pass = await testPassOf({ ask }, graph, images, { ...watch, atOnce: 999 });
    expect(pass.features.count).toBe(10_000);
    expect(pass.features.values[9_999 * 10]).toBeCloseTo(999_900 + 12, 0);
    expect(pass.scores).toHaveLength(100_050);
  });
});
