import { expect, it } from "vitest";
import type { AnswerOf, InputOf, QuestionKind } from "../../model/asking/index.js";

interface Asked {
  readonly ask: <K extends QuestionKind>(
    kind: K,
    input: InputOf<K>,
    id?: string,
  ) => Promise<AnswerOf<K> | null>;
  readonly cancel: (id: string) => void;
  /** What was told of how far answers are, the name of its question first. */
  readonly told: () => readonly (readonly [string, ...unknown[]])[];
}

/** How the map of a test set of a dozen images is asked of a run. */
export function testMapAnswers({ ask, cancel, told }: Asked): void {
  it("draws a map of its test set by what the classifier reads, with the nearest of each image", async () => {
    const before = told().length;
    const map = (await ask("testMap", null))!;
    const tested = (await ask("testedExamples", null))!;
    const all = tested.labels.length;
    expect(map).toMatchObject({ step: 2, features: 1024, each: all - 1 });
    expect(map.places).toHaveLength(2 * all);
    expect(map.places.every(Number.isFinite)).toBe(true);
    const rows: Float32Array[] = [];
    for (let example = 0; example < all; example++) {
      const input = { example, nodes: ["b5/pool"], most: 1024 };
      const seen = (await ask("seenImage", input))!;
      const row = new Float32Array(1024);
      for (const { channel, mean } of seen.nodes["b5/pool"]!.maps) row[channel] = mean;
      rows.push(row);
    }
    const gap = (a: number, b: number): number =>
      Math.hypot(...rows[a]!.map((value, at) => value - rows[b]![at]!));
    for (let example = 0; example < all; example++) {
      const own = [...map.neighbors.subarray(example * map.each, (example + 1) * map.each)];
      expect(own.toSorted((a, b) => a - b)).toEqual(
        rows.map((_, each) => each).filter((each) => each !== example),
      );
      own.forEach((other, place) => {
        const distance = map.distances[example * map.each + place]!;
        expect(distance / gap(example, other)).toBeCloseTo(1, 5);
        if (place > 0)
          expect(distance).toBeGreaterThanOrEqual(map.distances[example * map.each + place - 1]!);
      });
    }
    const reached = told()
      .slice(before)
      .filter(([id]) => id === "testMap");
    expect(reached.length).toBeGreaterThan(0);
    expect(await ask("testMap", null)).toEqual(map);
    const taken = ask("testMap", null, "mine");
    cancel("mine");
    await expect(taken).rejects.toThrow("The question was taken back.");
  });
}
