import { describe, expect, it } from "vitest";
import { fittedTo } from "../../../model/network/fittedTo.js";
import { buildGraph } from "../../../model/network/graph.js";
import type { NetworkSpec } from "../../../model/network/spec.js";
import { testedNetworks } from "../../support/testedNetworks.js";

const shapesOf = (spec: NetworkSpec) => {
  const { nodes, parameters } = buildGraph(spec);
  return { parameters, shapes: nodes.map(({ id, outputShape }) => [id, outputShape.join("×")]) };
};

describe.each(testedNetworks.map((spec) => [spec.id, spec] as const))("%s", (_, spec) => {
  it("is itself for images like its own", () => {
    const { classes, input } = spec;
    expect(fittedTo(spec, { channels: input[0] ?? 1, classes })).toBe(spec);
  });

  it("gives as many scores as there are classes, of images in so many channels", () => {
    const { classes } = spec;
    const own = shapesOf(spec);
    const fitted = fittedTo(spec, { channels: 5, classes: classes + 7 });
    const { shapes, parameters } = shapesOf(fitted);
    expect(fitted.classes).toBe(classes + 7);
    expect(shapes.at(-1)?.[1]).toBe(`${classes + 7}`);
    expect(shapes[0]?.[1]).toMatch(/^5×/u);
    expect(shapes.length).toBe(own.shapes.length);
    expect(parameters).toBeGreaterThan(own.parameters);
    expect(shapesOf(fittedTo(fitted, { channels: spec.input[0] ?? 1, classes }))).toEqual(own);
  });
});

describe("a network", () => {
  const pool = { kind: "globalAveragePool", name: "pool" } as const;
  const spec: NetworkSpec = {
    ...{ id: "nin", title: "NiN", source: "", input: [1, 9, 9], classes: 10 },
    modules: [
      {
        name: "end",
        stages: [
          { kind: "convolution", name: "conv", filters: 10, kernel: 3, stride: 1, padding: 1 },
          pool,
        ],
      },
    ],
  };

  it("that ends with a pool has its scores before it", () => {
    const { modules } = fittedTo(spec, { channels: 1, classes: 3 });
    expect(modules[0]?.stages).toMatchObject([{ filters: 3 }, pool]);
  });

  it("without scores at its end is refused", () => {
    const headless = { ...spec, modules: [{ name: "end", stages: [pool] }] };
    expect(() => fittedTo(headless, { channels: 1, classes: 3 })).toThrow("scores of 10 classes");
  });
});
