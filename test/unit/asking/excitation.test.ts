import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { excitationOf, excitedAtOnce, excitedNodes } from "../../../model/asking/excitation.js";
import { StrongestUnits, toldOfChannel } from "../../../model/asking/strongestUnits.js";
import type { Examples } from "../../../model/data/dataset.js";
import { spanOf } from "../../../model/network/fieldSpan.js";
import { buildGraph, type NetworkGraph } from "../../../model/network/graph.js";
import { networks } from "../../../model/network/index.js";
import { scoresOf } from "../../../model/network/scores.js";
import { askedProgram } from "../../../model/program/askedProgram.js";
import { Reference } from "../../../model/engine/reference/reference.js";
import { startOf } from "../../support/firstWeights.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { noiseExamples, tinyNetwork } from "../../support/tinyNetwork.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";

const { signal } = new AbortController();
const watch = { reach: () => undefined, signal };

/** Answers with what the float64 reference makes of images, by its first weights. */
function referenceSession(graph: NetworkGraph) {
  const values = excitedNodes(graph).map(({ id }) => id);
  return {
    ask: (images: Examples) => {
      const program = askedProgram(graph, images, values);
      const reference = new Reference(program, images);
      for (const [id, each] of startOf(program.state, 5)) reference.write(id, each);
      reference.run(
        program.evaluation,
        Int32Array.from({ length: images.count }, (_, index) => index),
      );
      return Promise.resolve(
        new Map(values.map((id) => [id, Float32Array.from(reference.read(id).data)])),
      );
    },
    writeState: () => undefined,
    close: () => undefined,
  };
}

describe("the strongest units of a channel", () => {
  it("are those of the examples with the largest ones, whatever passes before them", () => {
    const [places, channels, most] = [3, 2, 4];
    const value = fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 5 }));
    const example = fc.array(value, { minLength: places * channels, maxLength: places * channels });
    fc.assert(
      fc.property(fc.array(example, { maxLength: 12 }), (examples) => {
        const units = new StrongestUnits(channels, most);
        examples.forEach((values, index) => {
          units.add(index, Float32Array.from(values));
        });
        for (let channel = 0; channel < channels; channel++) {
          const best = examples
            .map((values, index) => {
              const own = values.filter((_, place) => place % channels === channel);
              const largest = Math.max(...own);
              return { index, largest, place: own.indexOf(largest) };
            })
            .filter(({ largest }) => largest !== 0)
            .sort((a, b) => b.largest - a.largest)
            .slice(0, most);
          const own = Array.from({ length: most }, (_, rank) => channel * most + rank);
          const { values, examples: found, places: at } = units.found;
          expect(own.map((rank) => found[rank]).filter((index) => index !== -1)).toEqual(
            best.map(({ index }) => index),
          );
          best.forEach(({ largest, place }, rank) => {
            expect([values[own[rank]!], at[own[rank]!]]).toEqual([largest, place]);
          });
        }
      }),
    );
  });
});

describe("what excites the channels of a network", () => {
  it("is found among all examples, with what each is and is taken for", async () => {
    const graph = buildGraph(tinyNetwork);
    const images = noiseExamples(11);
    const session = referenceSession(graph);
    const found = await excitationOf({ session }, graph, images, watch);
    const whole = await session.ask(images);
    expect(found).toMatchObject({ examples: 11, labels: Uint16Array.from(images.labels) });
    const scores = whole.get(scoresOf(graph))!;
    const first = [...scores.subarray(0, tinyNetwork.classes)];
    expect(found.chosen[0]).toBe(first.indexOf(Math.max(...first)));
    for (const { id, outputShape } of excitedNodes(graph)) {
      const [channels = 1] = outputShape;
      const values = whole.get(id)!;
      const own = found.nodes[id]!;
      for (let channel = 0; channel < channels; channel++) {
        const all = values.filter((_, place) => place % channels === channel);
        const most = Math.max(...all);
        if (most !== 0) expect(own.values[channel * toldOfChannel]).toBe(most);
      }
    }
  });

  it.each([tinyNetwork, residualNetwork, unequalNetwork])(
    "lies in the patch of the image that is told: the rest of it changes nothing in $id",
    async (spec) => {
      const graph = buildGraph(spec);
      const [depth = 1, height = 1, width = 1] = graph.input;
      const images = noiseExamples(1, height, width, depth);
      const session = referenceSession(graph);
      const before = await session.ask(images);
      const found = await excitationOf({ session }, graph, images, watch);
      for (const { id } of excitedNodes(graph)) {
        const { field, columns, places, channels } = found.nodes[id]!;
        // The middle channel's strongest unit, or the first unit where that is silent.
        const channel = Math.floor(channels / 2);
        const place = places[channel * toldOfChannel]!;
        const rows = spanOf(field[0], Math.floor(place / columns));
        const across = spanOf(field[1], place % columns);
        const changed = images.images.map((pixel, at) => {
          const [row, column] = [Math.floor(at / depth / width), Math.floor(at / depth) % width];
          const isSeen =
            row >= rows.from && row < rows.to && column >= across.from && column < across.to;
          return isSeen ? pixel : 255 - pixel;
        });
        const after = await session.ask({ ...images, images: changed });
        const at = place * channels + channel;
        expect(after.get(id)![at], id).toBe(before.get(id)![at]);
      }
    },
  );

  it("is asked of so many images at once that their values fit into memory", () => {
    for (const spec of networks) {
      const graph = buildGraph(spec);
      const values = excitedNodes(graph).reduce(
        (sum, { outputShape }) => sum + outputShape.reduce((product, side) => product * side, 1),
        0,
      );
      const count = excitedAtOnce(graph);
      expect(count, spec.id).toBeGreaterThanOrEqual(1);
      expect(4 * count * values, spec.id).toBeLessThanOrEqual(2 ** 26);
    }
  });
});
