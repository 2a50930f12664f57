import { describe, expect, it } from "vitest";
import { ImageInUse } from "../../../model/asking/imageInUse.js";
import type { OpenNetwork, TrainedNetwork } from "../../../model/asking/trainedNetwork.js";
import type { Examples } from "../../../model/data/dataset.js";
import { buildGraph } from "../../../model/network/graph.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const trained = { graph: buildGraph(tinyNetwork), learned: new Map() } as unknown as TrainedNetwork;

const imageOf = (level: number): Examples => ({
  ...{ height: 1, width: 2, channels: 1, count: 1 },
  images: Uint8Array.of(level, 255 - level),
  labels: new Uint8Array(1),
});

/** What is looked at last is remembered; `worked` are the images that were worked out, by their first pixel. */
function imageInUseUnderTest() {
  const worked: number[] = [];
  const open = {
    session: {
      ask: (image: Examples) => {
        worked.push(image.images[0]!);
        return Promise.resolve(new Map([["scores", Float32Array.of(image.images[0]!)]]));
      },
    },
  } as unknown as OpenNetwork;
  const inUse = new ImageInUse(
    () => Promise.resolve(open),
    () => undefined,
  );
  const look = (level: number) => inUse.look(trained, { image: imageOf(level), muted: [] });
  return { worked, look, inUse };
}

describe("images that are looked at in turn", () => {
  it("are worked out once as long as they are, also where one of two is drawn anew each time", async () => {
    const { worked, look } = imageInUseUnderTest();
    for (let drawing = 0; drawing < 12; drawing++) {
      const seen = await look(drawing);
      expect(seen.values.get("scores")).toEqual(Float32Array.of(drawing));
      // It stays beside all of them.
      expect((await look(200)).values.get("scores")).toEqual(Float32Array.of(200));
    }
    expect(worked.filter((level) => level === 200)).toHaveLength(1);
    expect(worked).toHaveLength(13);
  });

  it("are forgotten with the weights, and the oldest before", async () => {
    const { worked, look, inUse } = imageInUseUnderTest();
    for (const level of [1, 2, 3, 4, 1]) await look(level);
    expect(worked).toEqual([1, 2, 3, 4]);
    await look(5);
    // The one that was looked at longest ago has gone.
    await look(2);
    expect(worked).toEqual([1, 2, 3, 4, 5, 2]);
    inUse.forget();
    await look(1);
    expect(worked.at(-1)).toBe(1);
  });
});
