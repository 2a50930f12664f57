import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeGraph } from "../../../model/answers/describeNetwork.js";
import { buildGraph } from "../../../model/network/graph.js";
import { InputTooSmall, leastInputOf, takes } from "../../../model/network/leastInput.js";
import type { PerAxis, StageSpec, WindowSpec } from "../../../model/network/spec.js";
import {
  isPointwise,
  sidesOf,
  windowInput,
  windowOf,
  windowOutput,
} from "../../../model/network/window.js";
import { randomNetworks } from "../../support/randomNetworks.js";
import { unequalNetwork } from "../../support/unequalNetwork.js";

const sides = fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }));

function poolOf(window: WindowSpec): StageSpec {
  return { kind: "maxPool", name: "pool", ...window };
}

describe("a window", () => {
  it("is the same whether its author wrote one number or one an axis", () => {
    const pair = { kernel: [3, 3], stride: [2, 2], padding: [1, 1] };
    expect(windowOf({ kernel: 3, stride: 2, padding: 1 })).toEqual(pair);
    expect(windowOf({ kernel: [3, 3], stride: 2, padding: [1, 1] })).toEqual(pair);
    expect(windowOf({ kind: "globalAveragePool", name: "pool" })).toBeUndefined();
    expect(windowOf(undefined)).toBeUndefined();
  });

  it("says one number again where both axes have it", () => {
    expect([sidesOf([3, 3]), sidesOf([1, 7])]).toEqual([3, [1, 7]]);
  });

  it("looks at single positions only where nothing is around them", () => {
    const isPoint = (window: WindowSpec): boolean => isPointwise(windowOf(window));
    expect(isPoint({ kernel: 1, stride: 1, padding: 0 })).toBe(true);
    expect(isPoint({ kernel: 1, stride: [1, 2], padding: 0 })).toBe(false);
    expect(isPoint({ kernel: 1, stride: 1, padding: [0, 1] })).toBe(false);
    expect(isPoint({ kernel: [1, 3], stride: 1, padding: [0, 1] })).toBe(false);
  });

  it("needs no less, and no more, for its outputs than it says", () => {
    const window = windowOf({ kernel: [5, 3], stride: [2, 3], padding: [2, 0] });
    fc.assert(
      fc.property(sides, (outputs) => {
        const least = windowInput(outputs, window);
        const [height, width] = windowOutput(least, window);
        expect([height >= outputs[0], width >= outputs[1]]).toEqual([true, true]);
        const less = windowOutput([least[0] - 1, least[1] - 1], window);
        if (least[0] > 1) expect(less[0]).toBeLessThan(outputs[0]);
        if (least[1] > 1) expect(less[1]).toBeLessThan(outputs[1]);
      }),
    );
  });
});

describe("a window that cannot be", () => {
  it.each([
    { kernel: 2, stride: 1, padding: 0.5 },
    { kernel: [3, 0], stride: 1, padding: 0 },
    { kernel: 3, stride: [0, 1], padding: 1 },
    { kernel: [3, 1], stride: 1, padding: 1 },
    { kernel: 3, stride: 1, padding: -1 },
  ] as const)("is refused: %o", (window) => {
    const modules = [{ name: "only", stages: [poolOf(window)] }];
    expect(() => buildGraph({ ...unequalNetwork, modules })).toThrow("pool has a window");
  });
});

describe("the least input of a network", () => {
  it("is known without one being tried, per axis", () => {
    expect(leastInputOf(unequalNetwork)).toEqual([15, 15]);
    const stages = [poolOf({ kernel: [2, 7], stride: [2, 1], padding: 0 })];
    const wide = { ...unequalNetwork, modules: [{ name: "only", stages }] };
    expect(leastInputOf(wide)).toEqual([2, 7]);
    expect([takes(wide, [2, 7]), takes(wide, [2, 6]), takes(wide, [1, 7])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("is taken, and one that is smaller along either axis is refused with it", () => {
    fc.assert(
      fc.property(randomNetworks, (spec) => {
        const least = leastInputOf(spec);
        const [channels = 1] = spec.input;
        const build = ([height, width]: PerAxis) => buildGraph(spec, [channels, height, width]);
        const { nodes } = build(least);
        expect(nodes.every(({ outputShape }) => outputShape.every((side) => side >= 1))).toBe(true);
        for (const axis of [0, 1] as const) {
          if (least[axis] === 1) continue;
          const smaller: PerAxis = axis === 0 ? [least[0] - 1, least[1]] : [least[0], least[1] - 1];
          expect(() => build(smaller)).toThrow(InputTooSmall);
          expect(() => build(smaller)).toThrow(`${least.join("x")} at least`);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("is refused by the first layer that has nothing to give", () => {
    expect(() => buildGraph(unequalNetwork, [3, 14, 22])).toThrow(
      "Unequal windows needs an input of 15x15 at least; of 14x22 nothing is left behind body/pool.",
    );
  });
});

describe("a network of unequal windows", () => {
  const { nodes } = describeGraph(buildGraph(unequalNetwork));
  const described = (id: string) => nodes.find((node) => node.id === id);

  it("is described per axis where height and width differ", () => {
    expect(described("body/factored/path1/conv1x7")).toEqual({
      id: "body/factored/path1/conv1x7",
      kind: "convolution",
      inputShape: [8, 9, 10],
      outputShape: [3, 9, 10],
      parameters: 7 * 8 * 3 + 3,
      multiplyAdds: 7 * 8 * 3 * 90,
      receptiveField: { size: [3, 15], jump: 2 },
    });
    expect(described("body/factored/path1/conv7x1")?.receptiveField).toEqual({ size: 15, jump: 2 });
    expect(described("body/conv5x3")?.receptiveField).toEqual({ size: [35, 27], jump: [8, 4] });
    expect(described("end")?.receptiveField).toEqual({ size: [43, 27], jump: null });
  });

  it("leaves out what no window reaches", () => {
    expect(described("body/reduction/path1/conv3x3")?.outputShape).toEqual([4, 4, 4]);
    expect(described("body/reduction")?.outputShape).toEqual([16, 4, 4]);
  });
});
