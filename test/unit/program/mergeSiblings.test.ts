import { describe, expect, it } from "vitest";
import { Reference } from "../../../model/engine/reference/reference.js";
import { googlenet } from "../../../model/network/googlenet/spec.js";
import { buildGraph } from "../../../model/network/graph.js";
import { accesses } from "../../../model/program/accesses.js";
import { buildProgram } from "../../../model/program/build.js";
import { mergeSiblings } from "../../../model/program/mergeSiblings.js";
import type { Operation } from "../../../model/program/operations.js";
import { initialState } from "../../../model/training/initialize.js";
import { noiseExamples, tinyNetwork } from "../../support/tinyNetwork.js";

const count = (operations: readonly Operation[], kind: Operation["kind"]): number =>
  operations.filter((operation) => operation.kind === kind).length;

describe("siblings that are merged", () => {
  it("give the same gradients as one by one, in float64", () => {
    const examples = noiseExamples(6);
    const program = buildProgram(buildGraph(tinyNetwork), examples);
    const gradientsOf = (each: typeof program): readonly (readonly number[])[] => {
      const reference = new Reference(each, examples);
      for (const [id, values] of initialState(program.state, 3).tensors) {
        reference.write(id, Float64Array.from(values));
      }
      reference.run([...each.forward, ...each.backward], [0, 1, 2, 4]);
      return each.parameters.map(({ id }) => [...reference.read(`gradient/${id}`).data]);
    };
    const merged = mergeSiblings(program);
    expect(count(merged.backward, "convolutionInputGradient")).toBeLessThan(
      count(program.backward, "convolutionInputGradient"),
    );
    const expected = gradientsOf(program);
    gradientsOf(merged).forEach((values, parameter) => {
      values.forEach((value, index) => {
        expect(value).toBeCloseTo(expected[parameter]?.[index] ?? NaN, 12);
      });
    });
  });

  it("are three paths of each block of GoogLeNet", () => {
    const program = buildProgram(buildGraph(googlenet), { height: 28, width: 28 });
    const { backward, values } = mergeSiblings(program);
    for (const kind of ["convolutionInputGradient", "convolutionWeightGradient"] as const) {
      expect(count(program.backward, kind) - count(backward, kind)).toBe(9 * 2);
    }
    const written = new Set(program.forward.flatMap((operation) => accesses(operation).writes));
    for (const { id } of program.parameters) written.add(id);
    for (const operation of backward) {
      const { reads, writes } = accesses(operation);
      for (const read of reads) expect(written, `${operation.kind} reads ${read}`).toContain(read);
      for (const value of writes) {
        expect(written, `${value} is written once`).not.toContain(value);
        expect(values.has(value)).toBe(true);
        written.add(value);
      }
    }
  });
});
