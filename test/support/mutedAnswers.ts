import { expect, it } from "vitest";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";
import type { MutedPart } from "../../model/network/mutable.js";

type MutedParts = readonly MutedPart[];

interface Asked {
  readonly ask: <K extends QuestionKind>(kind: K, input: InputOf<K>) => Promise<AnswerOf<K> | null>;
  /** What was told of progress since this was called last. */
  readonly told: () => readonly unknown[];
}

/** What a run of the chapter's network says of itself without some of its parts, and of what flows through them. */
export function testMutedAnswers({ ask, told }: Asked): void {
  it("tells how it does without some parts, as it tells what each path gives", async () => {
    const { paths, accuracy, loss, examples } = (await ask("contribution", 1e6))!;
    for (const { path: node, ...without } of paths.slice(4, 6)) {
      const muted = [{ node, channels: null }];
      const found = (await ask("mutedDoing", { muted, most: 1e6 }))!;
      expect(found).toMatchObject({ step: 2, examples, changed: without.changed });
      expect(found.whole.accuracy).toBe(accuracy);
      expect(found.without.accuracy).toBe(without.accuracy);
      expect(found.whole.loss).toBeCloseTo(loss, 5);
      expect(found.without.loss).toBeCloseTo(without.loss, 5);
    }
    const nothing = { muted: [], most: 2 };
    const same = (await ask("mutedDoing", nothing))!;
    expect(same).toMatchObject({ examples: 2, changed: 0 });
    expect(same.without).toEqual(same.whole);
    // The parts are counted before the work begins.
    const unknown = { muted: [{ node: "b9", channels: null }], most: 2 };
    told();
    await expect(ask("mutedDoing", unknown)).rejects.toThrow(
      "The network has no part b9 that can be muted.",
    );
    expect(told()).toEqual([]);
  });

  it("looks at an image without some parts, and at the whole as before", async () => {
    const nodes = ["b3/3a/path2", "b3/3a/path1", "b3/3a"];
    const look = { example: 1, nodes, most: 300 };
    const lookAt = (muted?: MutedParts) =>
      ask("seenImage", muted === undefined ? look : { ...look, muted });
    const whole = (await lookAt())!;
    const without = (await lookAt([
      { node: "b3/3a/path2", channels: null },
      { node: "b3/3a/path1/conv1x1", channels: [3, 5] },
    ]))!;
    expect(without.nodes["b3/3a/path2"]?.largest).toBe(0);
    const silent = (id: string): readonly number[] =>
      (without.nodes[id]?.maps ?? [])
        .filter(({ largest }) => largest === 0)
        .map(({ channel }) => channel);
    expect(silent("b3/3a/path1")).toEqual(expect.arrayContaining([3, 5]));
    // The others are what they were, also where they are put together.
    const loud = without.nodes["b3/3a"]?.maps.filter(({ largest }) => largest > 0) ?? [];
    expect(whole.nodes["b3/3a"]?.maps).toEqual(expect.arrayContaining(loud));
    expect(loud.length).toBeGreaterThan(0);
    expect(await lookAt([])).toEqual(whole);
    expect(await lookAt()).toEqual(whole);
  });

  it("tells how strongly layers read what the paths of an image give", async () => {
    const layers = ["b3/3b/path1/conv1x1", "b3/3b/path4/conv1x1", "b3/3b/path4/pool"];
    const read = (await ask("readInputs", layers))!;
    const readOf = (muted: MutedParts) => ask("inputsByImage", { example: 1, layers, muted });
    const byImage = (await readOf([]))!;
    expect([read.step, byImage.step]).toEqual([2, 2]);
    for (const each of [read, byImage]) {
      expect(Object.keys(each.layers)).toEqual(layers.slice(0, 2));
    }
    const seen = (await ask("seenImage", { example: 1, nodes: ["b3/3a"], most: 300 }))!;
    const { maps } = seen.nodes["b3/3a"]!;
    const [layer = ""] = layers;
    // Nothing is read of a channel that is silent, and of others as much as the weights let through.
    for (const { channel, largest } of maps) {
      const strength = byImage.layers[layer]?.[channel] ?? NaN;
      expect(strength > 0, `channel ${channel}`).toBe(largest > 0);
      const most = (read.layers[layer]?.[channel] ?? NaN) * largest ** 2 * 4;
      expect(strength).toBeLessThanOrEqual(most * (1 + 1e-5));
    }
    const muted = (await readOf([{ node: "b3/3a/path2/conv3x3", channels: null }]))!;
    const ofPath = muted.layers[layer]?.subarray(64, 192) ?? [];
    expect(ofPath).toHaveLength(128);
    expect([...ofPath].every((strength) => strength === 0)).toBe(true);
    expect(muted.layers[layer]?.subarray(0, 64)).toEqual(byImage.layers[layer]?.subarray(0, 64));
  });
}
