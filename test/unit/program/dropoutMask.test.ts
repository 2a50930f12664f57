import { describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { buildGraph } from "../../../model/network/graph.js";
import { buildProgram } from "../../../model/program/build.js";
import { isKept, keyOf } from "../../../model/program/dropoutMask.js";
import { accesses } from "../../../model/program/accesses.js";
import { residualNetwork } from "../../support/residualNetwork.js";
import { noiseExamples } from "../../support/tinyNetwork.js";

const places = Array.from({ length: 20_000 }, (_, place) => place);

function maskOf(share: number, seed = 1, step = 1, node = "end/dropout"): readonly boolean[] {
  const mask = { key: keyOf(node, seed), share };
  return places.map((place) => isKept(mask, step, place));
}

function agreement(a: readonly boolean[], b: readonly boolean[]): number {
  return a.filter((kept, place) => kept === b[place]).length / a.length;
}

describe("the mask of dropout", () => {
  it.each([0.1, 0.5, 0.9])("drops a share of %d", (share) => {
    const dropped = maskOf(share).filter((kept) => !kept).length / places.length;
    expect(dropped).toBeCloseTo(share, 1);
  });

  it("drops nothing at 0", () => {
    expect(maskOf(0)).not.toContain(false);
  });

  it("is the same again, and another for another seed, step, layer or place", () => {
    const mask = maskOf(0.5);
    expect(maskOf(0.5)).toEqual(mask);
    const others = [maskOf(0.5, 2), maskOf(0.5, 1, 2), maskOf(0.5, 1, 1, "end/dropout_2")];
    for (const other of [...others, [...mask.slice(1), true]]) {
      expect(agreement(mask, other)).toBeCloseTo(0.5, 1);
    }
  });
});

describe("dropout in a program", () => {
  const examples = noiseExamples(6);
  const program = buildProgram(buildGraph(residualNetwork), examples, undefined, 7);

  it("is in a step alone, and read from there by the step's number", () => {
    const dropped = program.forward.filter(({ kind }) => kind === "dropout");
    expect(dropped).toHaveLength(2);
    for (const each of dropped) expect(accesses(each).reads).toContain("stepNumber");
    expect(program.evaluation.some(({ kind }) => kind === "dropout")).toBe(false);
  });

  it("keeps the mean of what it reads, and drops the gradient where it drops the number", () => {
    const [operation] = program.backward.filter(({ kind }) => kind === "dropout");
    if (operation?.kind !== "dropout") throw new Error("There is none.");
    const reference = new Reference(program, examples);
    for (const { id, shape } of program.parameters) {
      const length = shape.reduce((product, side) => product * side, 1);
      reference.write(
        id,
        Float64Array.from({ length }, (_, place) => Math.sin(place) / 4),
      );
    }
    reference.run([...program.forward, ...program.backward], [0, 1, 2], { rate: 0, step: 5 });
    const numbers = reference.read("end/dropout_2").data;
    const before = reference.read("end/dense").data;
    const slopes = reference.read("gradient/end/dense").data;
    numbers.forEach((value, place) => {
      const isDropped = !isKept(operation, 5, place);
      expect(value).toBeCloseTo(isDropped ? 0 : 2 * (before[place] ?? NaN), 12);
      if (isDropped) expect(slopes[place]).toBe(0);
    });
  });
});
