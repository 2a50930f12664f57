import fc from "fast-check";
import { expect, it } from "vitest";
import { nextMistakes } from "../../../model/asking/searchTest.js";
import { buildGraph } from "../../../model/network/graph.js";
import { scoresOf } from "../../../model/network/scores.js";
import type { Examples } from "../../../model/data/dataset.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const graph = buildGraph(tinyNetwork);
const { classes } = tinyNetwork;
const signal = new AbortController().signal;

/** Images of one pixel, which tells the session what they are to be taken for. */
function testOf(labels: readonly number[], chosen: readonly number[]): Examples {
  return {
    ...{ count: labels.length, height: 1, width: 1, channels: 1 },
    ...{ images: Uint8Array.from(chosen), labels: Uint16Array.from(labels) },
  };
}

function searched(test: Examples) {
  const asked: number[] = [];
  const session = {
    ask: ({ images, count }: Examples) => {
      asked.push(count);
      const scores = [...images].flatMap((chosen) =>
        Array.from({ length: classes }, (_, label) => (label === chosen ? 1 : 0)),
      );
      return Promise.resolve(new Map([[scoresOf(graph), Float32Array.from(scores)]]));
    },
  };
  return { asked, of: { session, test, graph } };
}

const someClass = fc.nat(classes - 1);
const sets = fc
  .array(fc.record({ label: someClass, chosen: someClass }), { minLength: 1, maxLength: 40 })
  .chain((examples) =>
    fc.record({
      examples: fc.constant(examples),
      order: fc.shuffledSubarray([...examples.keys()]),
      atOnce: fc.integer({ min: 1, max: 9 }),
    }),
  );

it("finds the first mistakes in any order, and looks at no batch behind them", async () => {
  await fc.assert(
    fc.asyncProperty(sets, async ({ examples, order, atOnce }) => {
      const { of, asked } = searched(
        testOf(
          examples.map(({ label }) => label),
          examples.map(({ chosen }) => chosen),
        ),
      );
      const reached: number[] = [];
      const reach = (done: number): void => void reached.push(done);
      const found = await nextMistakes(of, order, { atOnce, reach, signal });
      const isWrong = (example: number): boolean =>
        examples[example]?.label !== examples[example]?.chosen;
      const batches = Array.from({ length: Math.ceil(order.length / atOnce) }, (_, place) =>
        order.slice(place * atOnce, (place + 1) * atOnce),
      );
      const last = batches.findIndex((batch) => batch.some(isWrong));
      expect(found).toEqual((batches[last] ?? []).filter(isWrong));
      const looked = last === -1 ? batches : batches.slice(0, last + 1);
      expect(asked).toEqual(looked.map(({ length }) => length));
      expect(reached[0]).toBe(0);
    }),
  );
});

it("ends where it is taken back", async () => {
  const { of, asked } = searched(testOf([0, 1], [0, 1]));
  const taken = AbortSignal.abort(new Error("The question was taken back."));
  const looking = nextMistakes(of, [0, 1], { atOnce: 1, reach: () => undefined, signal: taken });
  await expect(looking).rejects.toThrow("taken back");
  expect(asked).toEqual([]);
});
