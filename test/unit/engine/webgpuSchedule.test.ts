import { describe, expect, it } from "vitest";
import { scheduleOf } from "../../../model/engine/webgpu/schedule.js";
import { buildGraph } from "../../../model/network/graph.js";
import { accesses } from "../../../model/program/accesses.js";
import { buildProgram } from "../../../model/program/build.js";
import { ends } from "../../../model/program/program.js";
import { tinyNetwork } from "../../support/tinyNetwork.js";

const program = buildProgram(buildGraph(tinyNetwork), { height: 6, width: 5 });
const parameters = program.parameters.map(({ id }) => id);
const step = [program.forward, program.backward, program.update].flat();
const kept = new Set([...parameters, ends.loss]);
const { steps } = scheduleOf(step, program.statistics, kept);

describe("scheduleOf", () => {
  it("runs everything once, and what a step reads before it is updated", () => {
    const order = steps.map(({ operation }) => operation);
    expect(new Set(order)).toEqual(new Set([...step, ...program.statistics]));
    expect(order).toHaveLength(step.length + program.statistics.length);
    expect(order.filter((operation) => step.includes(operation))).toEqual(step);
    const firstUpdate = order.findIndex(({ kind }) => kind === "gradientDescent");
    const lastNorm = order.findLastIndex(({ kind }) => kind === "norm");
    expect(lastNorm).toBeLessThan(firstUpdate);
  });

  it("frees every value after its last use, and nothing that is kept", () => {
    const freed = new Set<string>();
    const used = new Set<string>();
    for (const { operation, last } of steps) {
      const { reads, writes } = accesses(operation);
      for (const id of [...reads, ...writes]) {
        expect(freed).not.toContain(id);
        used.add(id);
      }
      for (const id of last) freed.add(id);
    }
    expect([...kept].filter((id) => freed.has(id))).toEqual([]);
    expect(new Set([...freed, ...kept])).toEqual(used);
  });

  it("measures an activation at once, so that it need not live for that", () => {
    const order = steps.map(({ operation }) => operation);
    order.forEach((operation, index) => {
      if (operation.kind !== "meanSquare") return;
      const writer = order.findIndex((other) => accesses(other).writes.includes(operation.input));
      const between = order.slice(writer + 1, index);
      expect(between.every((other) => program.statistics.includes(other))).toBe(true);
    });
  });
});
