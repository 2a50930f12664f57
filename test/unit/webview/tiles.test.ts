import { describe, expect, it } from "vitest";
import type { ImageTiles } from "../../../model/asking/testImages.js";
import { Tiles } from "../../../webview/state/tiles.js";
import type { AskRun } from "../../../webview/host/runQuestions.js";
import { ringTiles } from "../../support/testedSet.js";

function numbers(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, at) => first + at);
}

function tilesWith(answer: (asked: readonly number[]) => ImageTiles | Promise<ImageTiles>): {
  tiles: Tiles;
  asked: number[][];
} {
  const asked: number[][] = [];
  const ask = async (_: string, input: number[]): Promise<ImageTiles> => {
    asked.push(input);
    return answer(input);
  };
  return { tiles: new Tiles(ask as unknown as AskRun), asked };
}

describe("the images that are looked at", () => {
  it("are asked for a part after the other, each once", async () => {
    const { tiles, asked } = tilesWith((each) => ringTiles(each));
    tiles.want(numbers(0, 100));
    await expect.poll(() => tiles.of(99)).toBeDefined();
    expect(asked.map((each) => each.length)).toEqual([16, 64, 20]);
    tiles.want(numbers(50, 60));
    await expect.poll(() => tiles.of(109)).toBeDefined();
    expect(asked.at(-1)).toEqual(numbers(100, 10));
    expect(tiles.of(42)?.pixels).toEqual(ringTiles([42]).pixels);
  });

  it("give way to those that came into sight since", async () => {
    let answer = (): void => undefined;
    const { tiles, asked } = tilesWith(
      (each) =>
        new Promise((resolve) => {
          answer = () => {
            resolve(ringTiles(each));
          };
        }),
    );
    tiles.want(numbers(0, 100));
    tiles.want(numbers(5000, 10));
    answer();
    await expect.poll(() => asked.length).toBe(2);
    expect(asked[1]).toEqual(numbers(5000, 10));
  });

  it("come in smaller parts where they are large, and those out of sight are forgotten", async () => {
    const { tiles, asked } = tilesWith((each) => {
      const shape = { height: 1000, width: 1000, channels: 1 };
      return { ...shape, pixels: new Uint8Array(each.length * 1e6) };
    });
    for (let first = 0; first < 60; first += 20) {
      tiles.want(numbers(first, 20));
      await expect.poll(() => tiles.of(first + 19)).toBeDefined();
    }
    expect(Math.max(...asked.slice(1).map((each) => each.length))).toBe(1);
    expect(tiles.of(0)).toBeUndefined();
    expect(tiles.of(40)).toBeDefined();
  });

  it("are told to be missing where they cannot be had, and asked for again", async () => {
    let isGone = true;
    const { tiles } = tilesWith((each) => {
      if (isGone) throw new Error("The data are gone.");
      return ringTiles(each);
    });
    tiles.want([1]);
    await expect.poll(() => tiles.failure.value).toBe("The data are gone.");
    isGone = false;
    tiles.want([1]);
    await expect.poll(() => tiles.of(1)).toBeDefined();
    expect(tiles.failure.value).toBeNull();
  });

  it("are not taken for others where some are left out", async () => {
    const { tiles } = tilesWith((each) => ringTiles(each.slice(1)));
    tiles.want([1, 2]);
    await expect.poll(() => tiles.failure.value).toMatch(/ Ask again\.$/u);
    expect(tiles.of(1)).toBeUndefined();
  });

  it("are nobody's after another run is shown", async () => {
    const { tiles } = tilesWith((each) => ringTiles(each));
    tiles.want([1]);
    await expect.poll(() => tiles.of(1)).toBeDefined();
    tiles.want([2]);
    tiles.clear();
    await Promise.resolve();
    expect([tiles.of(1), tiles.of(2)]).toEqual([undefined, undefined]);
  });
});
