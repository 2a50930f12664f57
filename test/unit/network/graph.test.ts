import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeGraph } from "../../../model/answers/describeNetwork.js";
import { buildGraph } from "../../../model/network/graph.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { elementCount } from "../../../model/network/layers.js";
import type { ReceptiveField } from "../../../model/network/receptiveField.js";
import { oddNetwork } from "../../support/oddNetwork.js";
import { testedNetworks } from "../../support/testedNetworks.js";

function square(size: number, jump: number | null): ReceptiveField {
  return { size: [size, size], jump: jump === null ? null : [jump, jump] };
}

const sides = fc.integer({ min: 1, max: 260 });

describe("the chapter's GoogLeNet", () => {
  const graph = buildGraph(googlenet);
  const shapeOf = (id: string): readonly number[] | undefined => graph.byId.get(id)?.outputShape;

  it("has the chapter's output shapes at 1×96×96", () => {
    expect(["b1", "b2", "b3", "b4", "b5", "linear"].map(shapeOf)).toEqual([
      [64, 24, 24],
      [192, 12, 12],
      [480, 6, 6],
      [832, 3, 3],
      [1024],
      [10],
    ]);
  });

  it("has the published parameters and multiply-adds", () => {
    expect(graph.parameters).toBe(5_977_530);
    expect(graph.multiplyAdds / 1e6).toBeCloseTo(276.07, 2);
  });

  it("has BVLC's size at 3×224×224 with 1,000 classes", () => {
    const modules = googlenet.modules.map((module) =>
      module.name === "linear"
        ? { ...module, stages: [{ kind: "dense" as const, name: "dense", units: 1000 }] }
        : module,
    );
    const imagenet = buildGraph({ ...googlenet, modules, classes: 1000 }, [3, 224, 224]);
    expect(imagenet.parameters).toBe(6_998_552);
    expect(imagenet.multiplyAdds / 1e9).toBeCloseTo(1.583, 3);
  });

  it("has the receptive fields of the design", () => {
    expect(graph.byId.get("b2")?.receptiveField.size).toEqual([27, 27]);
    expect(graph.byId.get("b3/3b")?.receptiveField.size).toEqual([91, 91]);
    expect(graph.byId.get("b3")?.receptiveField.size).toEqual([107, 107]);
    expect(graph.byId.get("b5/5b")?.receptiveField).toEqual(square(715, 32));
  });

  it("sees the whole grid behind the global mean, where no unit has a neighbor", () => {
    const seen = square(715 + 2 * 32, null);
    for (const id of ["b5/pool", "b5", "linear/dense", "linear"]) {
      expect(graph.byId.get(id)?.receptiveField).toEqual(seen);
    }
    const fieldAt = (height: number, width: number): unknown =>
      buildGraph(googlenet, [1, height, width]).byId.get("linear")?.receptiveField;
    expect(fieldAt(1, 1)).toEqual(square(715, null));
    expect(fieldAt(96, 224)).toEqual({ size: [715 + 2 * 32, 715 + 6 * 32], jump: null });
  });

  it("concatenates the channels that the chapter adds up", () => {
    const channels = graph.nodes
      .filter(({ kind }) => kind === "concat")
      .map(({ outputShape }) => outputShape[0]);
    expect(channels).toEqual([256, 480, 512, 512, 512, 528, 832, 832, 1024]);
  });

  it("runs on every input from 1×1 up, and never grows a grid", () => {
    fc.assert(
      fc.property(sides, sides, (height, width) => {
        const { nodes } = buildGraph(googlenet, [1, height, width]);
        for (const { inputShape, outputShape } of nodes) {
          expect(outputShape.every((length) => length >= 1)).toBe(true);
          expect(outputShape[1] ?? 1).toBeLessThanOrEqual(inputShape[1] ?? 1);
        }
        expect(nodes.at(-1)?.outputShape).toEqual([10]);
      }),
      { numRuns: 50 },
    );
  });

  it("ends on a 1×1 grid up to 32 pixels and on 2×2 from 33", () => {
    const grid = (side: number): readonly number[] | undefined =>
      buildGraph(googlenet, [1, side, side]).byId.get("b5/5b")?.outputShape.slice(1);
    expect(grid(1)).toEqual([1, 1]);
    expect(grid(32)).toEqual([1, 1]);
    expect(grid(33)).toEqual([2, 2]);
  });

  it("refuses what is not an input", () => {
    for (const input of [[], [1, 96], [0, 96, 96], [1, 96.5, 96], [1, -1, 96]]) {
      expect(() => buildGraph(googlenet, input)).toThrow(RangeError);
    }
  });
});

/** Worked out by hand, row by row: rows of 112 positions behind the pooling. */
describe("a network of another kind", () => {
  const graph = buildGraph(oddNetwork);
  /** The block within a path. */
  const within = 2048 * 1 + 1 + (2048 * 9 * 2 + 2);
  const rows = [
    // channels before × kernel² × filters + biases, a layer after the other
    {
      id: "preparation_of_the_signal",
      parameters: 1 * 2048 + 2048,
      multiplyAdds: 1 * 2048 * 224,
      outputShape: [2048, 1, 112],
      receptiveField: square(3, 2),
    },
    {
      id: "body/the_first_block_with_three_paths",
      parameters: 2048 * 8 + 8 + (2048 * 4 + 4 + 4 * 9 * 1024 + 1024) + within,
      multiplyAdds: (2048 * 8 + (2048 * 4 + 4 * 9 * 1024) + 2048 * 1 + 2048 * 9 * 2) * 112,
      outputShape: [8 + 1024 + (1 + 2), 1, 112],
      receptiveField: square(3 + 2 * 2 + 2 * 2, 2),
    },
    {
      id: "body/single",
      parameters: 1035 * 25 * 16 + 16,
      multiplyAdds: 1035 * 25 * 16 * 112,
      outputShape: [16, 1, 112],
      receptiveField: square(11 + 4 * 2, 2),
    },
    {
      id: "body/six",
      // The first layers have 8, 16 to 48 filters, 168 together.
      parameters: 16 * 168 + 168 + (168 * 9 * 16 + 6 * 16) + 6 * (16 * 25 * 32 + 32),
      multiplyAdds: (16 * 168 + 168 * 9 * 16 + 6 * 16 * 25 * 32) * 112,
      outputShape: [6 * 32, 1, 112],
      receptiveField: square(19 + 2 * 2 + 4 * 2, 2),
    },
    {
      id: "body/pair",
      parameters: 192 * 9 * 24 + 24 + (192 * 40 + 40),
      multiplyAdds: (192 * 9 * 24 + 192 * 40) * 112,
      outputShape: [24 + 40, 1, 112],
      receptiveField: square(31 + 2 * 2, 2),
    },
    {
      id: "end",
      parameters: 64 * 1000 + 1000,
      multiplyAdds: 64 * 1000,
      outputShape: [1000],
      receptiveField: { size: [35, 35 + (112 - 1) * 2], jump: null },
    },
  ];

  it.each(rows)("has the numbers of $id", ({ id, ...expected }) => {
    expect(graph.byId.get(id)).toMatchObject(expected);
  });

  it("adds up", () => {
    expect([graph.parameters, graph.multiplyAdds]).toEqual([737_855, 75_247_360]);
  });

  it("is described with these numbers", () => {
    const { nodes, ...whole } = describeGraph(graph);
    expect(whole).toEqual({
      network: "odd",
      source: "tests",
      differs: null,
      input: [1, 1, 224],
      parameters: 737_855,
      multiplyAdds: 75_247_360,
    });
    expect(nodes.map(({ id }) => id)).toEqual(graph.nodes.map(({ id }) => id));
    // As it always was where height and width are the same: one number, and no pair.
    const fields = [3, 11, 19, 31, 35].map((size) => ({ size, jump: 2 }));
    const last = { size: [35, 257], jump: null };
    for (const [index, row] of rows.entries()) {
      const described = nodes.find(({ id }) => id === row.id)!;
      expect(described).toMatchObject({ ...row, receptiveField: fields[index] ?? last });
      expect(Object.keys(described)).toEqual([
        ...["id", "kind", "inputShape", "outputShape"],
        ...["parameters", "multiplyAdds", "receptiveField"],
      ]);
    }
  });
});

describe.each(testedNetworks)("$id", (spec) => {
  const graph = buildGraph(spec);

  it("names every node once, groups before their members", () => {
    expect(graph.byId.size).toBe(graph.nodes.length);
    const seen = new Set<string>();
    for (const { id, parent } of graph.nodes) {
      expect(parent === null || seen.has(parent)).toBe(true);
      seen.add(id);
    }
  });

  it("hands every node the shape that the node before it gives", () => {
    for (const { kind, inputs, inputShape } of graph.nodes) {
      if (kind === "input" || kind === "concat") continue;
      expect(inputs.length === 1 || kind === "add").toBe(true);
      for (const id of inputs) expect(graph.byId.get(id)?.outputShape).toEqual(inputShape);
    }
  });

  it("adds groups up from their layers", () => {
    for (const group of graph.nodes.filter(({ kind }) => kind === "module")) {
      const layers = graph.nodes.filter(
        ({ id, layer }) => layer !== undefined && id.startsWith(`${group.id}/`),
      );
      expect(group.parameters).toBe(layers.reduce((sum, node) => sum + node.parameters, 0));
    }
    const tensors = graph.nodes.flatMap(({ parameterSpecs }) => parameterSpecs);
    expect(tensors.reduce((sum, { shape }) => sum + elementCount(shape), 0)).toBe(graph.parameters);
  });

  it("survives JSON", () => {
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });
});
